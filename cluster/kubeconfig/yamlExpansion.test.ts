import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { parseKubeconfigYaml } from './kubeconfigYaml.ts';
import { expandYaml } from './yamlExpansion.ts';

const expanded = (text: string) => expandYaml(parseKubeconfigYaml(text));

test.each([
  ['aliases', (count: number) => `a: &a x\nb:\n${'- *a\n'.repeat(count)}`],
  [
    'anchors',
    (count: number) =>
      `b:\n${Array.from({ length: count }, (_, index) => `- &a${index} x\n- *a${index}\n`).join('')}`,
  ],
  ['merge keys', (count: number) => `a: &a { x: y }\nb:\n${'- { <<: *a, x: z }\n'.repeat(count)}`],
])('the time for %s grows as their number', async (_what, make) => {
  expect(
    await tooFastGrowth({
      make: (count) => parseKubeconfigYaml(make(count)),
      work: (document) => expect(expandYaml(document)).toHaveProperty('value'),
      count: 2000,
    }),
  ).toBeUndefined();
});

test('merge keys that bring each other are counted before they are expanded', () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) =>
      `l${level + 1}: &l${level + 1} {<<: [${Array(9).fill(`*l${level}`).join(', ')}]}\n`,
  );
  expect(expanded(`l0: &l0 { x: y }\n${levels.join('')}`)).toEqual({
    problem: { what: 'too large', offset: expect.any(Number) as number },
  });
});

test('what has no alias is as large as its text, and is left to other limits', () => {
  expect(expanded(`a: "${'x'.repeat(4 * 1024 * 1024)}"\n`)).toHaveProperty('value');
});

import { expect, test } from 'vitest';
import { parseKubeconfigYaml } from './kubeconfigYaml.ts';
import { expandYaml } from './yamlExpansion.ts';

const expanded = (text: string) => expandYaml(parseKubeconfigYaml(text));

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

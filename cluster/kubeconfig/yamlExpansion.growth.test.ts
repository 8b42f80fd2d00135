import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { parseKubeconfigYaml } from './kubeconfigYaml.ts';
import { expandYaml } from './yamlExpansion.ts';

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

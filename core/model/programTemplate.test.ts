import { expect, test } from 'vitest';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';

const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: ${name}\n      tty: yess\n`;

test('nothing is missing in a pod template of Spark, but a wrong type is still told', async () => {
  const found = await diagnose(testSession(), pod('spark-kubernetes-driver'));
  expect(found.map(full).join()).toContain('wrong-type');
  expect(found.map(full).join()).not.toMatch(/missing-field|name-required/);
});

test('in any other Pod name and image are missing', async () => {
  const found = await diagnose(testSession(), pod('web'));
  expect(found.map(full).join()).toContain('missing-field');
});

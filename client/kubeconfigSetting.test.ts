import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { kubeconfigPaths } from './kubeconfigSetting.ts';

const env = { WORK: '/data/work', HOME: '/home/ann' };

test.each([
  ['~/.kube/config', '/home/me/.kube/config'],
  ['~', '/home/me'],
  ['  ~/a b  ', '/home/me/a b'],
  ['$WORK/kube', '/data/work/kube'],
  ['${WORK}/kube', '/data/work/kube'],
  ['${env:WORK}/kube', '/data/work/kube'],
  ['%WORK%/kube', '/data/work/kube'],
  ['/a/~/b', '/a/~/b'],
  ['~other/config', '~other/config'],
  ['$NOT_SET/kube', '$NOT_SET/kube'],
  ['${constructor}/$toString', '${constructor}/$toString'],
  ['/plain', '/plain'],
])('%s is %s', (setting, path) => {
  expect(kubeconfigPaths(setting, env, '/home/me')).toBe(path);
});

test('each path of a list is read so', () => {
  const list = ['~/one', '$WORK/two'].join(delimiter);
  expect(kubeconfigPaths(list, env, '/home/me')).toBe(
    ['/home/me/one', '/data/work/two'].join(delimiter),
  );
});

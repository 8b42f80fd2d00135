import { expect, test } from 'vitest';
import { kubeconfigFiles, mergeKubeconfigs } from './kubeconfigMerge.ts';

test('the files are those of KUBECONFIG, each once, else the one of the home folder', () => {
  expect(kubeconfigFiles({}, '/home/me')).toEqual(['/home/me/.kube/config']);
  expect(kubeconfigFiles({ KUBECONFIG: '' }, '/home/me')).toEqual(['/home/me/.kube/config']);
  expect(kubeconfigFiles({ KUBECONFIG: '/a::/b:/a' }, '/home/me')).toEqual(['/a', '/b']);
  expect(kubeconfigFiles({ KUBECONFIG: 'rel' })[0]).toBe(`${process.cwd()}/rel`);
});

const file = (name: string, root: object) => ({ file: `/k/${name}`, text: JSON.stringify(root) });

test('of entries with one name the first file has it, and so for the current context', () => {
  const merged = mergeKubeconfigs([
    file('a', { clusters: [{ name: 'c', cluster: { server: 'a' } }], contexts: [] }),
    file('b', {
      clusters: [
        { name: 'c', cluster: { server: 'b' } },
        { name: 'd', cluster: { server: 'b' } },
      ],
      'current-context': 'x',
    }),
    file('c', { 'current-context': 'y' }),
  ]);
  expect(
    [...merged.clusters.values()].map(({ name, file: from, value }) => [name, from, value.server]),
  ).toEqual([
    ['c', '/k/a', 'a'],
    ['d', '/k/b', 'b'],
  ]);
  expect([merged.currentContext, merged.currentContextFile]).toEqual(['x', '/k/b']);
  expect(merged.listsContexts).toBe(true);
});

test('an entry that differs from the one that hides it is told with both files', () => {
  const entries = (server: string) => ({
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: { token: 'same' } }],
    contexts: [{ name: 'team', context: { cluster: server } }],
  });
  const { hidden } = mergeKubeconfigs([file('a', entries('a')), file('b', entries('b'))]);
  expect(hidden).toEqual([
    { kind: 'cluster', name: 'c', file: '/k/b', by: '/k/a' },
    { kind: 'context', name: 'team', file: '/k/b', by: '/k/a' },
  ]);
});

test('files without contexts list none, and one that cannot be read is a problem of its own', () => {
  const merged = mergeKubeconfigs([
    { file: '/k/a', text: '{' },
    file('b', { users: [{ name: 'u' }] }),
  ]);
  expect(merged.listsContexts).toBe(false);
  expect(merged.problems).toHaveLength(1);
  expect([...merged.users.keys()]).toEqual(['u']);
  expect(merged.users.get('u')?.value).toEqual({});
  expect('currentContext' in merged).toBe(false);
});

test('paths count from the folder of their file, unless they are absolute', () => {
  const user = {
    'client-certificate': 'c.pem',
    'client-key': '/abs/k.pem',
    tokenFile: '../t',
    exec: { command: './plugin', args: ['x/y'] },
    'auth-provider': { name: 'oidc', config: { 'idp-certificate-authority': 'idp.pem', a: 'x' } },
  };
  const merged = mergeKubeconfigs([
    file('a', {
      clusters: [{ name: 'c', cluster: { 'certificate-authority': 'ca.pem' } }],
      users: [{ name: 'u', user }],
    }),
  ]);
  expect(merged.clusters.get('c')?.value).toEqual({ 'certificate-authority': '/k/ca.pem' });
  expect(merged.users.get('u')?.value).toEqual({
    'client-certificate': '/k/c.pem',
    'client-key': '/abs/k.pem',
    tokenFile: '/t',
    exec: { command: '/k/plugin', args: ['x/y'] },
    'auth-provider': {
      name: 'oidc',
      config: { 'idp-certificate-authority': '/k/idp.pem', a: 'x' },
    },
  });
});

test.each(['plugin', '/abs/plugin'])('the command %s of a plugin stays as it is', (command) => {
  const merged = mergeKubeconfigs([
    file('a', { users: [{ name: 'u', user: { exec: { command } } }] }),
  ]);
  expect(merged.users.get('u')?.value).toEqual({ exec: { command } });
});

test('an absolute authority of an identity provider stays as it is', () => {
  const config = { 'idp-certificate-authority': '/abs' };
  const user = { 'auth-provider': { config } };
  const merged = mergeKubeconfigs([file('a', { users: [{ name: 'u', user }] })]);
  expect(merged.users.get('u')?.value).toEqual(user);
});

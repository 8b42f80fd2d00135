// Who asks, as an API server understands it: acting as others, nobody at all, and users who may not look what there is.
import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import {
  errorOf,
  fileIn,
  kubeconfigFor,
  serviceFor,
  sessionFor,
  temporaryFolder,
  valueOf,
} from './clusterFixture.ts';

const pods = { apiVersion: 'v1', kind: 'Pod', namespace: 'default' };

await controlPlaneOrSkip('who asks', { apiServerOnly: true }, (controlPlane) => {
  const sessionOf = (user: object) => sessionFor(kubeconfigFor(controlPlane(), user));

  test.each(['jürg', 'Жук', '李'])(
    'acts as %s, whom the API server knows by that name',
    async (as) => {
      const session = await sessionOf({ token: controlPlane().tokens.admin, as });
      expect(errorOf(await session.list(pods)).message).toContain(`User ${as} may not list pods`);
    },
  );

  test('acts with extra fields whose keys are no names of headers', async () => {
    const user = {
      token: controlPlane().tokens.admin,
      as: 'jane',
      'as-groups': ['system:masters'],
      'as-user-extra': { "a(b)'*!~%ü": ['ö'] },
    };
    valueOf(await (await sessionOf(user)).list(pods));
  });

  test.each([
    [
      'a name that no header can hold',
      { token: 'secret', as: 'a\nb' },
      'control character in "as"',
    ],
    ['a token that no header can hold', { token: 'se\ncret' }, 'control character in "token"'],
    ['a token of blanks', { token: '   ' }, 'a "token" of nothing but blanks'],
  ])('%s is told before anybody is asked', async (_, user, words) => {
    const file = fileIn(temporaryFolder(), 'config', kubeconfigFor(controlPlane(), user));
    const error = errorOf(await serviceFor([file]).session());
    expect(error.code).toBe('kubeconfig-broken');
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('cret');
  });

  test('who is not known is told to log in, and a plan ends with that', async () => {
    // API servers of today take no passwords.
    const session = await sessionOf({ username: 'ann', password: 'a word' });
    const error = errorOf(await session.list(pods));
    expect(error.code).toBe('unauthorized');
    expect(error.message).toContain('does not know who asks');
    expect(error.message).toContain('the user is anonymous, who may not get path "/api/v1"');
    expect(error.message).toContain('Log in again');
    const documents = splitManifest('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
    expect(errorOf(await session.plan(documents)).message).toBe(error.message);
  });

  test('a password in the address comes before a token, as for kubectl, and is named as the reason', async () => {
    const server = controlPlane().url.replace('https://', 'https://ann:pass-word@');
    const user = { token: controlPlane().tokens.admin };
    const session = await sessionFor(kubeconfigFor(controlPlane(), user, { server }));
    const error = errorOf(await session.list(pods));
    expect(error.message).toContain('one in the address of the server comes before all else');
    expect(error.message).not.toContain('pass-word');
  });

  test('who may not ask for the kinds is told the role that is missing', async () => {
    const roles = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
    const { status } = await controlPlane().request('DELETE', `${roles}/system:discovery`);
    expect(status).toBe(200);
    const session = await sessionOf({ token: controlPlane().tokens.nobody });
    const said = async () => errorOf(await session.list(pods)).message;
    await expect.poll(said, { timeout: 30_000 }).toContain('ClusterRole system:discovery');
    expect(await said()).toMatch(/^User nobody may not read \/api\/v1 \(context test\)/);
  });
});

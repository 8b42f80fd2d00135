// Against a real API server that checks the tokens; the provider that gives them out is a fake (identityProvider.ts).
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import {
  closedPort,
  errorOf,
  fileIn,
  kubeconfigFor,
  serviceFor,
  temporaryFolder,
  valueOf,
} from './clusterFixture.ts';
import { startIdentityProvider } from './identityProvider.ts';

const idp = await startIdentityProvider();
afterAll(() => idp.close());
const flags = {
  'oidc-issuer-url': idp.url,
  'oidc-client-id': 'kubernetes',
  'oidc-ca-file': idp.authorityFile,
  'oidc-username-claim': 'sub',
  'oidc-username-prefix': '-',
};
const apiServerArgs = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
const options = { apiServerOnly: true, apiServerArgs };
const namespaces = { apiVersion: 'v1', kind: 'Namespace' };

await controlPlaneOrSkip('login by OpenID Connect', options, (controlPlane) => {
  beforeEach(async () => {
    Object.assign(idp, { refreshToken: 'refresh-0', lifetime: 600, delay: 0 });
    Object.assign(idp, { fault: undefined, endpoint: undefined, secretIn: 'nowhere' });
    Object.assign(idp, { audience: 'kubernetes', redirect: undefined });
    idp.shown.length = 0;
    const bindings = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
    const group = 'rbac.authorization.k8s.io';
    await controlPlane().request('POST', bindings, {
      metadata: { name: 'oidc-user-reads' },
      subjects: [{ kind: 'User', name: 'oidc-user', apiGroup: group }],
      roleRef: { kind: 'ClusterRole', name: 'read-everything', apiGroup: group },
    });
    // The API server fetches the provider's keys on its own time: it takes a first token when it has them.
    await expect.poll(isTaken, { timeout: 30_000, interval: 100 }).toBe(true);
  });

  const isTaken = async () => {
    const session = valueOf(
      await serviceFor([configFile({ 'id-token': idp.idToken(600) })]).session(),
    );
    return (await session.list(namespaces)).ok;
  };

  const configFile = (config: object, folder = temporaryFolder()) => {
    const basics = {
      'client-id': 'kubernetes',
      'idp-issuer-url': idp.url,
      'idp-certificate-authority': idp.authorityFile,
    };
    const provider = { name: 'oidc', config: { ...basics, ...config } };
    return fileIn(folder, 'config', kubeconfigFor(controlPlane(), { 'auth-provider': provider }));
  };
  const configIn = (file: string) => {
    const { users } = parse(readFileSync(file, 'utf8')) as {
      users: [{ user: { 'auth-provider': { config: Record<string, string> } } }];
    };
    return users[0].user['auth-provider'].config;
  };
  const sessionOf = async (file: string) => valueOf(await serviceFor([file]).session());
  const expired = () => ({ 'id-token': idp.idToken(-60), 'refresh-token': 'refresh-0' });

  test('a token that is still good is used, and nothing is refreshed', async () => {
    const file = configFile({ 'id-token': idp.idToken(600), 'refresh-token': 'refresh-0' });
    const before = readFileSync(file, 'utf8');
    valueOf(await (await sessionOf(file)).list(namespaces));
    expect(idp.shown).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('an expired token is refreshed once for many calls, and both new tokens are written back', async () => {
    const folder = temporaryFolder();
    const file = configFile(expired(), folder);
    writeFileSync(file, `# mine\n${readFileSync(file, 'utf8')}`);
    const session = await sessionOf(file);
    for (const answer of await Promise.all(
      Array.from({ length: 10 }, () => session.list(namespaces)),
    )) {
      valueOf(answer);
    }
    expect(idp.shown).toEqual(['refresh-0']);
    expect(configIn(file)['refresh-token']).toBe('refresh-1');
    expect(configIn(file)['id-token']).not.toBe(expired()['id-token']);
    expect(readFileSync(file, 'utf8')).toContain('# mine\n');
    expect(readdirSync(folder)).toEqual(['config']);
    valueOf(await (await sessionOf(file)).list(namespaces));
    expect(idp.shown).toHaveLength(1);
  });

  test('two windows that refresh at the same time use one refresh token once', async () => {
    idp.delay = 300;
    const file = configFile(expired());
    const windows = await Promise.all([sessionOf(file), sessionOf(file), sessionOf(file)]);
    const answers = await Promise.all(windows.map((window) => window.list(namespaces)));
    answers.forEach(valueOf);
    expect(idp.shown).toEqual(['refresh-0']);
    expect(configIn(file)['refresh-token']).toBe(idp.refreshToken);
  });

  test('a session outlives the new tokens, and a refresh under way the session', async () => {
    const file = configFile(expired());
    const service = serviceFor([file]);
    const session = valueOf(await service.session());
    valueOf(await session.list(namespaces));
    expect(valueOf(await service.session())).toBe(session);
    idp.delay = 300;
    const other = configFile({ 'id-token': idp.idToken(-60), 'refresh-token': idp.refreshToken });
    const closing = await sessionOf(other);
    const answer = closing.list(namespaces);
    await expect.poll(() => readdirSync(dirname(other)).length).toBeGreaterThan(1);
    closing.dispose();
    await answer;
    await expect.poll(() => configIn(other)['refresh-token']).toBe(idp.refreshToken);
  });

  test('the lock of a window that has ended is not waited for', async () => {
    const folder = temporaryFolder();
    const file = configFile(expired(), folder);
    const own = await heldLock(folder, file);
    fileIn(folder, 'config.renewal.lock', own.replace(/^\d+/, '4194304'));
    valueOf(await (await sessionOf(file)).list(namespaces));
    expect(idp.shown).toEqual(['refresh-0']);
  });

  /** What a window writes into its lock, seen while it refreshes. */
  const heldLock = async (folder: string, file: string) => {
    const copy = join(temporaryFolder(), basename(file));
    writeFileSync(copy, readFileSync(file));
    idp.delay = 500;
    let text = '';
    const asking = (await sessionOf(copy)).list(namespaces);
    await expect
      .poll(() => (text = readIfThere(`${copy}.renewal.lock`)), { interval: 5, timeout: 5000 })
      .toMatch(/^\d+ ./);
    await asking;
    Object.assign(idp, { refreshToken: 'refresh-0', delay: 0 });
    idp.shown.length = 0;
    expect(readdirSync(folder)).toEqual(['config']);
    return text;
  };
  const readIfThere = (path: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };

  test('new tokens that cannot be written are kept for the window and told', async () => {
    const folder = temporaryFolder();
    const file = configFile(expired(), folder);
    const service = serviceFor([file]);
    const told: string[] = [];
    service.onDidFailLogin(({ error }) => told.push(error.message));
    const session = valueOf(await service.session());
    const lock = fileIn(folder, 'config.lock', '');
    valueOf(await session.list(namespaces));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('were not saved');
    expect(told[0]).toContain(lock);
    expect(configIn(file)['refresh-token']).toBe('refresh-0');
    valueOf(await session.list(namespaces));
    expect(idp.shown).toEqual(['refresh-0']);
  });

  test.each(['header', 'body'] as const)(
    'a client secret is sent where the provider wants it: %s',
    async (where) => {
      idp.secretIn = where;
      const file = configFile({ ...expired(), 'client-secret': 's:cret' });
      valueOf(await (await sessionOf(file)).list(namespaces));
      expect(idp.shown).toEqual(['refresh-0']);
    },
  );

  test('the authority may stand in the kubeconfig, or its path relative to it', async () => {
    const inline = {
      'idp-certificate-authority': undefined,
      'idp-certificate-authority-data': Buffer.from(idp.authority).toString('base64'),
    };
    valueOf(await (await sessionOf(configFile({ ...expired(), ...inline }))).list(namespaces));
    const folder = temporaryFolder();
    fileIn(folder, 'idp.pem', idp.authority);
    idp.refreshToken = 'refresh-0';
    const relative = { 'idp-certificate-authority': 'idp.pem' };
    valueOf(
      await (await sessionOf(configFile({ ...expired(), ...relative }, folder))).list(namespaces),
    );
  });

  test.each([
    [
      'no refresh token',
      { 'refresh-token': undefined },
      {},
      'has expired, and there is no refresh-token',
    ],
    ['no token at all', { 'id-token': undefined, 'refresh-token': undefined }, {}, 'is missing'],
    ['a token that is none', { 'id-token': 'abc' }, {}, 'no JSON Web Token'],
    [
      'a refresh token that was used',
      { 'refresh-token': 'old' },
      {},
      'invalid_grant: was used already',
    ],
    [
      'an authority that is not the right one',
      { 'idp-certificate-authority': undefined },
      {},
      'shows a certificate',
    ],
    ['an authority that is missing', { 'idp-certificate-authority': '/gone.pem' }, {}, '/gone.pem'],
    [
      'an authority that is none',
      { 'idp-certificate-authority-data': 'eA==' },
      {},
      'no certificate in PEM',
    ],
    [
      'a provider that is broken',
      {},
      { fault: { status: 503, body: 'secret-page' } },
      'status 503',
    ],
    [
      'an answer that is no JSON',
      {},
      { fault: { status: 200, body: '<html>' } },
      'gave no id_token',
    ],
    [
      'an answer without id_token',
      {},
      { fault: { status: 200, body: '{"access_token":"a"}' } },
      'gave no id_token',
    ],
    [
      'a token endpoint without https',
      {},
      { endpoint: 'http://127.0.0.1:9/token' },
      'is not https',
    ],
  ])('%s is told, and nobody is asked as anonymous', async (_what, config, fault, words) => {
    Object.assign(idp, fault);
    const session = await sessionOf(configFile({ ...expired(), ...config }));
    const error = errorOf(await session.list(namespaces));
    expect(['login-failed', 'kubeconfig-broken', 'certificate-file-missing']).toContain(error.code);
    expect(error.status).toBeUndefined();
    expect(error.message).toContain(words);
    expect(error.message).not.toMatch(/refresh-0|eyJ|secret-page/);
    const shown = idp.shown.length;
    expect(errorOf(await session.list(namespaces))).toEqual(error);
    expect(idp.shown).toHaveLength(shown);
  });

  test('a provider that is not there is told, and works once it is', async () => {
    const nobody = `https://127.0.0.1:${await closedPort()}`;
    const file = configFile({ ...expired(), 'idp-issuer-url': nobody });
    const service = serviceFor([file]);
    const error = errorOf(await valueOf(await service.session()).list(namespaces));
    expect(error.message).toContain('cannot be reached (ECONNREFUSED)');
    writeFileSync(file, readFileSync(file, 'utf8').replace(nobody, idp.url));
    valueOf(await valueOf(await service.session()).list(namespaces));
  });

  test('somebody who logs in elsewhere is not kept waiting by an earlier failure', async () => {
    const file = configFile({ ...expired(), 'refresh-token': 'old' });
    const service = serviceFor([file]);
    const session = valueOf(await service.session());
    expect(errorOf(await session.list(namespaces)).code).toBe('login-failed');
    expect(errorOf(await session.list(namespaces)).code).toBe('login-failed');
    expect(idp.shown).toEqual(['old']);
    const config = parse(readFileSync(file, 'utf8')) as { users: { user: object }[] };
    const written = stringify(config).replace(configIn(file)['id-token'] ?? '', idp.idToken(600));
    writeFileSync(file, written);
    valueOf(await session.list(namespaces));
    expect(idp.shown).toEqual(['old']);
  });

  test('tokens that the API server refuses are renewed once and not in a circle', async () => {
    const file = configFile(expired());
    idp.audience = 'somebody-else';
    const service = serviceFor([file]);
    const told: string[] = [];
    service.onDidFailLogin(({ error }) => told.push(error.code));
    for (let round = 0; round < 5; round++) {
      // As the explorer does: the session is asked for each time, and the file has changed meanwhile.
      const session = valueOf(await service.session());
      const answers = [session.list(namespaces), session.list(namespaces)];
      for (const answer of await Promise.all(answers)) {
        expect(errorOf(answer)).toMatchObject({ code: 'unauthorized', status: 401 });
      }
    }
    expect(idp.shown).toEqual(['refresh-0', 'refresh-1']);
    expect(configIn(file)['refresh-token']).toBe('refresh-2');
    expect(told).toEqual(['unauthorized']);
  });

  test('discovery is followed to another address, but not to one without https', async () => {
    idp.redirect = '/elsewhere';
    valueOf(await (await sessionOf(configFile(expired()))).list(namespaces));
    idp.redirect = 'http://127.0.0.1:9/';
    const session = await sessionOf(configFile(expired()));
    expect(errorOf(await session.list(namespaces)).message).toContain('is not https');
    idp.redirect = '/.well-known/openid-configuration';
    const circle = await sessionOf(configFile(expired()));
    expect(errorOf(await circle.list(namespaces)).message).toContain('redirects without end');
  });

  test('a kubeconfig that is gone when its tokens are wanted is told', async () => {
    const file = configFile({ 'id-token': idp.idToken(600) });
    const session = await sessionOf(file);
    rmSync(file);
    const error = errorOf(await session.list(namespaces));
    expect(error.code).toBe('kubeconfig-broken');
    expect(error.message).toContain(`${file} with the tokens of user test-user cannot be read`);
  });
});

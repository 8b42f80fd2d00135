import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { runProgram } from '../../cluster/login/runProgram.ts';
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
const v1 = 'client.authentication.k8s.io/v1';

/** A client certificate that is its own authority, for a member of `system:masters`. */
const client = selfSignedClient();
const apiServerArgs = ['--client-ca-file', client.file];

const options = { apiServerOnly: true, apiServerArgs };
await controlPlaneOrSkip('credential plugins', options, (controlPlane) => {
  /** A session whose user runs a shell script as its credential plugin. */
  const pluginSession = async (script: string, extra: object = {}, execTimeout = 15_000) => {
    const folder = temporaryFolder();
    const command = fileIn(folder, 'plugin.sh', `#!/bin/sh\n${script}\n`, 0o755);
    const exec = {
      apiVersion: v1,
      command,
      interactiveMode: 'Never',
      ...extra,
    };
    return {
      folder,
      session: await sessionFor(kubeconfigFor(controlPlane(), { exec }), { execTimeout }),
    };
  };
  const credential = (token: string, status: object = {}) =>
    JSON.stringify({
      apiVersion: v1,
      kind: 'ExecCredential',
      status: { token, ...status },
    });

  test('an exec plugin gives the token, is run once for many calls and gets its variables', async () => {
    const { folder, session } = await pluginSession(
      `dir=$(dirname "$0"); echo "$KUBERNETES_EXEC_INFO $WHO $1" >> "$dir/runs"; echo '${credential(controlPlane().tokens.viewer)}'`,
      { args: ['get-token'], env: [{ name: 'WHO', value: 'me' }], provideClusterInfo: true },
    );
    const answers = await Promise.all([
      session.list(pods),
      session.listNamespaces(),
      session.list(pods),
    ]);
    answers.forEach(valueOf);
    const runs = readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n');
    expect(runs).toHaveLength(1);
    expect(runs[0]).toContain(`"server":"${controlPlane().url}"`);
    expect(runs[0]).toMatch(/ me get-token$/);
  });

  test('an exec plugin is asked again when its token is refused, and not for each request when what it gives has expired', async () => {
    const good = credential(controlPlane().tokens.viewer, {
      expirationTimestamp: '2001-01-01T00:00:00Z',
    });
    const { folder, session } = await pluginSession(
      `dir=$(dirname "$0"); if [ -e "$dir/again" ]; then echo '${good}'; else touch "$dir/again"; echo '${credential('refused')}'; fi; echo x >> "$dir/runs"`,
    );
    valueOf(await session.list(pods));
    valueOf(await session.list(pods));
    const runs = readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n').length;
    expect(runs).toBe(2);
  });

  test('credentials that expire at once are renewed under way without a call being lost', async () => {
    const expired = credential(controlPlane().tokens.viewer, {
      expirationTimestamp: '2001-01-01T00:00:00Z',
    });
    const { session } = await pluginSession(`echo '${expired}'`);
    const calls = Array.from({ length: 30 }, async (_, index) => {
      await new Promise((later) => setTimeout(later, index * 5));
      return session.list({ apiVersion: 'v1', kind: 'ConfigMap' });
    });
    for (const answer of await Promise.all(calls)) valueOf(answer);
  });

  test('a missing exec plugin is named together with its install hint', async () => {
    const exec = {
      apiVersion: v1,
      interactiveMode: 'Never',
      command: 'no-such-plugin-here',
      installHint: 'Get it with: pip install it',
    };
    const session = await sessionFor(kubeconfigFor(controlPlane(), { exec }));
    const error = errorOf(await session.list(pods));
    expect(error.code).toBe('exec-plugin-missing');
    expect(error.message).toContain('"no-such-plugin-here" of user test-user');
    expect(error.message).toContain('Get it with: pip install it');
  });

  test('a failing exec plugin is shown with its last words, without secrets', async () => {
    const { session } = await pluginSession(
      'echo "SSO session expired, token=abcdef123456" >&2; exit 3',
    );
    const error = errorOf(await session.list(pods));
    expect(error.code).toBe('exec-plugin-failed');
    expect(error.message).toContain('exit code 3: SSO session expired');
    expect(error.message).not.toContain('abcdef123456');
    const silent = await pluginSession('echo "not json"');
    expect(errorOf(await silent.session.list(pods)).message).toContain('printed no credential');
    const terminal = await pluginSession('exit 0', { interactiveMode: 'Always' });
    expect(errorOf(await terminal.session.list(pods)).message).toContain('needs a terminal');
  });

  test('a hanging exec plugin is ended after the time limit, with what it started', async () => {
    const { folder, session } = await pluginSession(
      `dir=$(dirname "$0"); echo $$ > "$dir/pids"; sleep 300 & echo $! >> "$dir/pids"; wait`,
      {},
      400,
    );
    const started = performance.now();
    const error = errorOf(await session.list(pods));
    expect(performance.now() - started).toBeLessThan(3000);
    expect(error.code).toBe('exec-plugin-timeout');
    expect(error.message).toContain('within 0.4 s');
    const pids = readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n');
    expect(pids).toHaveLength(2);
    const alive = () =>
      pids.filter(
        (pid) =>
          existsSync(`/proc/${pid}/stat`) &&
          !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '),
      );
    await expect.poll(alive, { timeout: 3000 }).toEqual([]);
  });

  test('a caller does not wait for a hanging exec plugin after it has cancelled', async () => {
    const { session } = await pluginSession('sleep 300', {}, 5000);
    const error = errorOf(await session.list(pods, AbortSignal.timeout(200)));
    expect(error.code).toBe('cancelled');
    session.dispose();
  });

  const runsIn = (folder: string) =>
    existsSync(join(folder, 'runs')) ? readFileSync(join(folder, 'runs'), 'utf8').length : 0;
  /** Counts its runs in the file `runs`. */
  const counting = (script: string) => `printf x >> "$(dirname "$0")/runs"; ${script}`;
  const configMaps = (count: number) =>
    splitManifest(
      Array.from({ length: count }, (_, number) =>
        stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: `plugin-${number}`, namespace: 'default' },
        }),
      ).join('---\n'),
    );

  test('a plugin whose credential has expired already runs once for fifty documents', async () => {
    const expired = credential(controlPlane().tokens.admin, {
      expirationTimestamp: '2020-01-01T00:00:00Z',
    });
    const { folder, session } = await pluginSession(counting(`echo '${expired}'`));
    const plan = valueOf(await session.plan(configMaps(50)));
    const report = await session.apply(plan);
    expect(report.results.map(({ outcome }) => outcome)).toEqual(Array(50).fill('applied'));
    expect(runsIn(folder)).toBe(1);
  });

  test('a credential that is refused twice is not asked for again until the user wants it', async () => {
    const folder = temporaryFolder();
    const text = counting(`cat "$(dirname "$0")/answer"`);
    const command = fileIn(folder, 'plugin.sh', `#!/bin/sh\n${text}\n`, 0o755);
    const exec = { apiVersion: v1, command, interactiveMode: 'Never' };
    fileIn(folder, 'answer', credential('nobody-knows-this'));
    const file = fileIn(folder, 'config', kubeconfigFor(controlPlane(), { exec }));
    const service = serviceFor([file]);
    const told: string[] = [];
    service.onDidFailLogin(({ contextName, error }) => told.push(`${contextName} ${error.code}`));
    const session = valueOf(await service.session());
    const many = () => Promise.all(Array.from({ length: 8 }, () => session.list(pods)));
    for (const answer of [...(await many()), ...(await many()), ...(await many())]) {
      expect(errorOf(answer)).toMatchObject({ code: 'unauthorized', status: 401 });
    }
    expect(runsIn(folder)).toBe(2);
    expect(told).toEqual(['test unauthorized']);
    fileIn(folder, 'answer', credential(controlPlane().tokens.viewer));
    expect(errorOf(await session.list(pods)).code).toBe('unauthorized');
    service.tryLoginAgain({ contextName: 'another' });
    expect(errorOf(await session.list(pods)).code).toBe('unauthorized');
    service.tryLoginAgain();
    for (const answer of await many()) valueOf(answer);
    expect(runsIn(folder)).toBe(3);
    expect(told).toHaveLength(1);
  });

  test('a plugin that fails runs once for a tree that asks again and again, and anew for a plan', async () => {
    const { folder, session } = await pluginSession(counting('echo "no login" >&2; exit 1'));
    for (let round = 0; round < 5; round++) {
      expect(errorOf(await session.list(pods)).message).toContain('no login');
    }
    expect(runsIn(folder)).toBe(1);
    expect(errorOf(await session.plan(configMaps(20))).code).toBe('exec-plugin-failed');
    expect(runsIn(folder)).toBe(2);
  });

  test('the command is looked up on our own PATH, and exec.env is handed to it', async () => {
    const ours = temporaryFolder();
    const theirs = temporaryFolder();
    const print = (token: string) =>
      `#!/bin/sh\n[ "$PATH" = "${theirs}" ] && echo '${credential(token)}'\n`;
    fileIn(ours, 'dpm-test-plugin', print(controlPlane().tokens.viewer), 0o755);
    fileIn(theirs, 'dpm-test-plugin', print('not-this-one'), 0o755);
    const exec = {
      apiVersion: v1,
      command: 'dpm-test-plugin',
      interactiveMode: 'Never',
      env: [{ name: 'PATH', value: theirs }],
    };
    const kubeconfig = kubeconfigFor(controlPlane(), { exec });
    const env = { PATH: [ours, process.env.PATH].join(delimiter) };
    valueOf(await (await sessionFor(kubeconfig, { env })).list(pods));
    const without = await sessionFor(kubeconfig);
    expect(errorOf(await without.list(pods)).code).toBe('exec-plugin-missing');
  });

  test('a relative command with a slash lies beside the kubeconfig; a file that may not run is told', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'bin'));
    const text = `#!/bin/sh\necho '${credential(controlPlane().tokens.viewer)}'\n`;
    const plugin = fileIn(join(folder, 'bin'), 'plugin', text, 0o755);
    const exec = { apiVersion: v1, command: 'bin/plugin', interactiveMode: 'Never' };
    const file = fileIn(folder, 'config', kubeconfigFor(controlPlane(), { exec }));
    valueOf(await valueOf(await serviceFor([file]).session()).list(pods));
    chmodSync(plugin, 0o644);
    const error = errorOf(await valueOf(await serviceFor([file]).session()).list(pods));
    expect(error.message).toContain('may not be executed');
  });

  test('the cluster is described to the plugin as kubectl describes it', async () => {
    const folder = temporaryFolder();
    fileIn(folder, 'ca.pem', controlPlane().caCert);
    const text = `#!/bin/sh\necho "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/info"\necho '${credential(controlPlane().tokens.viewer)}'\n`;
    const command = fileIn(folder, 'plugin.sh', text, 0o755);
    const exec = { apiVersion: v1, command, interactiveMode: 'Never', provideClusterInfo: true };
    const cluster = {
      'certificate-authority-data': undefined,
      'certificate-authority': 'ca.pem',
      'tls-server-name': 'kubernetes.default',
      'proxy-url': 'http://127.0.0.1:9',
      extensions: [
        { name: 'another', extension: 1 },
        { name: 'client.authentication.k8s.io/exec', extension: { audience: ['x'] } },
      ],
    };
    const file = fileIn(folder, 'config', kubeconfigFor(controlPlane(), { exec }, cluster));
    await valueOf(await serviceFor([file]).session()).list(pods);
    expect(JSON.parse(readFileSync(join(folder, 'info'), 'utf8'))).toEqual({
      apiVersion: v1,
      kind: 'ExecCredential',
      spec: {
        interactive: false,
        cluster: {
          server: controlPlane().url,
          'certificate-authority-data': Buffer.from(controlPlane().caCert).toString('base64'),
          'tls-server-name': 'kubernetes.default',
          'proxy-url': 'http://127.0.0.1:9',
          config: { audience: ['x'] },
        },
      },
    });
  });

  test.each([
    ['another kind', { kind: 'TokenReview' }, 'TokenReview in place of an ExecCredential'],
    ['another version', { apiVersion: `${v1}beta1` }, `version ${v1}beta1`],
    ['no version', { apiVersion: undefined }, 'version none'],
    ['a time that is none', { status: { token: 'T', expirationTimestamp: 'soon' } }, 'is no time'],
    ['a number as time', { status: { token: 'T', expirationTimestamp: 1 } }, 'is no time'],
    ['no status', { status: undefined }, 'without status'],
    ['an empty status', { status: {} }, 'neither a token nor a certificate'],
    ['a key alone', { status: { clientKeyData: 'x' } }, 'a key without its certificate'],
    ['no pair', { status: { clientKeyData: 'x', clientCertificateData: 'y' } }, 'as PEM'],
  ])('an answer with %s is refused', async (_what, part, words) => {
    const good = JSON.parse(credential(controlPlane().tokens.viewer)) as object;
    const text = JSON.stringify({ ...good, ...part });
    const { session } = await pluginSession(`echo '${text}'`);
    const error = errorOf(await session.list(pods));
    expect(error.code).toBe('exec-plugin-failed');
    expect(error.message).toContain(words);
  });

  test('an answer in YAML is read, and a token with a line end trimmed', async () => {
    const text = stringify({
      kind: 'ExecCredential',
      apiVersion: v1,
      status: { token: ` ${controlPlane().tokens.viewer}\n` },
    });
    const { session } = await pluginSession(`cat <<'END'\n${text}\nEND\n`);
    valueOf(await session.list(pods));
  });

  test.each([
    ['a removed version', { apiVersion: `${v1}alpha1` }, 'which Kubernetes has removed'],
    ['an unknown version', { apiVersion: 'x/v1' }, 'unknown apiVersion'],
    ['no version', { apiVersion: undefined }, 'without apiVersion'],
    ['no command', { command: undefined }, 'without a command'],
    ['no mode', { interactiveMode: undefined }, 'without interactiveMode'],
    ['an unknown mode', { interactiveMode: 'Sometimes' }, 'unknown interactiveMode'],
  ])('a plugin with %s is told before anything runs', async (_what, part, words) => {
    const folder = temporaryFolder();
    const exec = { apiVersion: v1, command: 'true', interactiveMode: 'Never', ...part };
    const file = fileIn(folder, 'config', kubeconfigFor(controlPlane(), { exec }));
    const service = serviceFor([file]);
    const error = errorOf(await service.session());
    expect(error.code).toBe('kubeconfig-broken');
    expect(error.message).toContain(words);
    expect((await service.kubeconfig.state()).contexts[0]?.problem).toEqual(error);
  });

  test('a plugin may give a client certificate, and one of the kubeconfig wins over a plugin', async () => {
    const { certificate, key } = client;
    const status = { clientCertificateData: certificate, clientKeyData: key };
    const given = JSON.stringify({ apiVersion: v1, kind: 'ExecCredential', status });
    const { folder, session } = await pluginSession(counting(`cat "$(dirname "$0")/given"`));
    fileIn(folder, 'given', given);
    const answers = await Promise.all([session.list(pods), session.listNamespaces()]);
    answers.forEach(valueOf);
    expect(runsIn(folder)).toBe(1);
    const user = {
      exec: { apiVersion: v1, command: '/bin/false', interactiveMode: 'Never' },
      'client-certificate-data': Buffer.from(certificate).toString('base64'),
      'client-key-data': Buffer.from(key).toString('base64'),
    };
    valueOf(await (await sessionFor(kubeconfigFor(controlPlane(), user))).list(pods));
  });

  test('a token, its file and a password win over a plugin, as in kubectl', async () => {
    const folder = temporaryFolder();
    const exec = { apiVersion: v1, command: '/bin/false', interactiveMode: 'Never' };
    const token = controlPlane().tokens.viewer;
    valueOf(await (await sessionFor(kubeconfigFor(controlPlane(), { exec, token }))).list(pods));
    const tokenFile = fileIn(folder, 'token', token);
    const byFile = { exec, tokenFile, token: 'not-this-one' };
    valueOf(await (await sessionFor(kubeconfigFor(controlPlane(), byFile))).list(pods));
    const password = { exec, username: 'ann', password: 'x' };
    const refused = await sessionFor(kubeconfigFor(controlPlane(), password));
    // This API server knows no passwords and takes the request as an anonymous one.
    expect(errorOf(await refused.list(pods)).message).toContain('the user is anonymous');
    for (const user of [
      { token, username: 'ann', password: 'x' },
      { exec, 'auth-provider': { name: 'oidc', config: {} } },
    ]) {
      const file = fileIn(folder, 'both', kubeconfigFor(controlPlane(), user));
      const error = errorOf(await serviceFor([file]).session());
      expect(error.message).toContain('has both');
      expect(error.message).not.toContain(token);
    }
  });

  test('a plugin that wants a terminal is offered one, and runs in it when the user agrees', async () => {
    const folder = temporaryFolder();
    const text = `echo "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/info"; echo '${credential(controlPlane().tokens.viewer)}'`;
    const command = fileIn(folder, 'plugin.sh', `#!/bin/sh\n${counting(text)}\n`, 0o755);
    const exec = { apiVersion: v1, command, interactiveMode: 'Always' };
    const file = fileIn(folder, 'config', kubeconfigFor(controlPlane(), { exec }));
    const opened: string[] = [];
    const service = serviceFor([file], {
      terminal: (program) => {
        opened.push(program.path);
        return runProgram(program);
      },
    });
    const offers: boolean[] = [];
    service.onDidFailLogin(({ offersTerminal }) => offers.push(offersTerminal));
    const session = valueOf(await service.session());
    for (let round = 0; round < 3; round++) {
      expect(errorOf(await session.list(pods)).message).toContain('needs a terminal');
    }
    expect([runsIn(folder), opened, offers]).toEqual([0, [], [true]]);
    service.tryLoginAgain({ contextName: 'test', inTerminal: true });
    const answers = await Promise.all([session.list(pods), session.list(pods)]);
    answers.forEach(valueOf);
    expect(opened).toEqual([command]);
    expect(readFileSync(join(folder, 'info'), 'utf8')).toContain('"interactive":true');
  });

  test('neither a plugin nor a token is used for an http address', async () => {
    // What answers there is no API server: a real one has no plain http.
    let seen: unknown[] = [];
    const plain = createHttpServer((request, response) => {
      seen = [...seen, request.headers.authorization];
      response.writeHead(401).end();
    });
    await new Promise<void>((listening) => plain.listen(0, '127.0.0.1', listening));
    onTestFinished(() => plain.closeAllConnections());
    onTestFinished(() => void plain.close());
    const address = plain.address();
    const server = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const folder = temporaryFolder();
    const command = fileIn(folder, 'plugin.sh', `#!/bin/sh\n${counting('exit 1')}\n`, 0o755);
    for (const user of [
      { exec: { apiVersion: v1, command, interactiveMode: 'Never' } },
      { token: 'secret-token' },
    ]) {
      const session = await sessionFor(kubeconfigFor(controlPlane(), user, { server }));
      expect(errorOf(await session.list(pods)).code).toBe('unauthorized');
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.filter((header) => header !== undefined)).toEqual([]);
    expect(runsIn(folder)).toBe(0);
  });
});

function selfSignedClient(): { file: string; certificate: string; key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-client-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const [file, keyFile] = [join(folder, 'client.crt'), join(folder, 'client.key')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const subject = ['-subj', '/O=system:masters/CN=carla', '-days', '2'];
  const args = ['req', '-x509', ...curve, ...subject, '-keyout', keyFile, '-out', file];
  execFileSync('openssl', args, { stdio: 'pipe' });
  return { file, certificate: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}

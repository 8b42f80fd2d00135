import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createKubeconfig } from '../../cluster/kubeconfig/kubeconfig.ts';
import { errorOf, fileIn, serviceFor, temporaryFolder, valueOf } from './clusterFixture.ts';

const two = `# my clusters
apiVersion: v1
kind: Config
clusters:
  - name: one
    cluster: { server: "https://one.example:6443" }   # keep me
  - name: two
    cluster: { server: "https://two.example:6443" }
users:
  - name: me
    user: { token: secret-token }
contexts:
  - name: first
    context: { cluster: one, user: me }
  - name: second
    context: { cluster: two, user: me, namespace: data }
current-context: first
`;

function contextsFile(context: string, rest: string): string {
  return `apiVersion: v1\nkind: Config\ncontexts:\n  - { name: c, context: { ${context} } }\ncurrent-context: c\n${rest}`;
}

test('lists the contexts of a file with server and namespace', async () => {
  const file = fileIn(temporaryFolder(), 'config', two);
  const state = await serviceFor([file]).kubeconfig.state();
  expect(state.problems).toEqual([]);
  expect(state.currentInFile).toBe('first');
  expect(state.current?.name).toBe('first');
  expect(state.contexts).toEqual([
    {
      name: 'first',
      cluster: 'one',
      user: 'me',
      namespace: 'default',
      server: 'https://one.example:6443',
      file,
    },
    {
      name: 'second',
      cluster: 'two',
      user: 'me',
      namespace: 'data',
      server: 'https://two.example:6443',
      file,
    },
  ]);
});

test('no kubeconfig at all is a problem that names the file looked for', async () => {
  const home = temporaryFolder();
  const kubeconfig = createKubeconfig({ env: {}, home });
  const state = await kubeconfig.state();
  expect(state.contexts).toEqual([]);
  expect(state.problems[0]?.error.code).toBe('no-kubeconfig');
  expect(state.problems[0]?.error.message).toContain(join(home, '.kube', 'config'));
  const session = await serviceFor([join(home, 'missing')]).session();
  expect(errorOf(session).code).toBe('no-kubeconfig');
});

test('~/.kube/config is read when KUBECONFIG is not set', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, '.kube'));
  fileIn(join(home, '.kube'), 'config', two);
  const state = await createKubeconfig({ env: { KUBECONFIG: '' }, home }).state();
  expect(state.contexts.map(({ name }) => name)).toEqual(['first', 'second']);
});

test('in a KUBECONFIG list the first entry of a name wins and missing files are skipped', async () => {
  const folder = temporaryFolder();
  const other = fileIn(
    folder,
    'other',
    `clusters: [{name: one, cluster: {server: "https://loses.example"}}, {name: three, cluster: {server: "https://three.example"}}]
users: []
contexts: [{name: first, context: {cluster: three}}, {name: third, context: {cluster: three}}]
current-context: third
`,
  );
  const state = await serviceFor([
    join(folder, 'missing'),
    fileIn(folder, 'config', two),
    other,
  ]).kubeconfig.state();
  expect(state.problems).toEqual([]);
  expect(state.current?.name).toBe('first');
  expect(state.contexts.map(({ name, server }) => `${name} ${server}`)).toEqual([
    'first https://one.example:6443',
    'second https://two.example:6443',
    'third https://three.example',
  ]);
});

test('a broken file is named with its line and the other files stay in use', async () => {
  const folder = temporaryFolder();
  const broken = fileIn(folder, 'broken', 'apiVersion: v1\nclusters: [\nusers: ]\n');
  const state = await serviceFor([broken, fileIn(folder, 'config', two)]).kubeconfig.state();
  expect(state.contexts).toHaveLength(2);
  expect(state.problems).toHaveLength(1);
  expect(state.problems[0]).toMatchObject({ file: broken, error: { code: 'kubeconfig-broken' } });
  expect(state.problems[0]?.line).toBeGreaterThan(1);
  expect(state.problems[0]?.error.message).toContain(broken);
});

test.each([
  ['a folder', (folder: string) => folder, 'it is a folder'],
  ['a list', (folder: string) => fileIn(folder, 'list', '- a\n'), 'not a mapping'],
  [
    'contexts that are no list',
    (folder: string) => fileIn(folder, 'map', 'contexts: {}\n'),
    '"contexts" on line 1 is a mapping and not a list',
  ],
])('%s instead of a kubeconfig is told', async (_what, make, words) => {
  const service = serviceFor([make(temporaryFolder())]);
  expect((await service.kubeconfig.state()).problems[0]?.error.message).toContain(words);
  expect(errorOf(await service.session()).code).toBe('kubeconfig-broken');
});

test('an empty file has no context, which is told where no other file has one', async () => {
  const folder = temporaryFolder();
  const empty = fileIn(folder, 'empty', '');
  const service = serviceFor([empty]);
  const error = errorOf(await service.session());
  expect(error.code).toBe('context-missing');
  expect(error.message).toContain(`${empty} has no contexts`);
  expect((await service.kubeconfig.state()).problems.map((problem) => problem.error)).toEqual([
    error,
  ]);
  const both = serviceFor([empty, fileIn(folder, 'config', two)]);
  expect((await both.kubeconfig.state()).problems).toEqual([]);
});

test.each([
  [
    'clusters',
    two.replace('name: two\n', 'name: one\n'),
    'clusters of the name one, on lines 5 and 7',
  ],
  [
    'users',
    two.replace('users:\n', 'users:\n  - { name: me, user: {} }\n'),
    'users of the name me, on lines 10 and 11',
  ],
  [
    'contexts',
    two.replace('name: second', 'name: first'),
    'contexts of the name first, on lines 13 and 15',
  ],
])('two %s of one name in a file are refused with both places', async (_what, text, words) => {
  const file = fileIn(temporaryFolder(), 'config', text);
  const service = serviceFor([file]);
  const error = errorOf(await service.session());
  expect(error.code).toBe('kubeconfig-broken');
  expect(error.message).toContain(`${file} cannot be used: it has two ${words}`);
  expect(error.message).not.toContain('secret-token');
  const { problems, contexts } = await service.kubeconfig.state();
  expect(problems[0]?.line).toBeGreaterThan(4);
  expect(contexts).toEqual([]);
});

test('a key that stands twice costs no context, and the last one counts', async () => {
  const text = `${two}current-context: second\n`.replace('token: secret', 'token: x, token: y');
  const { kubeconfig } = serviceFor([fileIn(temporaryFolder(), 'config', text)]);
  const state = await kubeconfig.state();
  expect(state.problems).toEqual([]);
  expect(state.contexts).toHaveLength(2);
  expect(state.currentInFile).toBe('second');
});

test.each([
  ['current-context: no', '"current-context" on line 17 is a truth value'],
  ['current-context: 1_000', '"current-context" on line 17 is a number'],
])('what kubectl reads as no text is told: %s', async (line, words) => {
  const text = two.replace('current-context: first', line);
  const service = serviceFor([fileIn(temporaryFolder(), 'config', text)]);
  expect(errorOf(await service.session()).message).toContain(`${words} in YAML. Put it in quotes`);
});

test('a name of a context that is a number is told', async () => {
  const text = two.replace('name: second', 'name: 42');
  const service = serviceFor([fileIn(temporaryFolder(), 'config', text)]);
  expect(errorOf(await service.session()).message).toContain('a name in "contexts" on line 15');
});

test.each(['utf-16le', 'utf-16be', 'utf-8'])(
  'a file with a byte order mark is read and written as it is: %s',
  async (encoding) => {
    const bytes = (text: string) => {
      if (encoding === 'utf-8') return Buffer.from(`\ufeff${text}`);
      const little = Buffer.from(`\ufeff${text}`, 'utf16le');
      return encoding === 'utf-16be' ? little.swap16() : little;
    };
    const file = fileIn(temporaryFolder(), 'config', '');
    writeFileSync(file, bytes(two));
    const { kubeconfig } = serviceFor([file]);
    expect((await kubeconfig.state()).current?.name).toBe('first');
    valueOf(await kubeconfig.writeCurrentContext('second'));
    const written = bytes(two.replace('current-context: first', 'current-context: second'));
    expect(readFileSync(file).equals(written)).toBe(true);
  },
);

test('bytes that are no text are told and never written back as something else', async () => {
  const folder = temporaryFolder();
  const file = fileIn(folder, 'config', '');
  const bytes = Buffer.concat([Buffer.from(`# caf`), Buffer.from([0xe9]), Buffer.from(`\n${two}`)]);
  writeFileSync(file, bytes);
  const alone = serviceFor([file]);
  expect(errorOf(await alone.session()).message).toContain('no text in UTF-8');
  expect((await alone.kubeconfig.writeCurrentContext('second')).ok).toBe(false);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a kubeconfig that breaks in use is told, and the session is back when it is whole', async () => {
  const file = fileIn(temporaryFolder(), 'config', two);
  const service = serviceFor([file], { pollInterval: 30, debounce: 30 });
  let changes = 0;
  service.kubeconfig.onDidChange(() => changes++);
  const session = valueOf(await service.session('first'));
  const breaks: [string, string | undefined, string][] = [
    ['removed', undefined, 'There is no kubeconfig'],
    ['emptied', '', 'has no contexts'],
    ['half-written', two.slice(0, two.indexOf('example:6443" }')), 'not valid YAML'],
    ['cut between entries', two.slice(0, two.indexOf('users:')), 'has no contexts'],
    ['renamed', two.replaceAll('first', 'other'), 'no context first'],
  ];
  for (const [, text, words] of breaks) {
    const before = changes;
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    expect(errorOf(await service.session('first')).message).toContain(words);
    await expect.poll(() => changes, { timeout: 5000 }).toBeGreaterThan(before);
    writeFileSync(file, two);
    expect(valueOf(await service.session('first'))).toBe(session);
    expect((await service.kubeconfig.state()).problems).toEqual([]);
  }
});

test('a lock of kubectl on a link is honoured, and of a program that was given its target', async () => {
  const folder = temporaryFolder();
  const target = fileIn(folder, 'real', two);
  const link = join(folder, 'link');
  symlinkSync(target, link);
  const { kubeconfig } = serviceFor([link]);
  for (const lock of [`${link}.lock`, `${target}.lock`]) {
    writeFileSync(lock, '');
    expect(errorOf(await kubeconfig.writeCurrentContext('second')).message).toContain(lock);
    rmSync(lock);
  }
  valueOf(await kubeconfig.writeCurrentContext('second'));
  expect(readdirSync(folder).sort()).toEqual(['link', 'real']);
});

test.each([
  ['cluster-missing', 'cluster: gone, user: me', 'users: [{name: me, user: {token: x}}]', 'gone'],
  [
    'user-missing',
    'cluster: one, user: gone',
    'clusters: [{name: one, cluster: {server: "https://x"}}]',
    'gone',
  ],
  ['cluster-missing', 'cluster: one', 'clusters: [{name: one, cluster: {}}]', 'no server address'],
  [
    'kubeconfig-broken',
    'cluster: one',
    'clusters: [{name: one, cluster: {server: "ftp://x.example:6443"}}]',
    'begins with ftp://',
  ],
  [
    'certificate-file-missing',
    'cluster: one',
    'clusters: [{name: one, cluster: {server: "https://x", certificate-authority: ca.pem}}]',
    'ca.pem',
  ],
  [
    'certificate-file-missing',
    'cluster: one, user: me',
    'clusters: [{name: one, cluster: {server: "https://x"}}]\nusers: [{name: me, user: {client-certificate: me.crt, client-key: me.key}}]',
    'me.crt',
  ],
  [
    'certificate-file-missing',
    'cluster: one, user: me',
    'clusters: [{name: one, cluster: {server: "https://x"}}]\nusers: [{name: me, user: {tokenFile: tokens/me}}]',
    'tokens/me',
  ],
  [
    'user-missing',
    'cluster: one',
    'clusters: [{name: one, cluster: {server: "https://x"}}]',
    'no user',
  ],
  [
    'user-missing',
    'cluster: one, user: me',
    'clusters: [{name: one, cluster: {server: "https://x"}}]\nusers: [{name: me, user: {as: jane}}]',
    'no way to log in',
  ],
])('a context that cannot be used says why: %s (%s)', async (code, context, rest, words) => {
  const folder = temporaryFolder();
  const service = serviceFor([fileIn(folder, 'config', contextsFile(context, rest))]);
  const problem = (await service.kubeconfig.state()).contexts[0]?.problem;
  expect(problem?.code).toBe(code);
  expect(problem?.message).toContain(words);
  expect(errorOf(await service.session())).toEqual(problem);
});

test('relative paths are relative to their own file and inline data needs no file', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'deep'));
  fileIn(join(folder, 'deep'), 'ca.pem', 'x');
  const rest = `clusters: [{name: one, cluster: {server: "https://x", certificate-authority: ca.pem}}]
users: [{name: me, user: {client-certificate: gone.crt, client-certificate-data: eA==, client-key: gone.key, client-key-data: eA==}}]`;
  const file = fileIn(join(folder, 'deep'), 'config', contextsFile('cluster: one, user: me', rest));
  expect((await serviceFor([file]).kubeconfig.state()).contexts[0]?.problem).toBeUndefined();
});

test('listing contexts never runs an exec plugin', async () => {
  const folder = temporaryFolder();
  const trace = join(folder, 'ran');
  const plugin = fileIn(folder, 'plugin.sh', `#!/bin/sh\ntouch ${trace}\n`, 0o755);
  const rest = `clusters: [{name: one, cluster: {server: "https://x"}}]
users: [{name: me, user: {exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ${plugin}}}}]`;
  const service = serviceFor([
    fileIn(folder, 'config', contextsFile('cluster: one, user: me', rest)),
  ]);
  expect((await service.kubeconfig.state()).contexts).toHaveLength(1);
  valueOf(await service.session());
  expect(existsSync(trace)).toBe(false);
});

test('choosing a context changes the state and not the file', async () => {
  const file = fileIn(temporaryFolder(), 'config', two);
  const { kubeconfig } = serviceFor([file]);
  let changes = 0;
  kubeconfig.onDidChange(() => changes++);
  kubeconfig.choose('second');
  kubeconfig.choose('second');
  const state = await kubeconfig.state();
  expect([state.current?.name, state.currentInFile, changes]).toEqual(['second', 'first', 1]);
  expect(readFileSync(file, 'utf8')).toBe(two);
  kubeconfig.choose('gone');
  expect((await kubeconfig.state()).problems[0]?.error.code).toBe('context-missing');
  kubeconfig.choose(undefined);
  expect((await kubeconfig.state()).current?.name).toBe('first');
});

test('writing the current context changes that one value and keeps comments, mode and links', async () => {
  const folder = temporaryFolder();
  const file = fileIn(folder, 'real', two);
  chmodSync(file, 0o640);
  const link = join(folder, 'link');
  symlinkSync(file, link);
  const { kubeconfig } = serviceFor([link]);
  expect(valueOf(await kubeconfig.writeCurrentContext('second'))).toBe(link);
  expect(readFileSync(file, 'utf8')).toBe(
    two.replace('current-context: first', 'current-context: second'),
  );
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect((await kubeconfig.state()).currentInFile).toBe('second');
});

test('the current context is written into the file that sets it', async () => {
  const folder = temporaryFolder();
  const clusters = fileIn(folder, 'clusters', two.replace('current-context: first\n', ''));
  const choice = fileIn(folder, 'choice', 'current-context: "first" # today\n');
  const { kubeconfig } = serviceFor([clusters, choice]);
  expect(valueOf(await kubeconfig.writeCurrentContext('second'))).toBe(choice);
  expect(readFileSync(choice, 'utf8')).toBe('current-context: second # today\n');
  rmSync(choice);
  expect(valueOf(await kubeconfig.writeCurrentContext('second'))).toBe(clusters);
  expect(readFileSync(clusters, 'utf8')).toContain('current-context: second\n');
});

test('writing an unknown context or while kubectl holds its lock is refused and changes nothing', async () => {
  const file = fileIn(temporaryFolder(), 'config', two);
  const { kubeconfig } = serviceFor([file]);
  expect(errorOf(await kubeconfig.writeCurrentContext('gone')).code).toBe('context-missing');
  writeFileSync(`${file}.lock`, '');
  expect(errorOf(await kubeconfig.writeCurrentContext('second')).code).toBe('conflict');
  expect(existsSync(`${file}.lock`)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(two);
});

test('a change, a new file and a deletion are announced, several at once only once', async () => {
  const folder = temporaryFolder();
  const file = fileIn(folder, 'config', two);
  const later = join(folder, 'not-yet', 'config');
  const { kubeconfig } = serviceFor([file, later], { pollInterval: 50, debounce: 150 });
  let changes = 0;
  const listening = kubeconfig.onDidChange(() => changes++);
  onTestFinished(() => listening.dispose());
  const until = async (wanted: number) => {
    await expect.poll(() => changes, { timeout: 5000, interval: 20 }).toBe(wanted);
    await new Promise((rested) => setTimeout(rested, 400));
    expect(changes).toBe(wanted);
  };
  writeFileSync(file, `${two}# 1\n`);
  await new Promise((rested) => setTimeout(rested, 60));
  writeFileSync(file, `${two}# 22\n`);
  await until(1);
  mkdirSync(join(folder, 'not-yet'));
  writeFileSync(later, 'contexts: [{name: late, context: {cluster: one}}]');
  await until(2);
  expect((await kubeconfig.state()).contexts.map(({ name }) => name)).toContain('late');
  rmSync(file);
  await until(3);
  listening.dispose();
  writeFileSync(file, two);
  await new Promise((rested) => setTimeout(rested, 400));
  expect(changes).toBe(3);
});

test('a session is kept until its entry in the kubeconfig changes', async () => {
  const file = fileIn(temporaryFolder(), 'config', two);
  const service = serviceFor([file]);
  const session = valueOf(await service.session());
  expect(valueOf(await service.session('first'))).toBe(session);
  expect(valueOf(await service.session('second'))).not.toBe(session);
  writeFileSync(file, two.replace('secret-token', 'other-token'));
  expect(valueOf(await service.session('first'))).not.toBe(session);
});

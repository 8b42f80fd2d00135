/** Input that breaks other servers: each is answered, and the process is there afterwards. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ServerProcess } from '../harness/serverProcess.ts';

let server: ServerProcess;
const uri = 'file:///robust/manifest.yaml';
const claim =
  'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 1Gi}}\n';

beforeEach(async () => {
  server = await ServerProcess.start();
});
afterEach(async () => {
  expect(server.isAlive).toBe(true);
  expect(server.logged.filter((line) => /failed|unexpected/.test(line))).toEqual([]);
  await server.stop();
});

/** Everything that an editor asks of a file, answered without an error. */
async function askAll(text: string, languageId = 'yaml'): Promise<void> {
  await server.open(uri, text, languageId);
  const lines = text.split('\n');
  const middle = {
    line: lines.length >> 1,
    character: Math.min(3, lines[lines.length >> 1]?.length ?? 0),
  };
  await Promise.all([
    server.diagnostics(uri),
    server.completion(uri, middle),
    server.hover(uri, middle),
    server.symbols(uri),
    server.foldingRanges(uri),
    server.format(uri),
    server.codeActions(uri, {
      start: { line: 0, character: 0 },
      end: { line: lines.length, character: 0 },
    }),
    server.request('textDocument/selectionRange', { textDocument: { uri }, positions: [middle] }),
    server.request('textDocument/documentLink', { textDocument: { uri } }),
    server.request('dataPlatform/documentInfo', { uri, position: middle }),
    server.request('dataPlatform/manifestDocuments', { uri }),
  ]);
}

const bomb = (levels: number): string => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level <= levels; level++) {
    lines.push(
      `a${level}: &a${level} [${Array<string>(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  return lines.join('\n  ');
};

test.each([
  ['an empty file', ''],
  ['only a separator', '---\n---\n---'],
  [
    'an alias bomb',
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  ${bomb(12)}\n`,
  ],
  [
    'an alias that contains itself',
    'apiVersion: v1\nkind: Pod\nmetadata: &m\n  labels: *m\nspec: &s [*s]\n',
  ],
  [
    'a line of 100,000 characters',
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  x: ${'y'.repeat(100_000)}\n`,
  ],
  ['100,000 brackets', `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(100_000)}`],
  [
    '2,000 levels of indentation',
    `apiVersion: v1\nkind: Pod\n${Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\n`,
  ],
  ['NUL bytes', 'apiVersion: v1\0\nkind: Pod\0\nmetadata:\n  name: \0\n'],
  [
    'what is left of invalid UTF-8',
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: "${Buffer.from([0xc3, 0x28, 0xff, 0xfe]).toString('utf8')}"\n`,
  ],
  ['half of a surrogate pair', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: \ud800\n'],
  ['random bytes', randomBytes(20_000).toString('latin1')],
  ['only tabs', 'apiVersion: v1\nkind: Pod\nspec:\n\tcontainers:\n\t\t- name: a\n'],
  ['old Mac line ends', claim.replaceAll('\n', '\r')],
  [
    'keys that objects have of their own',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n__proto__:\n  a: 1\nconstructor: 2\nspec:\n  toString: 1\n  containers: []\n',
  ],
  ['a kind that is not text', 'apiVersion: [v1]\nkind: {a: b}\nmetadata: 3\n'],
  ['a document per line', '---\n'.repeat(20_000)],
  ['a BOM', `\uFEFF${claim}`],
  ['directives', `%YAML 1.1\n---\n${claim}...\n%TAG ! tag:example.com,2026:\n---\n${claim}`],
])('%s', async (_, text) => {
  await askAll(text);
});

test('every half of a manifest that somebody types is answered', async () => {
  await server.open(uri, '');
  for (let length = 1; length <= claim.length; length += 3) {
    const text = claim.slice(0, length);
    await server.change(uri, text);
    const last = text.split('\n');
    const position = { line: last.length - 1, character: last.at(-1)?.length ?? 0 };
    await Promise.all([
      server.completion(uri, position),
      server.hover(uri, position),
      server.diagnostics(uri),
    ]);
  }
});

test('a file of 50 MB is not read, and one note says so', async () => {
  await server.open(uri, claim + `# ${'x'.repeat(98)}\n`.repeat(500_000));
  const [note, ...rest] = await server.diagnostics(uri);
  expect(rest).toEqual([]);
  expect(note).toMatchObject({ code: 'not-checked', severity: 3, range: { start: { line: 0 } } });
  expect(note?.message).toMatch(/^this file is not checked: it has 50\.\d MB, the limit is 4 MB/);
  expect(await server.completion(uri, { line: 3, character: 2 })).toEqual([]);
  const other = 'file:///robust/other.yaml';
  await server.open(other, claim.replace('spec', 'spce'));
  expect((await server.diagnostics(other)).map(({ code }) => code)).toContain('unknown-field');
});

test('a document of several megabytes is not parsed, its neighbours are', async () => {
  const large = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n${'  key: value\n'.repeat(250_000)}`;
  await server.open(uri, `${large}---\n${claim.replace('1Gi', '1 Gi')}`);
  const diagnostics = await server.diagnostics(uri);
  expect(diagnostics.map(({ code }) => code)).toEqual(['not-checked', 'format-quantity']);
});

test('an alias bomb is still checked', async () => {
  await server.open(
    uri,
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndta: 1\ndata:\n  ${bomb(12)}\n`,
  );
  expect((await server.diagnostics(uri)).map(({ code }) => code)).toContain('unknown-field');
});

test('a request for a file that is not open is answered with nothing', async () => {
  expect(await server.hover('file:///nowhere.yaml', { line: 0, character: 0 })).toBeNull();
  expect(await server.completion('file:///nowhere.yaml', { line: 9, character: 9 })).toEqual([]);
});

test('positions outside the file are answered', async () => {
  await server.open(uri, claim);
  for (const position of [
    { line: 999, character: 0 },
    { line: 0, character: 9999 },
    { line: 6, character: 500 },
  ]) {
    await Promise.all([server.completion(uri, position), server.hover(uri, position)]);
  }
});

test('a cancelled request is answered as cancelled', async () => {
  await server.open(uri, `${claim}---\n`.repeat(300));
  const sent = server.symbols(uri);
  const { CancellationTokenSource } = await import('vscode-languageserver');
  const source = new CancellationTokenSource();
  const cancelled = server.connection.sendRequest(
    'textDocument/documentSymbol',
    { textDocument: { uri } },
    source.token,
  );
  source.cancel();
  await expect(cancelled).rejects.toMatchObject({ code: -32800 });
  expect(await sent).toHaveLength(300);
});

test('a licence with Windows line ends costs nothing', async () => {
  const licence = Array.from({ length: 60 }, (_, line) => `# line ${line} of a licence\r\n`).join(
    '',
  );
  await askAll(licence + claim.replaceAll('\n', '\r\n').replace('spec', 'spce'));
  expect((await server.diagnostics(uri)).map(({ code }) => code)).toContain('unknown-field');
});

test('a path that is an address gives no link, and its neighbours keep theirs', async () => {
  const kustomization = 'file:///robust/kustomization.yaml';
  const entries = [
    'command:a.b',
    'base.yaml',
    'file://host/x',
    '../../etc',
    '%zz',
    'http://[',
    'x',
  ];
  await server.open(
    kustomization,
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: ${JSON.stringify(entries)}\n`,
  );
  const links = await server.request<{ target: string }[]>('textDocument/documentLink', {
    textDocument: { uri: kustomization },
  });
  const own = links.map(({ target }) => target).filter((each) => !each.startsWith('https://'));
  expect(own).toEqual(['file:///robust/base.yaml', 'file:///robust/%25zz', 'file:///robust/x']);
});

test('of very many problems the first are shown, and a note says so', async () => {
  const typos = Array.from({ length: 900 }, (_, index) => `  someKey${index}: v\n`).join('');
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n${typos}`;
  await server.open(uri, `${pod}---\n${pod}`);
  const found = await server.diagnostics(uri);
  expect(found).toHaveLength(501);
  expect(found.at(-1)?.message).toMatch(/^only the first 500 problems are shown/);
});

test('a file that takes too long to lay out is left as it is, and the user is told', async () => {
  const told: string[] = [];
  server.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    told.push(message);
  });
  await server.open(uri, claim + '# some words of a comment\n'.repeat(10_000));
  expect(await server.format(uri)).toEqual([]);
  expect(told).toEqual([expect.stringMatching(/^This file was not formatted: it has 260 kB/)]);
});

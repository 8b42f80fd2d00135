/** Problems of files that are not open: `workspace/diagnostic`, held open until there is something to tell. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  CancellationTokenSource,
  type Diagnostic,
  FileChangeType,
  LSPErrorCodes,
  type WorkspaceDiagnosticReport,
  type WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { fileUriOf } from '../../shared/uri.ts';
import { crdText } from '../harness/crdText.ts';
import { repositoryRoot, ServerProcess } from '../harness/serverProcess.ts';
import { waitUntil } from '../harness/waitUntil.ts';

const wrong = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndat: {}\n';
const right = wrong.replace('dat:', 'data:');
const claim = (name: string): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: ${name} }\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }\n`;
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: reader }\nspec:\n  containers: [{ name: a, image: "b:1" }]\n  volumes: [{ name: v, persistentVolumeClaim: { claimName: orders-data } }]\n';

type Ids = readonly { readonly uri: string; readonly value: string }[];

/** A server with a workspace of these files. */
class Opened {
  readonly server: ServerProcess;
  readonly #folder: string;

  private constructor(server: ServerProcess, folder: string) {
    this.server = server;
    this.#folder = folder;
  }

  static async with(
    files: Record<string, string>,
    scope = 'workspace',
    copied: readonly string[] = [],
  ): Promise<Opened> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dpm-problems-')));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const path of copied) cpSync(path, join(folder, basename(path)), { recursive: true });
    for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
    const server = await ServerProcess.start({
      folder,
      settings: { validation: { scope } },
      capabilities: {
        workspace: { configuration: true, diagnostics: {} },
        textDocument: { diagnostic: {} },
        window: { workDoneProgress: true },
      },
    });
    onTestFinished(() => server.stop());
    return new Opened(server, folder);
  }

  uri(name: string): string {
    return fileUriOf(join(this.#folder, name));
  }

  /** Writes a file, and says so as an editor does. */
  async change(name: string, text: string | undefined): Promise<void> {
    const path = join(this.#folder, name);
    if (text === undefined) rmSync(path);
    else write(path, text);
    const type = text === undefined ? FileChangeType.Deleted : FileChangeType.Changed;
    await this.server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: this.uri(name), type }],
    });
  }

  async useScope(scope: string): Promise<void> {
    this.server.settings = { validation: { scope } };
    await this.server.connection.sendNotification('workspace/didChangeConfiguration', {});
  }

  async ask(previousResultIds: Ids = [], more: object = {}): Promise<Answer> {
    const params = { previousResultIds, ...more };
    const { items } = await this.server.request<WorkspaceDiagnosticReport>(
      'workspace/diagnostic',
      params,
    );
    return new Answer(items as WorkspaceFullDocumentDiagnosticReport[], this.#folder);
  }
}

class Answer {
  readonly items: readonly WorkspaceFullDocumentDiagnosticReport[];
  readonly #folder: string;

  constructor(items: readonly WorkspaceFullDocumentDiagnosticReport[], folder: string) {
    this.items = items;
    this.#folder = folder;
  }

  /** Codes by the names of files. */
  get codes(): Record<string, unknown[]> {
    return Object.fromEntries(
      this.items.map(({ uri, items }) => [
        decodeURIComponent(uri).slice(fileUriOf(this.#folder).length + 1),
        items.map(({ code }) => code),
      ]),
    );
  }

  get ids(): Ids {
    return this.items.flatMap(({ uri, resultId }) =>
      resultId === undefined ? [] : [{ uri, value: resultId }],
    );
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

test('files with problems are told, and those that git or .dpm.yaml leave alone are not', async () => {
  const opened = await Opened.with({
    'a/wrong.yaml': wrong,
    'right.yaml': right,
    'built/wrong.yaml': wrong,
    'other/wrong.yaml': wrong,
    '.gitignore': 'built/\n',
    '.dpm.yaml': 'ignore: ["other/**"]\n',
    'node_modules/x/wrong.yaml': wrong,
  });
  const { codes } = await opened.ask();
  expect(codes).toEqual({ 'a/wrong.yaml': ['unknown-field'] });
});

test('by default the request is held, and answered once the setting asks for the workspace', async () => {
  const opened = await Opened.with({ 'wrong.yaml': wrong }, 'openFiles');
  const answer = opened.ask();
  await opened.server.open(opened.uri('other.yaml'), right);
  await opened.server.request('textDocument/diagnostic', {
    textDocument: { uri: opened.uri('other.yaml') },
  });
  await opened.useScope('workspace');
  const { codes, ids } = await answer;
  expect(codes).toEqual({ 'wrong.yaml': ['unknown-field'] });
  const again = opened.ask(ids);
  await opened.useScope('openFiles');
  expect((await again).codes).toEqual({ 'wrong.yaml': [] });
});

test('with the ids of what is known the request is held until a file has other problems', async () => {
  const opened = await Opened.with({ 'a.yaml': wrong, 'b.yaml': wrong });
  const { codes, ids } = await opened.ask();
  expect(codes).toEqual({ 'a.yaml': ['unknown-field'], 'b.yaml': ['unknown-field'] });
  const second = opened.ask(ids);
  await opened.change('a.yaml', right);
  expect((await second).codes).toEqual({ 'a.yaml': [] });
  const idOfB = ids.filter(({ uri }) => uri === opened.uri('b.yaml'));
  const third = opened.ask(idOfB);
  await opened.change('c.yaml', wrong);
  const told = await third;
  expect(told.codes).toEqual({ 'c.yaml': ['unknown-field'] });
  const fourth = opened.ask([...idOfB, ...told.ids]);
  await opened.change('b.yaml', undefined);
  expect((await fourth).codes).toEqual({ 'b.yaml': [] });
});

test('what changes in one file is told of those that refer to it, and of no others', async () => {
  const opened = await Opened.with({
    'claim.yaml': claim('orders-data'),
    'pod.yaml': pod,
    'wrong.yaml': wrong,
  });
  const { codes, ids } = await opened.ask();
  expect(codes['wrong.yaml']).toEqual(['unknown-field']);
  expect(codes['pod.yaml'] ?? []).not.toContain('reference-missing');
  const second = opened.ask(ids);
  await opened.change('claim.yaml', claim('order-data'));
  const later = await second;
  expect(later.codes['pod.yaml']).toContain('reference-missing');
  expect(later.codes).not.toHaveProperty('wrong.yaml');
});

test('a file that was open is told again once it is closed, whatever is known of it', async () => {
  const opened = await Opened.with({ 'a.yaml': wrong });
  const { ids } = await opened.ask();
  await opened.server.open(opened.uri('a.yaml'), right);
  const second = opened.ask(ids);
  await opened.server.close(opened.uri('a.yaml'));
  expect((await second).codes).toEqual({ 'a.yaml': ['unknown-field'] });
});

test('a request that is cancelled ends at once', async () => {
  const opened = await Opened.with({ 'a.yaml': wrong });
  const { ids } = await opened.ask();
  const source = new CancellationTokenSource();
  const answer = opened.server.connection.sendRequest(
    'workspace/diagnostic',
    { previousResultIds: ids },
    source.token,
  );
  source.cancel();
  await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
});

test('who takes parts of an answer gets them as they are found, and sees how far the work is', async () => {
  const files = Array.from({ length: 400 }, (_, at) => [`${at}.yaml`, wrong] as const);
  const opened = await Opened.with(Object.fromEntries(files));
  const { connection } = opened.server;
  const shown: { readonly kind: string; readonly title?: string }[] = [];
  const parts: WorkspaceDiagnosticReport[] = [];
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onNotification('$/progress', ({ token, value }: { token: unknown; value: never }) => {
    if (token === 'parts') parts.push(value);
    else shown.push(value);
  });
  const { items } = await opened.ask([], { partialResultToken: 'parts' });
  expect(items).toEqual([]);
  const uris = parts.flatMap((part) => part.items.map(({ uri }) => uri));
  expect(new Set(uris).size).toBe(400);
  expect(uris).toHaveLength(400);
  expect(Math.max(...parts.map((part) => part.items.length))).toBeLessThanOrEqual(50);
  await waitUntil('the progress to end', () => shown.at(-1)?.kind === 'end' || shown.length === 0);
  expect(shown[0]?.title ?? 'Checking the workspace').toBe('Checking the workspace');
});

/** So many files that threads judge them. */
const many = Object.fromEntries(
  Array.from({ length: 200 }, (_, at) => [
    `many/${at}.yaml`,
    right.replace('settings', `settings-${at}`),
  ]),
);

/** What only one who knows the surroundings says of it. */
const surrounded: Record<string, string> = {
  'crds/widget.yaml': crdText({
    group: 'example.com',
    kind: 'Widget',
    fields: 'size: { type: integer }',
  }),
  'widget.yaml':
    'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\nspec: { size: big }\n',
  'claim.yaml': claim('orders-data'),
  'pod.yaml': pod.replace('orders-data', 'order-data'),
  'overlay/kustomization.yaml': 'patches: [{ path: patch.yaml }]\n',
  'overlay/patch.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d }\nspec: { replicas: 2 }\n',
  'levels/wrong.yaml': wrong,
  'levels/.dpm.yaml': 'rules: { unknown-field: hint }\n',
  'built/.gitignore': '*\n',
  'built/claim.yaml': claim('built-data'),
  'reader.yaml': pod.replace('reader', 'other').replace('orders-data', 'built-data'),
};

test('threads say of many files what one says of few', async () => {
  const few = await Opened.with(surrounded);
  const { codes } = await few.ask();
  expect(codes['widget.yaml']).toEqual(['wrong-type']);
  expect(codes['pod.yaml']).toContain('reference-missing');
  expect(codes['reader.yaml'] ?? []).not.toContain('reference-missing');
  const opened = await Opened.with({ ...many, ...surrounded });
  const answer = await opened.ask();
  expect(answer.codes).toEqual(codes);
  expect(opened.server.logged.join('\n')).toMatch(
    /checked 21\d of 21\d files of the workspace in \d threads/,
  );
  const second = opened.ask(answer.ids);
  await opened.change('claim.yaml', claim('order-data'));
  expect((await second).codes['pod.yaml'] ?? []).not.toContain('reference-missing');
});

test('of the samples the same is told as of files that are open', async () => {
  const copied = [join(repositoryRoot, 'samples')];
  const opened = await Opened.with(many, 'workspace', copied);
  const { server } = opened;
  const { items } = await opened.ask();
  expect(items.length).toBeGreaterThan(5);
  for (const { uri, items: told } of items) {
    await server.open(uri, readFileSync(new URL(uri), 'utf8'));
    await waitUntil(`${uri} to be told alike`, async () => {
      const { items: found } = await server.request<{ items: Diagnostic[] }>(
        'textDocument/diagnostic',
        {
          textDocument: { uri },
        },
      );
      return JSON.stringify(words(found)) === JSON.stringify(words(told));
    });
  }
});

function words(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .map(({ range: { start, end }, code, severity, message }) =>
      JSON.stringify([start, end, code, severity, message]),
    )
    .sort();
}

test('who cancels the progress is told what was found until then, and nothing else is judged', async () => {
  const files = Array.from({ length: 3_000 }, (_, at) => [`${at}.yaml`, wrong] as const);
  const opened = await Opened.with(Object.fromEntries(files));
  const { connection } = opened.server;
  let end: ((value: unknown) => void) | undefined;
  const ended = new Promise((resolve) => (end = resolve));
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onNotification(
    '$/progress',
    ({ token, value }: { token: unknown; value: { kind: string } }) => {
      if (value.kind === 'begin')
        void connection.sendNotification('window/workDoneProgress/cancel', { token });
      if (value.kind === 'end') end?.(undefined);
    },
  );
  const { items } = await opened.ask();
  await ended;
  expect(items.length).toBeLessThan(3_000);
});

test('threads know the settings, and what is typed in an open CRD', async () => {
  const opened = await Opened.with({ ...many, ...surrounded }, 'openFiles');
  const crd = surrounded['crds/widget.yaml'] ?? '';
  await opened.server.open(opened.uri('crds/widget.yaml'), crd.replace('integer', 'string'));
  opened.server.settings = {
    validation: { scope: 'workspace' },
    rules: { 'unknown-field': 'off' },
  };
  await opened.server.connection.sendNotification('workspace/didChangeConfiguration', {});
  const { codes } = await opened.ask();
  expect(codes).not.toHaveProperty('widget.yaml');
  expect(codes).toHaveProperty('levels/wrong.yaml');
  expect(codes['pod.yaml']).toContain('reference-missing');
});

test('who ends the work early is told what was found, and open files are linked with all others', async () => {
  const opened = await Opened.with({ ...many, ...surrounded });
  const { connection } = opened.server;
  const source = new CancellationTokenSource();
  const answer = connection.sendRequest(
    'workspace/diagnostic',
    { previousResultIds: [] },
    source.token,
  );
  setTimeout(() => source.cancel(), 50);
  await answer.catch(() => undefined);
  const uri = opened.uri('pod.yaml');
  await opened.server.open(uri, surrounded['pod.yaml'] ?? '');
  await waitUntil('the links of the open file', async () => {
    const { items } = await opened.server.request<{ items: { code: string }[] }>(
      'textDocument/diagnostic',
      { textDocument: { uri } },
    );
    return items.some(({ code }) => code === 'reference-missing');
  });
});

test('odd ids of an odd client are left alone', async () => {
  const opened = await Opened.with({ 'a.yaml': wrong });
  const { codes } = await opened.ask([{ uri: 1, value: null }, null, 'x'] as never);
  expect(codes).toEqual({ 'a.yaml': ['unknown-field'] });
});

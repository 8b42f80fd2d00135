/** Every request that an editor makes, against the real server process over standard streams. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  InlayHint,
  Position,
  TextEdit,
} from 'vscode-languageserver';
import { ServerProcess } from '../harness/serverProcess.ts';

let server: ServerProcess;
let files = 0;

beforeAll(async () => {
  server = await ServerProcess.start();
});
afterAll(() => server.stop());

/** Opens a text whose `$0` is the cursor. */
async function openAt(
  marked: string,
  languageId = 'yaml',
): Promise<{ uri: string; position: Position; text: string }> {
  const text = marked.replace('$0', '');
  const before = marked.split('$0', 1)[0] ?? '';
  const lines = before.split('\n');
  const uri = `file:///protocol/${++files}.${languageId === 'json' ? 'json' : 'yaml'}`;
  await server.open(uri, text, languageId);
  return { uri, text, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
}

async function complete(marked: string): Promise<CompletionItem[]> {
  const { uri, position } = await openAt(marked);
  return server.completion(uri, position);
}

function apply(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, content) => sum + content.length + 1, 0) + character;
  return edits
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (result, { range, newText }) =>
        result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)),
      text,
    );
}

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: loader
spec:
  containers:
    - name: loader
      image: python:3.13
`;

test('says who it is and what it can', () => {
  expect(server.initializeResult?.serverInfo?.name).toBe('data-platform-manifests');
  expect(server.initializeResult?.capabilities).toMatchObject({
    hoverProvider: true,
    documentSymbolProvider: true,
    documentFormattingProvider: true,
  });
});

test('marks a misspelt key, and the fix renames it', async () => {
  const { uri, text } = await openAt(pod.replace('image:', 'imgae:'));
  const [first, ...rest] = await server.diagnostics(uri);
  expect(first).toMatchObject({
    code: 'unknown-field',
    severity: 1,
    source: 'Data Platform',
    range: { start: { line: 7, character: 6 }, end: { line: 7, character: 11 } },
    message: 'there is no field "imgae" here: did you mean image?',
  });
  // A required field that is only misspelt is not missing as well.
  expect(rest).toEqual([]);
  const actions = await server.codeActions(uri, {
    start: { line: 7, character: 7 },
    end: { line: 7, character: 7 },
  });
  const fix = actions.find(({ title }) => title === 'Change to image');
  expect(apply(text, fix?.edit?.changes?.[uri] ?? [])).toBe(pod);
});

test('applies at once what only writes the same in another way, where the editor asks for that', async () => {
  const wanted = pod.replace('image:', 'imagePullPolicy: Always\n      image:');
  const { uri, text } = await openAt(
    wanted.replace('Always', 'always').replace('name: a', 'name: 1'),
  );
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const [all, ...others] = await server.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [], only: ['source.fixAll'] },
  });
  expect(all?.kind).toBe('source.fixAll.dataPlatform');
  expect(others).toEqual([]);
  expect(apply(text, all?.edit?.changes?.[uri] ?? [])).toBe(wanted.replace('name: a', 'name: "1"'));
});

test('adds the missing required fields where the others stand', async () => {
  const { uri, text } = await openAt(
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\nspec:\n  storageClassName: fast\n',
  );
  const diagnostics = await server.diagnostics(uri);
  // No file here has the class: a hint, behind what is wrong with the claim itself.
  expect(diagnostics.map(({ code }) => code)).toEqual(['missing-field', 'reference-missing']);
  const [fix] = await server.codeActions(
    uri,
    diagnostics[0]?.range ?? { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } },
  );
  const fixed = apply(text, fix?.edit?.changes?.[uri] ?? []);
  expect(fixed).toContain('  accessModes:\n');
  expect(fixed).toContain('  resources:\n');
});

test('switches a report off with a comment', async () => {
  const { uri, text } = await openAt(pod.replace('spec:', 'spce: 1\nspec:'));
  const actions = await server.codeActions(uri, {
    start: { line: 4, character: 0 },
    end: { line: 4, character: 0 },
  });
  const ignore = actions.find(({ title }) => title === 'Ignore unknown-field here');
  await server.change(uri, apply(text, ignore?.edit?.changes?.[uri] ?? []));
  expect(await server.diagnostics(uri)).toEqual([]);
});

test('a diagnostic leads to the page of its code', async () => {
  const { uri } = await openAt(pod.replace('spec:', 'spce: 1\nspec:'));
  const [diagnostic] = await server.diagnostics(uri);
  expect(diagnostic?.codeDescription?.href).toMatch(
    /^https:\/\/github\.com\/.*\/docs\/rules\/fields\.md#unknown-field$/,
  );
});

test('a code is explained at the end of the fixes, only by a client that can', async () => {
  const place = { start: { line: 7, character: 7 }, end: { line: 7, character: 7 } };
  const typo = pod.replace('image:', 'imgae:');
  const { uri } = await openAt(typo);
  const plain = await server.codeActions(uri, place);
  expect(plain.map(({ title }) => title)).toEqual(['Change to image', 'Ignore unknown-field here']);
  const ours = await ServerProcess.start({ initializationOptions: { canExplain: true } });
  await ours.open(uri, typo);
  const actions = await ours.codeActions(uri, place);
  await ours.stop();
  expect(actions.slice(0, -1)).toEqual(plain);
  expect(actions.at(-1)).toMatchObject({
    title: 'Explain unknown-field',
    kind: 'quickfix',
    command: { command: 'dataPlatform.explainCode', arguments: ['unknown-field'] },
  });
});

test('completes keys with the required ones first', async () => {
  const items = await complete(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      $0\n',
  );
  const labels = items
    .toSorted((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''))
    .map(({ label }) => label);
  expect(labels[0]).toBe('image');
  expect(labels).toContain('volumeMounts');
  expect(labels).not.toContain('name');
  expect(items.find(({ label }) => label === 'image')?.documentation).toBeDefined();
});

test('completes values: enum, boolean, names declared in the same object', async () => {
  const labels = async (text: string) => (await complete(text)).map(({ label }) => label);
  expect(await labels(`${pod}  restartPolicy: $0\n`)).toEqual(['Always', 'Never', 'OnFailure']);
  expect(await labels(`${pod}  hostNetwork: $0\n`)).toEqual(['true', 'false']);
  expect(
    await labels(
      `${pod}      volumeMounts:\n        - name: $0\n  volumes:\n    - name: warehouse\n      emptyDir: {}\n`,
    ),
  ).toEqual(['warehouse']);
  expect(
    await labels(
      'apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n    - Read$0\n',
    ),
  ).toContain('ReadWriteOnce');
});

test('offers apiVersion and kind in an empty file, each filtering the other', async () => {
  const empty = await complete('$0');
  expect(empty.slice(0, 2).map(({ label }) => label)).toEqual(['apiVersion', 'kind']);
  expect(empty.map(({ label }) => label)).toContain('SparkApplication');
  expect(
    (await complete('apiVersion: storage.k8s.io/v1\nkind: $0')).map(({ label }) => label),
  ).toContain('StorageClass');
  expect(
    (await complete('apiVersion: storage.k8s.io/v1\nkind: $0')).map(({ label }) => label),
  ).not.toContain('Pod');
  expect((await complete('kind: CronJob\napiVersion: $0')).map(({ label }) => label)).toEqual([
    'batch/v1', // that of Kubernetes itself comes first
    'batch.volcano.sh/v1alpha1',
  ]);
});

test('a skeleton is a manifest of its kind', async () => {
  const skeleton = (await complete('$0')).find(({ label }) => label === 'PersistentVolumeClaim');
  const text = (skeleton?.textEdit as TextEdit).newText
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/\$\d+/g, '');
  expect(text).toMatch(
    /^apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n {2}name: name\nspec:\n/,
  );
  expect(text).toContain('accessModes:');
});

test('a completed list keeps the dashes of the file', async () => {
  const insert = async (text: string, label: string) =>
    ((await complete(text)).find((item) => item.label === label)?.textEdit as TextEdit | undefined)
      ?.newText;
  expect(await insert(`${pod}      $0\n`, 'volumeMounts')).toBe(
    'volumeMounts:\n        - name: $1\n          mountPath: ${2:/data}',
  );
  const flush =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: a\n    $0\n';
  expect(await insert(flush, 'volumeMounts')).toBe(
    'volumeMounts:\n    - name: $1\n      mountPath: ${2:/data}',
  );
});

test('hovers with type, requirement, default, allowed values and a link', async () => {
  const { uri } = await openAt(`${pod}  restartPolicy: Never\n`);
  const text = async (line: number, character: number) =>
    ((await server.hover(uri, { line, character }))?.contents as { value: string } | undefined)
      ?.value ?? '';
  const policy = await text(8, 5);
  expect(policy).toContain('**spec.restartPolicy**');
  expect(policy).toContain('`Always`');
  expect(policy).toContain('Default');
  expect(policy).toContain('[Reference](https://kubernetes.io/');
  expect(await text(5, 4)).toContain('list of mappings · required');
  expect(await text(1, 7)).toContain('**Pod** · v1 · in a namespace');
});

test('lists one symbol a resource, with kind, name and namespace', async () => {
  const { uri } = await openAt(
    `${pod}---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: s3\n  namespace: lake\n`,
  );
  const symbols = await server.symbols(uri);
  expect(symbols.map(({ name, detail }) => [name, detail])).toEqual([
    ['Pod loader', 'v1'],
    ['Secret s3', 'v1 in lake'],
  ]);
  expect(symbols[1]?.range.start.line).toBe(9);
  expect(symbols[0]?.children?.map(({ name }) => name)).toEqual(['metadata', 'spec']);
});

test('folds, selects, links and formats', async () => {
  const { uri } = await openAt(`# two pods\n${pod.replace('image: ', 'image:    ')}---\n${pod}`);
  const folds = await server.foldingRanges(uri);
  expect(folds).toContainEqual({ startLine: 9, endLine: 17 });
  const [selection] = await server.request<{ range: { start: Position }; parent?: object }[]>(
    'textDocument/selectionRange',
    {
      textDocument: { uri },
      positions: [{ line: 17, character: 15 }],
    },
  );
  expect(selection?.range.start.line).toBe(17);
  expect(selection?.parent).toBeDefined();
  const links = await server.request<{ target: string }[]>('textDocument/documentLink', {
    textDocument: { uri },
  });
  expect(links.map(({ target }) => target)).toEqual([
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
  ]);
  const edits = await server.format(uri);
  expect(edits).toHaveLength(1);
  expect(edits[0]?.newText).toBe(`# two pods\n${pod}`);
});

test('formatting keeps the line ends of the file and its byte order mark', async () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  const { uri } = await openAt(crlf(`\uFEFF# a pod\n${pod.replace('image: ', 'image:    ')}`));
  const [edit, ...rest] = await server.format(uri);
  expect(rest).toEqual([]);
  expect(edit?.newText).toBe(crlf(`# a pod\n${pod}`));
  expect(edit?.range.start).toEqual({ line: 0, character: 1 });
  const { uri: tidy } = await openAt(crlf(pod));
  expect(await server.format(tidy)).toEqual([]);
});

test('names schema and document for the status item', async () => {
  const { uri } = await openAt(
    `${pod}---\napiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata:\n  name: orders\n`,
  );
  const info = await server.request('dataPlatform/documentInfo', {
    uri,
    position: { line: 11, character: 0 },
  });
  expect(info).toMatchObject({
    kind: 'SparkApplication',
    name: 'orders',
    index: 1,
    count: 2,
    schema: { source: 'Spark operator (bundled)' },
  });
  const documents = await server.request<{ kind: string }[]>('dataPlatform/manifestDocuments', {
    uri,
  });
  expect(documents.map(({ kind }) => kind)).toEqual(['Pod', 'SparkApplication']);
});

test('reads JSON manifests', async () => {
  const { uri } = await openAt(
    '{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {"name": "a"},\n\t"spec": {"containers": [{"name": "a", "image": "a:1", "imagePullPolcy": "Always"}]}\n}\n',
    'json',
  );
  const diagnostics = await server.diagnostics(uri);
  expect(diagnostics.map(({ code, range }) => [code, range.start.line])).toEqual([
    ['unknown-field', 4],
  ]);
});

test('checks each object of a List against its own kind', async () => {
  const { uri, position } = await openAt(`apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: a}
    spec:
      accessModes: [ReadWriteOnce]
      $0
      resources: {requests: {storage: 1 Gi}}
  - apiVersion: v1
    kind: Secret
    metadata: {name: b}
    dta: {}
`);
  const diagnostics = await server.diagnostics(uri);
  expect(diagnostics.map(({ code, range }) => [code, range.start.line])).toEqual([
    ['format-quantity', 9],
    ['unknown-field', 13],
  ]);
  expect((await server.completion(uri, position)).map(({ label }) => label)).toContain(
    'storageClassName',
  );
});

test('follows anchors and merge keys', async () => {
  const { uri } = await openAt(`apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  containers:
    - &base
      name: a
      image: nginx:1
    - <<: *base
      name: b
      imagePullPolicy: Sometimes
`);
  const diagnostics = await server.diagnostics(uri);
  expect(diagnostics.map(({ code, range }) => [code, range.start.line])).toEqual([
    ['invalid-value', 11],
  ]);
});

test('leaves Helm templates and other YAML alone', async () => {
  const template = await openAt(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n{{- if .Values.x }}\nspce: 1\n{{- end }}\n',
  );
  expect(await server.diagnostics(template.uri)).toEqual([]);
  const compose = await openAt('services:\n  web:\n    imge: nginx\n');
  expect(await server.diagnostics(compose.uri)).toEqual([]);
});

test('keeps CRLF files working', async () => {
  const { uri } = await openAt(`${pod}  restartPolcy: Never\n`.replaceAll('\n', '\r\n'));
  const diagnostics = await server.diagnostics(uri);
  expect(diagnostics.map(({ range }) => range)).toEqual([
    { start: { line: 8, character: 2 }, end: { line: 8, character: 14 } },
  ]);
});

test('tells half a key from a finished document', async () => {
  const { uri } = await openAt(pod);
  expect(await server.diagnostics(uri)).toEqual([]);
  await server.change(uri, 'ima', {
    start: { line: 8, character: 0 },
    end: { line: 8, character: 0 },
  });
  const diagnostics = await server.diagnostics(uri);
  expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax']);
  expect(diagnostics[0]?.message).toContain('a colon is missing');
});

test('tells beside a value what it comes to, in the part of the file that is asked for', async () => {
  const { uri } = await openAt(`apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  name: etl
spec:
  type: Scala
  driver:
    memory: 1g
---
apiVersion: v1
kind: Pod
`);
  const ask = (line: number): Promise<InlayHint[]> =>
    server.request('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } },
    });
  expect(await ask(7)).toMatchObject([
    { position: { line: 7, character: 14 }, label: 'pod 1.38Gi', paddingLeft: true },
  ]);
  expect(await ask(8)).toEqual([]);
  const hover = await server.hover(uri, { line: 7, character: 6 });
  expect(JSON.stringify(hover)).toContain('The pod asks for 1408Mi of memory');
});

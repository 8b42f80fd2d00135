/** Schemas from the workspace and from the settings, over the protocol: what is typed or written there counts at once. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { DocumentInfo } from '../../shared/protocol.ts';
import { ServerProcess, type ServerOptions } from '../harness/serverProcess.ts';
import { crdText } from '../harness/crdText.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Workspace {
  readonly server: ServerProcess;
  uri(name: string): string;
  path(name: string): string;
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** A server on a folder with these files. */
async function workspace(
  files: Record<string, string>,
  options: ServerOptions = {},
): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'dpm-schemas-'));
  closers.push(() => rm(folder, { recursive: true }));
  const put = async (name: string, text: string): Promise<void> => {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) await put(name, text);
  const server = await ServerProcess.start({ ...options, folder });
  closers.push(() => server.stop());
  const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
  const told = (name: string, type: number): Promise<void> =>
    server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri(name), type }],
    });
  return {
    server,
    uri,
    path: (name) => join(folder, name),
    write: async (name, text) => {
      await put(name, text);
      await told(name, 2);
    },
    remove: async (name) => {
      await rm(join(folder, name));
      await told(name, 3);
    },
  };
}

const crd = (fields: string, version = 'v1'): string =>
  crdText({ group: 'kitchen.example.com', kind: 'Kettle', version, fields });
const litres = crd('litres: { type: integer, minimum: 1, description: How much water. }');
const kettle = `apiVersion: kitchen.example.com/v1
kind: Kettle
metadata:
  name: a
spec:
  litres: many
  colour: red
`;

/** Waits until the codes of a file are these. */
async function untilCodes(server: ServerProcess, uri: string, codes: string[]): Promise<void> {
  for (let round = 0; round < 200; round++) {
    const found = server.last(uri)?.map(({ code }) => String(code));
    if (JSON.stringify(found) === JSON.stringify(codes)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect((server.last(uri) ?? []).map(({ code }) => code)).toEqual(codes);
}

async function infoOf({ server, uri }: Workspace, name = 'kettle.yaml'): Promise<DocumentInfo> {
  const position = { line: 5, character: 0 };
  return server.request('dataPlatform/documentInfo', { uri: uri(name), position });
}

test('a CRD that is typed in one file is in force in another at once, and no more when it is closed', async () => {
  const { server, uri } = await workspace({});
  await server.open(uri('kettle.yaml'), kettle);
  expect((await server.diagnostics(uri('kettle.yaml'))).map(({ code }) => code)).toEqual([
    'unknown-kind',
  ]);
  await server.open(uri('crd.yaml'), litres);
  await untilCodes(server, uri('kettle.yaml'), ['wrong-type', 'unknown-field']);
  await server.change(uri('crd.yaml'), crd('litres: { type: string }\ncolour: { type: string }'));
  await untilCodes(server, uri('kettle.yaml'), []);
  await server.close(uri('crd.yaml'));
  await untilCodes(server, uri('kettle.yaml'), ['unknown-kind']);
});

test('a CRD whose text is broken for a moment counts as it was', async () => {
  const { server, uri } = await workspace({});
  await server.open(uri('kettle.yaml'), kettle);
  await server.open(uri('crd.yaml'), litres);
  await untilCodes(server, uri('kettle.yaml'), ['wrong-type', 'unknown-field']);
  await server.change(uri('crd.yaml'), litres.replace('type: integer, ', 'type: integer, {'));
  await server.change(uri('kettle.yaml'), kettle.replace('many', '0'));
  await untilCodes(server, uri('kettle.yaml'), ['value-range', 'unknown-field']);
});

test('a CRD without a schema makes a known kind whose fields are not checked', async () => {
  const { server, uri } = await workspace({});
  await server.open(uri('kettle.yaml'), kettle);
  const text = litres.slice(0, litres.indexOf('    schema:'));
  await server.open(uri('crd.yaml'), text);
  await untilCodes(server, uri('kettle.yaml'), []);
});

test('CRDs on disk are found, followed when they change and let go when they are removed', async () => {
  const space = await workspace({
    'deep/down/crds.yaml': `kind: Other\n---\n${litres}`,
    'node_modules/x/crd.yaml': litres.replaceAll('Kettle', 'Hidden'),
    'values.yaml': 'a: 1\n',
  });
  const { server, uri } = space;
  await server.open(uri('kettle.yaml'), kettle);
  await untilCodes(server, uri('kettle.yaml'), ['wrong-type', 'unknown-field']);
  expect(await infoOf(space)).toMatchObject({
    schema: {
      id: 'workspace:deep/down/crds.yaml',
      source: 'CRD in deep/down/crds.yaml',
      file: uri('deep/down/crds.yaml'),
      isChosen: false,
    },
  });
  const hover = await server.hover(uri('kettle.yaml'), { line: 5, character: 3 });
  expect(JSON.stringify(hover)).toContain('How much water.');
  await space.write(
    'deep/down/crds.yaml',
    crd('colour: { type: string }\nlitres: { type: string }'),
  );
  await untilCodes(server, uri('kettle.yaml'), []);
  await space.write('deep/down/crds.yaml', litres.slice(0, 200));
  await untilCodes(server, uri('kettle.yaml'), ['unknown-kind']);
  await space.write('other.json', JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [] }));
  await space.write('again.yaml', litres);
  await untilCodes(server, uri('kettle.yaml'), ['wrong-type', 'unknown-field']);
  await space.remove('again.yaml');
  await untilCodes(server, uri('kettle.yaml'), ['unknown-kind']);
  await server.open(uri('hidden.yaml'), kettle.replace('Kettle', 'Hidden'));
  const [hint] = await server.diagnostics(uri('hidden.yaml'));
  expect(hint?.code).toBe('unknown-kind');
});

test('the kinds of a CRD are offered, and its fields', async () => {
  const { server, uri } = await workspace({ 'crd.yaml': litres });
  await server.open(uri('kettle.yaml'), kettle);
  await untilCodes(server, uri('kettle.yaml'), ['wrong-type', 'unknown-field']);
  await server.open(uri('new.yaml'), 'apiVersion: kitchen.example.com/v1\nkind: \n');
  const kinds = await server.completion(uri('new.yaml'), { line: 1, character: 6 });
  expect(kinds.map(({ label }) => label)).toEqual(['Kettle']);
  await server.change(
    uri('new.yaml'),
    'apiVersion: kitchen.example.com/v1\nkind: Kettle\nspec:\n  ',
  );
  const fields = await server.completion(uri('new.yaml'), { line: 3, character: 2 });
  expect(fields.map(({ label }) => label)).toEqual(['litres']);
});

test('a CRD of the workspace wins over a bundled schema, whose words and rules stay; the user may choose', async () => {
  const fields = `sparkVersion: { type: string, description: Theirs. }
ourOwn: { type: integer }
driver:
  type: object
  properties:
    memory: { type: string }
    template: { type: object, x-kubernetes-preserve-unknown-fields: true }`;
  const kind = 'SparkApplication';
  const spark = crdText({ group: 'sparkoperator.k8s.io', kind, version: 'v1beta2', fields });
  const job = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  name: a
spec:
  sparkVersion: "4.0.0"
  ourOwn: 1
  driver:
    memory: 1 gigabyte
    template:
      spec:
        containers:
        - name: a
          imagee: a
`;
  const space = await workspace({ 'crds/spark.yaml': spark });
  const { server, uri } = space;
  await server.open(uri('kettle.yaml'), job);
  // The rule about the image and the format of the memory are ours, the template is opaque to the server.
  await untilCodes(server, uri('kettle.yaml'), [
    'spark-image',
    'spark-driver-account',
    'format-spark-memory',
    'spark-template-container',
    'unknown-field',
  ]);
  const severities = server.last(uri('kettle.yaml'))?.map(({ severity }) => severity);
  expect(severities).toEqual([1, 3, 1, 3, 2]);
  const hover = JSON.stringify(await server.hover(uri('kettle.yaml'), { line: 5, character: 4 }));
  expect(hover).not.toContain('Theirs.');
  const { schema } = await infoOf(space);
  expect(schema?.available.map(({ id }) => id)).toEqual(['workspace:crds/spark.yaml', 'bundled']);
  await server.connection.sendNotification('dataPlatform/schemaChoices', {
    choices: { 'sparkoperator.k8s.io/SparkApplication': 'bundled' },
  });
  for (let round = 0; round < 100; round++) {
    if (
      server
        .last(uri('kettle.yaml'))
        ?.some(({ message }) => JSON.stringify(message).includes('ourOwn'))
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(JSON.stringify(server.last(uri('kettle.yaml')))).toContain('ourOwn');
  expect((await infoOf(space)).schema).toMatchObject({ id: 'bundled', isChosen: true });
});

test('files of the setting come before all others: CRDs, JSON Schema with and without its kind', async () => {
  const jsonSchema = {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: { litres: { type: 'string' } },
        additionalProperties: false,
      },
    },
  };
  const space = await workspace(
    {
      'crd.yaml': litres,
      'schemas/kettle.json': JSON.stringify(jsonSchema),
      'schemas/pan.json': JSON.stringify({
        ...jsonSchema,
        'x-kubernetes-group-version-kind': [
          { group: 'kitchen.example.com', version: 'v1', kind: 'Pan' },
        ],
      }),
    },
    {
      settings: {
        schemas: {
          files: [
            {
              file: 'schemas/kettle.json',
              group: 'kitchen.example.com',
              version: 'v1',
              kind: 'Kettle',
            },
            'schemas/pa*.json',
            'nowhere.yaml',
          ],
        },
      },
    },
  );
  const { server, uri } = space;
  const shown: string[] = [];
  server.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    shown.push(message);
  });
  await server.open(uri('kettle.yaml'), kettle);
  await untilCodes(server, uri('kettle.yaml'), ['unknown-field']);
  await server.open(uri('pan.yaml'), kettle.replace('Kettle', 'Pan'));
  await untilCodes(server, uri('pan.yaml'), ['unknown-field']);
  expect((await infoOf(space)).schema?.available.map(({ id }) => id)).toEqual([
    'setting:schemas/kettle.json',
    'workspace:crd.yaml',
  ]);
  expect(shown.filter((message) => message.includes('nowhere.yaml'))).toHaveLength(1);
  server.settings = {};
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await untilCodes(server, uri('kettle.yaml'), ['wrong-type', 'unknown-field']);
});

test('nothing of the workspace is read before the first diagnostics are out', async () => {
  const { server, uri } = await workspace({ 'crd.yaml': litres });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(server.logged.filter((line) => line.includes('looked for objects, CRDs'))).toEqual([]);
  await server.open(uri('a.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
  await server.diagnostics(uri('a.yaml'));
  for (let round = 0; round < 100; round++) {
    if (server.logged.some((line) => line.includes('looked for objects, CRDs'))) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(server.logged.filter((line) => line.includes('looked for objects, CRDs'))).toHaveLength(1);
});

const cluster = { context: 'minikube', groupVersions: { 'kitchen.example.com/v1': 'ABC' } };
const answer = {
  components: {
    'com.example.kitchen.v1.Kettle': {
      type: 'object',
      'x-kubernetes-group-version-kind': [
        { group: 'kitchen.example.com', version: 'v1', kind: 'Kettle' },
      ],
      properties: {
        spec: { type: 'object', properties: { litres: { type: 'integer', format: 'int32' } } },
      },
    },
  },
  resources: [{ kind: 'Kettle', plural: 'kettles', namespaced: true }],
};

test('schemas of a cluster are asked for when a document needs them, once', async () => {
  const space = await workspace({});
  const { server, uri } = space;
  const asked: unknown[] = [];
  server.connection.onRequest('dataPlatform/clusterSchema', (params) => {
    asked.push(params);
    return answer;
  });
  await server.open(uri('pod.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
  await server.connection.sendNotification('dataPlatform/clusterSchemas', { cluster });
  await server.diagnostics(uri('pod.yaml'));
  expect(asked).toEqual([]);
  await server.open(uri('kettle.yaml'), kettle);
  await untilCodes(server, uri('kettle.yaml'), ['wrong-type', 'unknown-field']);
  await server.change(uri('kettle.yaml'), kettle.replace('many', '3000000000'));
  await untilCodes(server, uri('kettle.yaml'), ['value-range', 'unknown-field']);
  expect(asked).toEqual([{ context: 'minikube', groupVersion: 'kitchen.example.com/v1' }]);
  expect((await infoOf(space)).schema).toMatchObject({ id: 'cluster', source: 'cluster minikube' });
  await server.connection.sendNotification('dataPlatform/clusterSchemas', { cluster: null });
  await untilCodes(server, uri('kettle.yaml'), ['unknown-kind']);
});

test('with the setting off a cluster is not asked', async () => {
  const { server, uri } = await workspace({}, { settings: { schemas: { cluster: false } } });
  let asked = 0;
  server.connection.onRequest('dataPlatform/clusterSchema', () => {
    asked++;
    return answer;
  });
  await server.connection.sendNotification('dataPlatform/clusterSchemas', { cluster });
  await server.open(uri('kettle.yaml'), kettle);
  await untilCodes(server, uri('kettle.yaml'), ['unknown-kind']);
  expect(asked).toBe(0);
});

test('a choice that was made earlier counts from the start, and the editor is told what changes', async () => {
  const { server, uri } = await workspace(
    { 'a.yaml': litres, 'b.yaml': crd('colour: { type: string }\nlitres: { type: string }') },
    {
      initializationOptions: {
        schemaChoices: { 'kitchen.example.com/Kettle': 'workspace:b.yaml' },
      },
    },
  );
  let told = 0;
  server.connection.onNotification('dataPlatform/schemasChanged', () => {
    told++;
  });
  await server.open(uri('kettle.yaml'), kettle);
  await untilCodes(server, uri('kettle.yaml'), []);
  expect(told).toBeGreaterThan(0);
});

test('a client that pulls is asked to pull again when a schema changes, and not for others', async () => {
  const { server, uri } = await workspace(
    {},
    {
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { diagnostics: { refreshSupport: true } },
      },
    },
  );
  const pull = async (): Promise<unknown[]> => {
    const report = await server.request<{ items: { code: string }[] }>('textDocument/diagnostic', {
      textDocument: { uri: uri('kettle.yaml') },
    });
    return report.items.map(({ code }) => code);
  };
  await server.open(uri('kettle.yaml'), kettle);
  expect(await pull()).toEqual(['unknown-kind']);
  await server.open(uri('crd.yaml'), litres);
  for (let round = 0; round < 100 && server.refreshes === 0; round++)
    await new Promise((resolve) => setTimeout(resolve, 25));
  expect(server.refreshes).toBe(1);
  expect(await pull()).toEqual(['wrong-type', 'unknown-field']);
  await server.close(uri('kettle.yaml'));
  await server.change(uri('crd.yaml'), crd('litres: { type: string }'));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(server.refreshes).toBe(1);
});

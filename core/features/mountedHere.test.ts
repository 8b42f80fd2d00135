import { CancellationToken } from 'vscode-languageserver';
import { afterEach, expect, test } from 'vitest';
import { canonicalUri } from '../../shared/uri.ts';
import { full, testSession } from '../../test/harness/manifests.ts';
import { completion } from './completion/completion.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { readObjects } from './heldObjects.ts';
import { hover } from './hover.ts';

const session = testSession();
session.graph.isWhole = true;
const opened: string[] = [];

afterEach(() => {
  for (const uri of opened.splice(0)) session.close(uri);
});

function open(name: string, text: string): string {
  const uri = `file:///work/${name}`;
  session.open(uri, 'yaml', 1, text);
  opened.push(uri);
  const file = session.file(uri);
  if (file) readObjects(session, file);
  return uri;
}

/** What is said of a file beside the others that are open, but for advice on how it is mounted. */
async function told(uri: string): Promise<string[]> {
  const file = session.file(uri);
  session.links.renew(canonicalUri(uri));
  const found = (file && (await diagnosticsOf(session, file, CancellationToken.None))) ?? [];
  return found.map(full);
}

const files = (key: string, ...lines: string[]): string =>
  [
    ...['apiVersion: v1', 'kind: ConfigMap', 'metadata: { name: files, namespace: x }', 'data:'],
    `  ${key}: |`,
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');

const pod = (volume: string, ...mounts: string[]): string => `apiVersion: v1
kind: Pod
metadata: { name: p, namespace: x }
spec:
  containers:
    - name: c
      image: r/c:1
      volumeMounts: [${mounts.join(', ')}]
  volumes: [{ name: v, configMap: { name: files${volume} } }]
`;

const catalog = [
  'connector.name=hive',
  'hive.metastore.uri=thrift://h:9083',
  'hive.max-partitions-per-scn=1',
];
const unknown =
  '8:5-32 error[config-key-unknown] Trino knows no "hive.max-partitions-per-scn" and refuses it: write hive.max-partitions-per-scan';

test('a file is read as what its mount says that it is', async () => {
  open(
    'pod.yaml',
    pod('', '{ name: v, mountPath: /etc/trino/catalog/a.properties, subPath: config }'),
  );
  expect(await told(open('files.yaml', files('config', ...catalog)))).toEqual([unknown]);
});

test('a file of a volume with items has the name that they give it', async () => {
  open(
    'pod.yaml',
    pod(
      ', items: [{ key: config, path: a.properties }]',
      '{ name: v, mountPath: /etc/trino/catalog/ }',
    ),
  );
  expect(await told(open('files.yaml', files('config', ...catalog)))).toEqual([unknown]);
});

test('Java options and levels of logs are found by their mounts, too', async () => {
  open('pod.yaml', pod('', '{ name: v, mountPath: /etc/trino/jvm.config, subPath: jvm }'));
  expect(await told(open('files.yaml', files('jvm', '-Xmx4Q')))).toEqual([
    '6:5-11 error[jvm-option] Java reads no size in "-Xmx4Q" and does not start: write a whole number and k, m, g or t, e.g. 8g',
  ]);
});

test('nothing is said where nobody mounts it, or somebody of another namespace', async () => {
  const uri = open('files.yaml', files('config', ...catalog));
  expect(await told(uri)).toEqual([]);
  const mount = '{ name: v, mountPath: /etc/trino/catalog/a.properties, subPath: config }';
  open('pod.yaml', pod('', mount).replace('namespace: x', 'namespace: other'));
  expect(await told(uri)).toEqual([]);
});

test('nothing is said where two mounts disagree, where a mount is of another key, or where something is filled in', async () => {
  const text = files('config', 'spark.executor.memory 4 g');
  const spark = '{ name: v, mountPath: /opt/spark-defaults.conf, subPath: config }';
  open('pod.yaml', pod('', spark));
  expect(await told(open('files.yaml', text))).toHaveLength(1);
  expect(
    await told(open('files.yaml', files('config', 'a {{ .x }}', 'spark.executor.memory 4 g'))),
  ).toEqual([]);
  open('files.yaml', text);
  open('pod.yaml', pod('', spark.replace('subPath: config', 'subPath: other')));
  expect(await told('file:///work/files.yaml')).toEqual([]);
  open('pod.yaml', pod('', spark, '{ name: v, mountPath: /opt/flink-conf.yaml, subPath: config }'));
  expect(await told('file:///work/files.yaml')).toEqual([]);
});

test('a key that tells its language is told once, whatever it is mounted as', async () => {
  open(
    'pod.yaml',
    pod('', '{ name: v, mountPath: /opt/flink-conf.yaml, subPath: spark-defaults.conf }'),
  );
  expect(
    await told(open('files.yaml', files('spark-defaults.conf', 'spark.executor.memory 4 g'))),
  ).toHaveLength(1);
});

test('hover and completion know the file as well', () => {
  open('pod.yaml', pod('', '{ name: v, mountPath: /opt/airflow/airflow.cfg, subPath: settings }'));
  const uri = open('files.yaml', files('settings', '[core]', 'parallelism = 4', 'dags_are_p'));
  const file = session.file(uri);
  if (!file) throw new Error('not open');
  expect(JSON.stringify(hover(session, file, { line: 6, character: 8 }))).toContain('parallelism');
  const items = completion(session, file, { line: 7, character: 14 });
  expect(items.map(({ label }) => label)).toContain('dags_are_paused_at_creation');
});

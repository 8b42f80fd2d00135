import { CancellationToken } from 'vscode-languageserver';
import { expect, test } from 'vitest';
import { brief, testSession } from '../../../test/harness/manifests.ts';
import { codeActions } from '../../features/codeActions.ts';
import { diagnosticsOf } from '../../features/diagnostics.ts';

const spark = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: {name: etl, namespace: jobs}
spec:
  type: Python
  mode: cluster
  sparkVersion: 3.5.1
  image: spark:3.5.1
  mainApplicationFile: local:///a.py
  driver: {serviceAccount: spark, cores: 1, memory: 1g}
  executor: {instances: 1, cores: 1, memory: 1g}
`;
const podWith = (spec: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: lake}\nspec:\n  containers:\n    - name: a\n      image: b:1\n${spec}`;
const volume = `  volumes:\n    - name: v\n      persistentVolumeClaim: {claimName: data}\n`;
const keyOf = (kind: string, name: string, key: string): string =>
  `        - name: ${key.toUpperCase()}\n          valueFrom: {${kind}KeyRef: {name: ${name}, key: ${key}}}\n`;
const secret = podWith(
  `      env:\n${keyOf('secret', 's3', 'user')}${keyOf('secret', 's3', 'pass')}`,
);
const config = podWith(`      envFrom:\n        - configMapRef: {name: settings}\n`);

/** The text after the action for the first name that nothing defines, and what is reported of it then. */
async function created(text: string): Promise<{ title: string; text: string; left: string[] }> {
  const session = testSession();
  session.graph.isWhole = true;
  session.open('file:///w/a.yaml', 'yaml', 1, text);
  const file = session.file('file:///w/a.yaml');
  if (!file) throw new Error('the file is not open');
  const missing = await diagnosticsOf(session, file, CancellationToken.None);
  const finding = missing?.find(({ code }) => code === 'reference-missing');
  if (!finding) throw new Error('nothing is missing');
  const actions = await codeActions(
    session,
    file,
    { range: finding.range, context: { diagnostics: [finding] } },
    CancellationToken.None,
  );
  const action = actions.find(({ title }) => title.startsWith('Create '));
  const edits = action?.edit?.changes?.['file:///w/a.yaml'];
  if (!action || !edits) return { title: '', text, left: [] };
  file.update(
    edits.map(({ range, newText }) => ({ range, text: newText })),
    2,
  );
  await diagnosticsOf(session, file, CancellationToken.None); // tells the graph what there is now
  session.links.renew(file.uri);
  const left = (await diagnosticsOf(session, file, CancellationToken.None)) ?? [];
  return { title: action.title, text: file.text, left: left.map(brief) };
}

test('a ServiceAccount of a Spark driver comes with the Role that it needs', async () => {
  const { title, text, left } = await created(spark);
  expect(title).toBe('Create the ServiceAccount spark, with the Role that a Spark driver needs');
  expect(text.match(/^kind: .*/gm)).toEqual([
    'kind: SparkApplication',
    'kind: ServiceAccount',
    'kind: Role',
    'kind: RoleBinding',
  ]);
  expect(left.filter((each) => /error|reference/.test(each))).toEqual([]);
});

test('a claim of a volume', async () => {
  const { title, text, left } = await created(podWith(volume));
  expect(title).toBe('Create the PersistentVolumeClaim data (1Gi, ReadWriteOnce)');
  expect(text).toContain(
    '  name: data\n  namespace: lake\nspec:\n  accessModes: [ReadWriteOnce]\n',
  );
  expect(left.filter((each) => /error|reference/.test(each))).toEqual([]);
});

test('a Secret with all keys that are read, without values, and a ConfigMap', async () => {
  const ofSecret = await created(secret);
  expect(ofSecret.text).toContain("stringData:\n  pass: ''\n  user: ''\n");
  expect(ofSecret.left.filter((each) => /error|reference|key-missing/.test(each))).toEqual([]);
  const ofConfig = await created(config);
  expect(ofConfig.title).toBe('Create the ConfigMap settings');
  expect(ofConfig.left.filter((each) => /error|reference/.test(each))).toEqual([]);
});

test('nothing is made of which nobody knows what it has to be: a Secret of no known key', async () => {
  expect(await created(config.replace('configMapRef', 'secretRef'))).toMatchObject({ title: '' });
});

test('it stands behind its document and before the next, in the line breaks of the file', async () => {
  const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: z, namespace: lake}\n';
  const { text } = await created(`${podWith(volume)}---\n${other}`.replaceAll('\n', '\r\n'));
  expect(text.match(/^kind: .*/gm)).toEqual([
    ...['kind: Pod', 'kind: PersistentVolumeClaim', 'kind: ConfigMap'],
  ]);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
});

import { CancellationToken } from 'vscode-languageserver';
import { afterEach, expect, test } from 'vitest';
import { canonicalUri } from '../../shared/uri.ts';
import { full, testSession } from '../../test/harness/manifests.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { readObjects } from './heldObjects.ts';
import { codeLenses, resolveLens } from './navigation/codeLens.ts';
import { occurrencesOf, symbolAt } from './navigation/symbolAt.ts';
import { pictureOfFile } from './pictures.ts';

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
  return uri;
}

/** What is said of a file beside the others that are open. */
async function told(uri: string): Promise<string[]> {
  for (const each of opened) await diagnosed(each);
  session.links.renew(canonicalUri(uri));
  const links = new Set(['reference-missing', 'reference-elsewhere', 'key-missing']);
  return (await diagnosed(uri)).filter(({ code }) => links.has(String(code))).map(full);
}

function readAll(): void {
  for (const file of session.files) readObjects(session, file);
}

async function diagnosed(uri: string) {
  const file = session.file(uri);
  return (file && (await diagnosticsOf(session, file, CancellationToken.None))) ?? [];
}

const secret = (name: string, key: string, namespace = ''): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}${namespace && `, namespace: ${namespace}`} }\nstringData: { ${key}: x }\n`;

const values = '# chart: airflow\ndata: { metadataSecretName: airflow-db }\n';

test('a file of values reads keys of a Secret of another file, in whatever namespace', async () => {
  const uri = open('values.yaml', values);
  open('secret.yaml', secret('airflow-db', 'uri', 'airflow'));
  expect(await told(uri)).toEqual([
    '2:29-39 warning[key-missing] Secret "airflow-db" has no key "connection": it has "uri"',
  ]);
});

test('what has the key is silent', async () => {
  const uri = open('values.yaml', values);
  open('secret.yaml', secret('airflow-db', 'connection'));
  expect(await told(uri)).toEqual([]);
});

test('a Secret that nobody defines is a hint', async () => {
  const uri = open('values.yaml', values);
  expect(await told(uri)).toEqual([
    '2:29-39 hint[reference-missing] no file of this workspace defines a Secret "airflow-db": it must exist before this works',
  ]);
});

test('names that are filled in, and names in what a template hands on, are not missing', async () => {
  const uri = open(
    'values.yaml',
    `# chart: airflow
data: { metadataSecretName: '{{ .Release.Name }}-db', brokerUrlSecretName: $BROKER }
workers:
  persistence: { storageClassName: '-' }
  extraVolumes: [{ name: a, secret: { secretName: airflow-webserver-config } }]
`,
  );
  expect(await told(uri)).toEqual([]);
});

test('values of a release count in the namespace where it puts its objects', async () => {
  const release = (namespace: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: airflow, namespace: argocd }
spec:
  project: default
  destination: { server: https://kubernetes.default.svc${namespace} }
  source:
    repoURL: https://airflow.apache.org
    chart: airflow
    targetRevision: 1.18.0
    helm:
      values: |
        data:
          metadataSecretName: airflow-db
`;
  open('secret.yaml', secret('airflow-db', 'connection', 'airflow'));
  const elsewhere = open('elsewhere.yaml', release(', namespace: other'));
  expect(await told(elsewhere)).toEqual([
    '14:31-41 hint[reference-missing] no file of this workspace defines a Secret "airflow-db" in namespace "other": it must exist before this works',
  ]);
  expect(await told(open('there.yaml', release(', namespace: airflow')))).toEqual([]);
  expect(await told(open('unsaid.yaml', release('')))).toEqual([]);
});

test('the name in values leads to its Secret, and is an occurrence of it', () => {
  const uri = open('values.yaml', values);
  const other = open('secret.yaml', secret('airflow-db', 'connection'));
  const file = session.file(other);
  const at = file && symbolAt(session, file, { line: 2, character: 20 });
  const own = session.file(uri);
  const found = own && symbolAt(session, own, { line: 1, character: 30 });
  expect(found?.targets.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Secret airflow-db']);
  expect(at && occurrencesOf(session, at).map((each) => each.uri)).toEqual([other, uri]);
});

test('the lens of a Secret counts values; a picture has none of them', () => {
  open('values.yaml', values);
  const uri = open('secret.yaml', secret('airflow-db', 'connection'));
  readAll();
  const file = session.file(uri);
  const [lens] = file ? codeLenses(session, file) : [];
  expect(lens && resolveLens(session, lens).command?.title).toBe('used by values of a chart');
  expect(file && pictureOfFile(session, file).nodes.map(({ kind }) => kind)).toEqual(['Secret']);
});

test('a claim of homes counts where the values say that it is used', async () => {
  open(
    'claim.yaml',
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: homes }\nspec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }\n',
  );
  const of = (type: string): string =>
    open(
      `${type}.yaml`,
      `# chart: jupyterhub\nsingleuser: { storage: { type: ${type}, static: { pvcName: homes } } }\n`,
    );
  const codesOf = async (uri: string): Promise<unknown[]> => {
    readAll();
    session.links.renew(canonicalUri(uri));
    return (await diagnosed(uri)).map(({ code }) => code);
  };
  expect(await codesOf(of('static'))).toContain('claim-shared-by-pods');
  expect(await codesOf(of('dynamic'))).not.toContain('claim-shared-by-pods');
});

test('broken and empty values say nothing', async () => {
  expect(await told(open('a.yaml', '# chart: airflow\n'))).toEqual([]);
  expect(await told(open('b.yaml', '# chart: airflow\ndata: { metadataSecretName: [\n'))).toEqual(
    [],
  );
  expect(await told(open('c.yaml', '# chart: airflow\n- metadataSecretName: a\n'))).toEqual([]);
});

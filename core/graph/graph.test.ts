import { pathToFileURL } from 'node:url';
import { CancellationToken } from 'vscode-languageserver';
import { describe, expect, test } from 'vitest';
import { testSession } from '../../test/harness/manifests.ts';
import { diagnosticsOf } from '../features/diagnostics.ts';
import { definition } from '../features/navigation/definition.ts';
import { documentHighlights, findReferences } from '../features/navigation/references.ts';
import { prepareRename, rename } from '../features/navigation/rename.ts';
import { objectPlaces } from '../features/navigation/objectPlaces.ts';
import { workspaceSymbols } from '../features/navigation/workspaceSymbols.ts';
import { codeLenses, resolveLens } from '../features/navigation/codeLens.ts';
import { hover } from '../features/hover.ts';
import type { Session } from '../session.ts';

const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: orders-data
  namespace: shop
spec:
  storageClassName: fast
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
`;
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: reader
  namespace: shop
spec:
  containers:
    - name: reader
      image: busybox:1.36
      envFrom:
        - configMapRef: { name: settings }
      volumeMounts:
        - { name: data, mountPath: /data }
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: orders-data
`;
const config = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  level: info
`;

interface Opened {
  readonly session: Session;
  readonly uri: (name: string) => string;
}

async function opened(files: Readonly<Record<string, string>>): Promise<Opened> {
  const session = testSession();
  session.graph.isWhole = true;
  const uri = (name: string): string => pathToFileURL(`/work-folder/${name}`).href;
  for (const [name, text] of Object.entries(files)) {
    session.open(uri(name), 'yaml', 1, text);
    await reported(session, uri(name));
  }
  return { session, uri };
}

async function reported(session: Session, uri: string): Promise<string[]> {
  const file = session.file(uri);
  const found = file ? await diagnosticsOf(session, file, CancellationToken.None) : [];
  return (found ?? []).map(({ code }) => String(code));
}

function fileOf({ session, uri }: Opened, name: string) {
  const file = session.file(uri(name));
  if (!file) throw new Error(`${name} is not open`);
  return file;
}

/** Where a text stands in a file. */
function placeOf(text: string, word: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(word) + 1).split('\n');
  return { line: before.length - 1, character: (before.at(-1) ?? '').length };
}

test('a name leads to the object, and the object to everything that names it', async () => {
  const open = await opened({ 'claim.yaml': claim, 'pod.yaml': pod });
  const { session, uri } = open;
  const place = placeOf(pod, 'orders-data');
  const [target] = definition(session, fileOf(open, 'pod.yaml'), place);
  expect(target?.targetUri).toBe(uri('claim.yaml'));
  expect(target?.targetSelectionRange.start).toEqual({ line: 3, character: 8 });
  const places = findReferences(
    session,
    fileOf(open, 'claim.yaml'),
    placeOf(claim, 'orders-data'),
    true,
  );
  expect(places.map(({ uri: file, range }) => [file, range.start.line])).toEqual([
    [uri('claim.yaml'), 3],
    [uri('pod.yaml'), 16],
  ]);
  expect(documentHighlights(session, fileOf(open, 'pod.yaml'), place)).toHaveLength(1);
});

test('a rename reaches all files, and says why where it cannot', async () => {
  const open = await opened({ 'claim.yaml': claim, 'pod.yaml': pod });
  const { session, uri } = open;
  const file = fileOf(open, 'pod.yaml');
  const place = placeOf(pod, 'orders-data');
  expect(prepareRename(session, file, place)?.placeholder).toBe('orders-data');
  const changes = rename(session, file, place, 'orders')?.changes ?? {};
  expect(Object.keys(changes).sort()).toEqual([uri('claim.yaml'), uri('pod.yaml')].sort());
  expect(changes[uri('pod.yaml')]?.[0]?.newText).toBe('orders');
  expect(() => rename(session, file, place, 'Not A Name')).toThrow('is no name of an object');
  expect(() => rename(session, file, placeOf(pod, 'settings'), 'other')).toThrow(
    'no file of this workspace defines',
  );
});

test('keys are renamed where they are read', async () => {
  const reads = pod.replace(
    'envFrom:\n        - configMapRef: { name: settings }',
    'env:\n        - name: LEVEL\n          valueFrom: { configMapKeyRef: { name: settings, key: level } }',
  );
  const open = await opened({ 'config.yaml': config, 'pod.yaml': reads });
  const changes =
    rename(open.session, fileOf(open, 'config.yaml'), placeOf(config, 'level'), 'log-level')
      ?.changes ?? {};
  expect(Object.keys(changes)).toHaveLength(2);
});

describe('what is said of others', () => {
  test('nothing before the workspace has been read', async () => {
    const open = await opened({});
    open.session.graph.isWhole = false;
    open.session.open(open.uri('pod.yaml'), 'yaml', 1, pod);
    expect(await reported(open.session, open.uri('pod.yaml'))).toEqual([]);
  });

  test('a file that comes or goes changes what is said, a comment does not', async () => {
    const open = await opened({ 'pod.yaml': pod, 'config.yaml': config });
    const { session, uri } = open;
    expect(await reported(session, uri('pod.yaml'))).toContain('reference-missing');
    session.open(uri('claim.yaml'), 'yaml', 1, claim);
    await reported(session, uri('claim.yaml'));
    expect(session.links.renew(uri('pod.yaml'))).toBe(true);
    expect(await reported(session, uri('pod.yaml'))).toEqual([]);
    const { revision } = session.graph;
    session.change(uri('claim.yaml'), 2, [{ text: `# a comment\n${claim}` }]);
    await reported(session, uri('claim.yaml'));
    expect(session.graph.revision).toBe(revision);
    session.close(uri('claim.yaml'));
    expect(session.graph.revision).toBeGreaterThan(revision);
    expect(session.links.renew(uri('pod.yaml'))).toBe(true);
  });

  test('findings that nothing changes stay the same ones when they are worked out anew', async () => {
    const { session, uri } = await opened({ 'pod.yaml': pod, 'config.yaml': config });
    await reported(session, uri('pod.yaml'));
    const [placed] = session.graph.documentsIn(uri('pod.yaml'));
    if (!placed) throw new Error('the file holds an object');
    session.open(uri('config.yaml'), 'yaml', 1, config);
    await reported(session, uri('config.yaml'));
    session.links.renew(uri('pod.yaml'));
    const before = session.links.of(uri('pod.yaml'), placed);
    session.open(uri('other.yaml'), 'yaml', 1, config.replace(/name: \S+/, 'name: other'));
    await reported(session, uri('other.yaml'));
    session.links.renew(uri('pod.yaml'));
    expect(session.links.of(uri('pod.yaml'), placed)).toBe(before);
    session.open(uri('claim.yaml'), 'yaml', 1, claim);
    await reported(session, uri('claim.yaml'));
    session.links.renew(uri('pod.yaml'));
    expect(session.links.of(uri('pod.yaml'), placed).length).toBeLessThan(before.length);
  });

  test('an optional reference, and names that are filled in later, say nothing', async () => {
    const optional = pod
      .replace('{ name: settings }', '{ name: settings, optional: true }')
      .replace('claimName: orders-data', "claimName: '$(CLAIM)'");
    const open = await opened({ 'pod.yaml': optional });
    expect(await reported(open.session, open.uri('pod.yaml'))).not.toContain('reference-missing');
  });

  test('a comment switches it off', async () => {
    const open = await opened({ 'pod.yaml': pod });
    const ignored = pod
      .replace('claimName: orders-data', 'claimName: orders-data # dpm-ignore reference-missing')
      .replace('{ name: settings }', '{ name: settings } # dpm-ignore reference-missing');
    open.session.change(open.uri('pod.yaml'), 2, [{ text: ignored }]);
    expect(await reported(open.session, open.uri('pod.yaml'))).toEqual([]);
  });

  test('what kustomize generates is there', async () => {
    const kustomization = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
configMapGenerator:
  - name: settings
`;
    const open = await opened({ 'claim.yaml': claim, 'all.yaml': kustomization, 'pod.yaml': pod });
    const { session } = open;
    expect([...session.graph.named({ group: '', kind: 'ConfigMap' }, 'settings')]).toHaveLength(1);
    expect(await reported(session, open.uri('pod.yaml'))).toEqual([]);
  });

  test('a kustomization need not say that it is one', async () => {
    const kustomization = 'configMapGenerator:\n  - name: settings\n';
    const files = { 'claim.yaml': claim, 'kustomization.yaml': kustomization, 'pod.yaml': pod };
    const open = await opened(files);
    expect(await reported(open.session, open.uri('pod.yaml'))).toEqual([]);
    const elsewhere = await opened({ ...files, 'kustomization.yaml': '', 'a.yaml': kustomization });
    expect(await reported(elsewhere.session, elsewhere.uri('pod.yaml'))).toEqual([
      'reference-missing',
    ]);
  });
});

test('a workspace is searched by kind, namespace and name', async () => {
  const { session } = await opened({ 'claim.yaml': claim, 'pod.yaml': pod, 'config.yaml': config });
  const names = (query: string): string[] =>
    workspaceSymbols(session, query, CancellationToken.None).map(({ name }) => name);
  expect(names('claim ord')).toEqual(['PersistentVolumeClaim orders-data']);
  expect(names('shop/')).toHaveLength(3);
  expect(names('nothing of that')).toEqual([]);
});

test('a lens counts who uses an object and says what becomes of a claim', async () => {
  const open = await opened({ 'claim.yaml': claim, 'pod.yaml': pod });
  const [lens] = codeLenses(open.session, fileOf(open, 'claim.yaml'));
  if (!lens) throw new Error('no lens');
  expect(resolveLens(open.session, lens).command?.title).toBe(
    'used by Pod reader · would wait: no class fast here',
  );
});

test('a class that the connected cluster has is not missing', async () => {
  const open = await opened({ 'claim.yaml': claim, 'pod.yaml': pod });
  const { clusterNames } = open.session;
  clusterNames.use('dev');
  const classes = { context: 'dev', group: 'storage.k8s.io', kind: 'StorageClass' };
  clusterNames.set(classes, ['fast']);
  const [lens] = codeLenses(open.session, fileOf(open, 'claim.yaml'));
  if (!lens) throw new Error('no lens');
  const title = 'used by Pod reader · class fast of the cluster decides';
  expect(resolveLens(open.session, lens).command?.title).toBe(title);
});

test('a hover shows the keys of what a name stands for, never values', async () => {
  const secret = config
    .replace('ConfigMap', 'Secret')
    .replace('data:\n  level: info', 'stringData:\n  token: s3cr3t-word');
  const reads = pod.replace('configMapRef', 'secretRef');
  const open = await opened({ 'claim.yaml': claim, 'secret.yaml': secret, 'pod.yaml': reads });
  const shown = JSON.stringify(
    hover(open.session, fileOf(open, 'pod.yaml'), placeOf(reads, 'settings')),
  );
  expect(shown).toContain('Keys: `token`');
  expect(shown).not.toContain('s3cr3t-word');
});

test('the files that define an object of a cluster are found, and what is edited of it is none of them', async () => {
  const { session } = await opened({ 'claim.yaml': claim, 'config.yaml': config });
  const asked = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'orders-data' };
  const places = (namespace?: string) =>
    objectPlaces(session, { ...asked, ...(namespace !== undefined && { namespace }) });
  expect(places('shop').map(({ uri }) => uri.split('/').at(-1))).toEqual(['claim.yaml']);
  expect(places('other')).toEqual([]);
  const edited = 'dataplatform-object:/admin/shop/PersistentVolumeClaim%20orders-data.yaml';
  session.open(edited, 'yaml', 1, claim);
  const file = session.file(edited);
  if (!file) throw new Error('not open');
  const said = await diagnosticsOf(session, file, CancellationToken.None);
  expect(said?.map(({ code }) => code)).not.toContain('duplicate-object');
  expect(places('shop')).toHaveLength(1);
});

test('a key that is being typed does not take the object from those who name it', async () => {
  const open = await opened({
    ...{ 'claim.yaml': claim, 'config.yaml': config, 'pod.yaml': pod },
  });
  const { session, uri } = open;
  const known = session.graph.revision;
  const typed = claim.replace('spec:\n', 'spec:\n  volumeMo\n');
  expect(typed).not.toBe(claim);
  session.change(uri('claim.yaml'), 2, [{ text: typed }]);
  expect(await reported(session, uri('claim.yaml'))).toContain('yaml-syntax');
  expect(await reported(session, uri('pod.yaml'))).not.toContain('reference-missing');
  expect(session.graph.revision).toBe(known);
  const [target] = definition(session, fileOf(open, 'pod.yaml'), placeOf(pod, 'orders-data'));
  expect(target?.targetUri).toBe(uri('claim.yaml'));
  session.change(uri('claim.yaml'), 3, [{ text: typed.replace('volumeMo', 'volumeMode: Block') }]);
  await reported(session, uri('claim.yaml'));
  expect(session.graph.revision).toBeGreaterThan(known);
});

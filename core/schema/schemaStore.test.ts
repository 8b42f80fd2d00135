import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';
import { hover } from '../features/hover.ts';
import type { Session } from '../session.ts';
import { crdHead } from './convert/crd.ts';
import { schemaAt } from './typedSchema.ts';
import { crdText } from '../../test/harness/crdText.ts';

let session: Session;
beforeAll(() => {
  session = testSession();
});

/** Puts a CRD into a file of the workspace. */
function install(uri: string, crd: string): void {
  const value: unknown = parse(crd);
  const head = crdHead(value);
  session.store.workspace.setOnDisk(uri, head ? [{ head, value: () => value }] : []);
}

const crd = (group: string, kind: string, version: string, fields: string): string =>
  crdText({ group, kind, version, fields });

const spark = { group: 'sparkoperator.k8s.io', version: 'v1beta2', kind: 'SparkApplication' };
const sparkCrd = (fields: string): string => crd(spark.group, spark.kind, spark.version, fields);
const lines = (...fields: string[]): string => fields.join('\n');

test('the source in force decides the fields, the bundled schema lends words and types to them', () => {
  install(
    'file:///spark.yaml',
    sparkCrd(
      lines(
        'mode: { type: string }',
        'mine: { type: integer, description: Own. }',
        'driver: { type: object, properties: { cores: { type: string } } }',
      ),
    ),
  );
  const typed = session.store.schemaOf(spark);
  if (!typed) throw new Error('no schema');
  const spec = schemaAt(typed, ['spec']);
  expect(Object.keys(spec?.properties ?? {})).toEqual(['mode', 'driver', 'mine']);
  expect(spec?.provenance?.definition).toBe('sparkoperator.k8s.io#/SparkApplicationSpec');
  expect(schemaAt(typed, ['spec', 'mode'])?.description).toMatch(/\w/);
  expect(schemaAt(typed, ['spec', 'mine'])?.description).toBe('Own.');
  // Of another type than the bundled one: nothing of it is laid over.
  expect(schemaAt(typed, ['spec', 'driver', 'cores'])).toEqual({
    type: 'string',
    'x-enforced': true,
  });
  expect(typed.entry).toMatchObject({
    source: 'Spark operator',
    origin: { id: 'workspace:spark.yaml' },
  });
  install('file:///spark.yaml', 'kind: Other');
  expect(session.store.schemaOf(spark)?.entry?.origin).toBeUndefined();
});

test('allowed values of the bundled schema alone are a warning, those of the CRD an error', async () => {
  const manifest = `apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata: { name: a }\nspec: { image: a, type: Cobol, mode: moon, sparkVersion: 4.0.0 }\n`;
  install(
    'file:///spark.yaml',
    sparkCrd(
      lines(
        'image: { type: string }',
        'type: { type: string }',
        'sparkVersion: { type: string }',
        'mode: { type: string, enum: [orbit] }',
      ),
    ),
  );
  const found = (await diagnose(session, manifest)).filter(({ code }) => code === 'invalid-value');
  expect(found.map(full)).toEqual([
    expect.stringContaining('warning[invalid-value] "Cobol"'),
    expect.stringContaining('error[invalid-value] this must be orbit'),
  ]);
  install('file:///spark.yaml', 'kind: Other');
});

test('a typed stays the same object until the schema of its own kind changes', () => {
  const pod = { group: '', version: 'v1', kind: 'Pod' };
  const before = session.store.schemaOf(pod);
  const keys: string[] = [];
  session.store.didChange.on((changed) => keys.push(...changed));
  install('file:///a.yaml', crd('example.com', 'Thing', 'v1', 'a: { type: string }'));
  expect(session.store.schemaOf(pod)).toBe(before);
  expect(keys).toEqual(['example.com/v1/Thing']);
  const thing = session.store.schemaOf({ group: 'example.com', version: 'v1', kind: 'Thing' });
  install('file:///a.yaml', crd('example.com', 'Thing', 'v1', 'b: { type: string }'));
  expect(session.store.schemaOf({ group: 'example.com', version: 'v1', kind: 'Thing' })).not.toBe(
    thing,
  );
});

test('of two files with the same CRD the first by name counts, and the user may choose the other', () => {
  const gvk = { group: 'example.com', version: 'v1', kind: 'Pick' };
  install('file:///b.yaml', crd('example.com', 'Pick', 'v1', 'b: { type: string }'));
  install('file:///a2.yaml', crd('example.com', 'Pick', 'v1', 'a: { type: string }'));
  const { store } = session;
  const fields = (): string[] =>
    Object.keys(schemaAt(store.schemaOf(gvk) ?? store.anyObject, ['spec'])?.properties ?? {});
  expect(fields()).toEqual(['a']);
  store.choose({ 'example.com/Pick': 'workspace:b.yaml' });
  expect(fields()).toEqual(['b']);
  store.choose({ 'example.com/Pick': 'workspace:gone.yaml' });
  expect(fields()).toEqual(['a']);
  store.choose({});
  expect(fields()).toEqual(['a']);
});

test('an object within an object is checked by the schema of its own kind, as warnings', async () => {
  install(
    'file:///holder.yaml',
    crd(
      'example.com',
      'Holder',
      'v1',

      'template: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true }',
    ),
  );
  const holder = (template: string): string =>
    `apiVersion: example.com/v1\nkind: Holder\nmetadata: { name: a }\nspec: { template: ${template} }\n`;
  const findings = async (template: string): Promise<string[]> =>
    (await diagnose(session, holder(template))).map(full);
  expect(
    await findings(
      '{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: a, image: a:1 }] } }',
    ),
  ).toEqual([]);
  expect(
    await findings('{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: a, imag: a:1 }] } }'),
  ).toEqual([
    expect.stringContaining(
      'warning[unknown-field] there is no field "imag" here: did you mean image?',
    ),
  ]);
  expect(await findings('{ apiVersion: example.org/v1, kind: Unknown, spec: { a: 1 } }')).toEqual(
    [],
  );
  expect(await findings('{ kind: Pod }')).toEqual([
    expect.stringContaining('error[missing-field] apiVersion'),
  ]);
});

test('messages of CEL rules are told in hover, an expression where there is none', () => {
  install(
    'file:///cel.yaml',
    crd(
      'example.com',
      'Cel',
      'v1',

      'a: { type: string, x-kubernetes-validations: [{ rule: self != "b", message: not b }, { rule: size(self) < 4 }] }',
    ),
  );
  const text = 'apiVersion: example.com/v1\nkind: Cel\nspec:\n  a: c\n';
  session.open('file:///doc.yaml', 'yaml', 1, text);
  const file = session.file('file:///doc.yaml');
  if (!file) throw new Error('no file');
  const shown = JSON.stringify(hover(session, file, { line: 3, character: 2 }));
  expect(shown).toContain('The server also checks:\\n\\n- not b\\n- `size(self) < 4`');
});

test('a field of a published kind tells the newest release that did not have it yet', () => {
  const text = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  plugins: []\n';
  session.open('file:///cluster.yaml', 'yaml', 1, text);
  const file = session.file('file:///cluster.yaml');
  const shown = file && hover(session, file, { line: 3, character: 4 });
  expect(JSON.stringify(shown)).toContain('Came after CloudNativePG v1.20.6.');
});

test('a CRD that cannot be read leaves its kind to the bundled schema', () => {
  const head = crdHead(parse(sparkCrd('')));
  if (!head) throw new Error('no head');
  session.store.workspace.setOnDisk('file:///gone.yaml', [{ head, value: () => undefined }]);
  expect(session.store.schemaOf(spark)?.entry?.origin).toBeUndefined();
  session.store.workspace.setOnDisk('file:///gone.yaml', []);
});

test('of CRDs that contradict each other the nearest to a file counts, of equally near ones what both refuse', async () => {
  const own = testSession();
  session = own;
  const thing = (fields: string): string => crd('example.com', 'Near', 'v1', fields);
  install('file:///w/a/crds/near.yaml', thing('size: { type: string }\na: { type: string }'));
  install('file:///w/b/crds/near.yaml', thing('size: { type: integer }\nb: { type: string }'));
  const text =
    'apiVersion: example.com/v1\nkind: Near\nmetadata: { name: near }\nspec:\n  size: five\n  a: x\n  b: x\n  c: x\n';
  const found = async (path: string): Promise<string[]> => {
    const items = await diagnose(own, text, path);
    return items.map(({ range }) => text.split('\n')[range.start.line]?.trim() ?? '');
  };
  expect(await found('/w/a/apps/n.yaml')).toEqual(['b: x', 'c: x']);
  expect(await found('/w/b/apps/n.yaml')).toEqual(['size: five', 'a: x', 'c: x']);
  expect(await found('/w/apps/n.yaml')).toEqual(['c: x']);
});

test('CRDs of one kind that say the same are one schema, and a choice counts before what is near', () => {
  session = testSession();
  const { store } = session;
  const gvk = { group: 'example.com', version: 'v1', kind: 'Near' };
  install('file:///a/near.yaml', crd('example.com', 'Near', 'v1', 'a: { type: string }'));
  install('file:///b/near.yaml', crd('example.com', 'Near', 'v1', 'a: { type: string }'));
  expect(store.schemasOf(gvk, 'file:///c/n.yaml')).toHaveLength(1);
  expect(store.schemasOf(gvk, 'file:///c/n.yaml')).toBe(store.schemasOf(gvk, 'file:///c/m.yaml'));
  install('file:///b/near.yaml', crd('example.com', 'Near', 'v1', 'b: { type: string }'));
  expect(store.schemasOf(gvk, 'file:///c/n.yaml')).toHaveLength(2);
  expect(store.schemaOf(gvk, 'file:///b/n.yaml')?.entry?.origin?.file).toBe('file:///b/near.yaml');
  expect(store.available(gvk, 'file:///b/n.yaml')[0]?.origin?.file).toBe('file:///b/near.yaml');
  store.choose({ 'example.com/Near': 'workspace:near.yaml' });
  expect(store.schemasOf(gvk, 'file:///c/n.yaml')).toHaveLength(1);
});

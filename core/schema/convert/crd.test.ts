import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { crdHead, crdKinds, crdsIn, crdSchema } from './crd.ts';
import { crdOutline } from './crdOutline.ts';

const today = (schema: string, version = ''): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.com
spec:
  group: example.com
  names:
    kind: Thing
    plural: things
    shortNames: [th]
  scope: Cluster
  versions:
  - additionalPrinterColumns:
    - jsonPath: .spec.a
      name: A
    name: v2
    served: true
    storage: true${version}
    schema:
      openAPIV3Schema: ${schema}
  - name: v1
    served: false
    storage: false
`;
const old = `apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
spec:
  group: example.com
  version: v1alpha1
  names: { kind: Old, plural: olds }
  additionalPrinterColumns: [{ name: A, JSONPath: .spec.a }]
  validation:
    openAPIV3Schema:
      properties:
        spec:
          required: [a]
          properties:
            a: { type: string }
`;

test('a CRD makes one kind for each version that is served', () => {
  const crd: unknown = parse(today('{ type: object }'));
  const head = crdHead(crd);
  if (!head) throw new Error('no head');
  const origin = { source: 'workspace', id: 'workspace:a', label: 'CRD in a' } as const;
  expect(crdKinds(head, origin)).toEqual([
    expect.objectContaining({
      group: 'example.com',
      version: 'v2',
      kind: 'Thing',
      plural: 'things',
      namespaced: false,
      shortNames: ['th'],
    }),
  ]);
});

test('the outline says the same as the whole CRD, but for short names', () => {
  const text = today('{ type: object }');
  expect(crdOutline(text)).toEqual({ ...crdHead(parse(text)), shortNames: [] });
});

test('an outline is not guessed: JSON and flow mappings are left to a parser', () => {
  expect(crdOutline(JSON.stringify(parse(today('{}'))))).toBeUndefined();
  expect(crdOutline(old)).toBeUndefined();
  expect(crdOutline(today('{}').replace('kind: Thing', 'kind: &a Thing'))).toBeUndefined();
});

test('the old form has one schema for its single version, and keeps what it does not name', () => {
  const crd: unknown = parse(old);
  expect(crdHead(crd)?.versions).toEqual(['v1alpha1']);
  const spec = crdSchema(crd, 'v1alpha1').properties?.spec;
  expect(spec).toMatchObject({ required: ['a'], 'x-keeps-unknown': true });
  const pruning = crdSchema(
    parse(old.replace('group:', 'preserveUnknownFields: false\n  group:')),
    'v1alpha1',
  );
  expect(pruning.properties?.spec).toMatchObject({ additionalProperties: false });
  expect(pruning.properties?.spec?.['x-keeps-unknown']).toBeUndefined();
});

test('every object has its head, whatever the schema says of it', () => {
  const crd: unknown = parse(
    today(
      '{ type: object, required: [apiVersion, spec], properties: { metadata: { type: object }, spec: { type: object }, status: { type: object } } }',
    ),
  );
  const root = crdSchema(crd, 'v2');
  expect(Object.keys(root.properties ?? {}).sort()).toEqual([
    'apiVersion',
    'kind',
    'metadata',
    'spec',
    'status',
  ]);
  expect(root.required).toEqual(['spec']);
  expect(root.properties?.metadata?.$ref).toContain('ObjectMeta');
  expect(root.properties?.status?.['x-read-only']).toBe(true);
});

test('a CRD without a schema, or with something else in its place, makes an open kind', () => {
  for (const broken of [
    '{}',
    '[1]',
    'text',
    '{ type: 1, properties: [a], required: 5, enum: text }',
  ]) {
    expect(crdSchema(parse(today(broken)), 'v2')).toMatchObject({
      type: 'object',
      additionalProperties: true,
    });
  }
  expect(crdSchema('nothing', 'v1')).toMatchObject({ type: 'object', additionalProperties: true });
});

test('half a CRD is none: group, kind and a version must be there', () => {
  expect(crdHead(parse(today('{}').replace('group: example.com', '')))).toBeUndefined();
  expect(crdHead(parse(today('{}').replaceAll('served: true', 'served: false')))).toBeUndefined();
  expect(crdHead({ spec: { versions: [1, 'a', null] } })).toBeUndefined();
  expect(crdOutline('kind: CustomResourceDefinition\nspec:\n  group: a\n')).toBeUndefined();
});

test('CRDs in a list are found, other kinds are not', () => {
  const crd: unknown = parse(old);
  expect(crdsIn({ apiVersion: 'v1', kind: 'List', items: [crd, { kind: 'Pod' }, null] })).toEqual([
    crd,
  ]);
  expect(crdsIn(crd)).toEqual([crd]);
  expect(crdsIn({ kind: 'CustomResourceDefinition', apiVersion: 'v1' })).toEqual([]);
});

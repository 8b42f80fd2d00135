import { expect, test } from 'vitest';
import type { KindEntry, SchemaBundle } from '../core/schema/schema.ts';
import { packIndex } from '../core/schema/packedIndex.ts';
import { SchemaStore } from '../core/schema/schemaStore.ts';
import { crdsFromSchemas } from './crdFromSchema.ts';

/** The `spec` part of the only version of the only CRD that comes out of these definitions. */
function specSchema(Spec: object, further: object = {}): unknown {
  const bundle = {
    Job: { type: 'object', properties: { spec: { $ref: '#/Spec' } } },
    Spec,
    ...further,
  };
  const [crd] = crdsFromSchemas(storeOf([kind()], bundle as SchemaBundle));
  const { versions } = crd?.spec as unknown as {
    versions: { schema: { openAPIV3Schema: { properties: object } } }[];
  };
  return (versions[0]?.schema.openAPIV3Schema.properties as { spec: unknown }).spec;
}

function storeOf(kinds: KindEntry[], bundle: SchemaBundle): SchemaStore {
  return new SchemaStore((name) => JSON.stringify(name === 'index' ? packIndex(kinds) : bundle));
}

function kind(changes: Partial<KindEntry> = {}): KindEntry {
  return {
    group: 'jobs.example.com',
    version: 'v1',
    kind: 'Job',
    plural: 'jobs',
    namespaced: true,
    bundle: 'jobs.example.com',
    definition: 'Job',
    source: 'Jobs operator',
    sourceVersion: 'v1.0.0',
    ...changes,
  };
}

test('references are written out where they stand', () => {
  expect(
    specSchema(
      { type: 'object', properties: { limit: { $ref: '#/Limit' } } },
      { Limit: { type: 'integer', minimum: 1 } },
    ),
  ).toEqual({
    type: 'object',
    properties: { limit: { type: 'integer', minimum: 1 } },
  });
});

test('a definition that contains itself ends in an object of any content', () => {
  const tree = { type: 'object', properties: { child: { $ref: '#/Spec' } } };
  expect(specSchema(tree)).toEqual({
    type: 'object',
    properties: { child: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  });
});

test('a field that the server passes on as it is hides what we know of its content', () => {
  const pod = { type: 'object', properties: { name: { type: 'string' } } };
  const template = { $ref: '#/Pod', 'x-kubernetes-preserve-unknown-fields': true };
  expect(specSchema({ type: 'object', properties: { template } }, { Pod: pod })).toEqual({
    type: 'object',
    properties: { template: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  });
});

test('values with two types become int-or-string, quantities with their grammar', () => {
  const properties = {
    port: { type: ['integer', 'string'], 'x-kubernetes-int-or-string': true, minimum: 1 },
    cpu: { type: ['string', 'number'], format: 'quantity' },
    name: { type: ['string', 'null'] },
  };
  expect(specSchema({ type: 'object', properties })).toEqual({
    type: 'object',
    properties: {
      port: { 'x-kubernetes-int-or-string': true },
      cpu: {
        'x-kubernetes-int-or-string': true,
        pattern: expect.stringContaining('[KMGTPE]i') as unknown,
      },
      name: { type: 'string', nullable: true },
    },
  });
});

test('closed, open and free objects keep their meaning in the words a CRD has for it', () => {
  const properties = {
    closed: {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    anything: { type: 'object' },
  };
  expect(specSchema({ type: 'object', properties })).toEqual({
    type: 'object',
    properties: {
      closed: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      anything: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    },
  });
});

test('choices between fields are kept however they are nested, those that look at values are left out', () => {
  const properties = { a: { type: 'string' }, b: { type: 'string' } };
  const [a, b] = [{ required: ['a'] }, { required: ['b'] }];
  const nested = {
    anyOf: [a, { not: { anyOf: [a, b] } }],
    allOf: [{ oneOf: [a, b] }],
    not: { required: ['a', 'b'] },
  };
  expect(
    specSchema({ type: 'object', properties, additionalProperties: false, ...nested }),
  ).toEqual({
    type: 'object',
    properties,
    ...nested,
  });
  const valued = {
    oneOf: [a, { properties: { b: { enum: ['x'] } } }],
    not: { anyOf: [a, { type: 'object' }] },
  };
  expect(
    specSchema({ type: 'object', properties, additionalProperties: false, ...valued }),
  ).toEqual({
    type: 'object',
    properties,
  });
});

test('an open value of several types has none of them', () => {
  const open = { 'x-kubernetes-preserve-unknown-fields': true };
  const properties = { setting: { type: ['string', 'array', 'object'], ...open } };
  expect(specSchema({ type: 'object', properties, additionalProperties: false })).toEqual({
    type: 'object',
    properties: { setting: open },
  });
});

test('what a CRD has no word for is left out: our annotations, formats, defaults', () => {
  const name = {
    type: 'string',
    description: 'Name',
    format: 'dns-label',
    default: 'a',
    'x-ref': { kind: 'Pod' },
  };
  expect(specSchema({ type: 'object', properties: { name } })).toEqual({
    type: 'object',
    properties: { name: { type: 'string' } },
  });
});

test('the most stable version of a kind is the stored one, and Kubernetes own kinds give no CRD', () => {
  const kinds = [
    kind({ version: 'v1alpha1' }),
    kind({ version: 'v1beta2' }),
    kind({ group: 'batch', source: 'Kubernetes' }),
  ];
  const crds = crdsFromSchemas(storeOf(kinds, { Job: { type: 'object' } }));
  expect(crds.map(({ metadata }) => metadata.name)).toEqual(['jobs.jobs.example.com']);
  expect(crds[0]?.spec).toMatchObject({
    versions: [
      { name: 'v1beta2', storage: true },
      { name: 'v1alpha1', storage: false },
    ],
  });
});

test('where placeholders may stand the server is told of no choices', () => {
  const bundle = {
    Job: {
      type: 'object',
      'x-placeholders': true,
      properties: {
        policy: { type: 'string', enum: ['Always'] },
        enum: { type: 'array', items: { type: 'string' } },
      },
    },
  };
  const [crd] = crdsFromSchemas(storeOf([kind()], bundle as SchemaBundle));
  const { versions } = crd?.spec as unknown as {
    versions: { schema: { openAPIV3Schema: { properties: object } } }[];
  };
  expect(versions[0]?.schema.openAPIV3Schema.properties).toMatchObject({
    policy: { type: 'string' },
    enum: { type: 'array', items: { type: 'string' } },
  });
  expect(JSON.stringify(versions)).not.toContain('Always');
});

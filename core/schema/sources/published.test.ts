import { expect, test } from 'vitest';
import { SchemaStore } from '../schemaStore.ts';
import type { PublishedFile } from './published.ts';

const thing = {
  type: 'object',
  properties: {
    apiVersion: { type: 'string' },
    spec: {
      type: 'object',
      required: ['asked', 'older'],
      properties: {
        asked: { type: 'string' },
        older: { type: 'string' },
        cpu: { $ref: 'amount' },
        replicas: { type: 'integer' },
      },
    },
  },
};
const described = {
  Thing: {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        description: 'Ours.',
        required: ['asked', 'replicas'],
        properties: {
          asked: { type: 'string', maxLength: 5 },
          older: { type: 'string' },
          cpu: { type: ['string', 'number'], format: 'quantity' },
          replicas: { type: 'integer', minimum: 0 },
        },
      },
    },
  },
};

function specWith(more: Partial<PublishedFile>, published = { published: 'demo' }) {
  const kinds = { 'demo.io/v1': [['Thing', 'things', 1]] };
  const index = {
    bundles: [{ bundle: 'demo', source: 'Demo', version: '1', ...published, kinds }],
  };
  const shapes = { amount: { 'x-kubernetes-int-or-string': true } };
  const files: Record<string, object> = {
    index,
    demo: described,
    'published.demo': { kinds: { 'demo.io/v1/Thing': thing }, shapes, ...more },
  };
  const store = new SchemaStore((name) => JSON.stringify(files[name]));
  const typed = store.schemaOf({ group: 'demo.io', version: 'v1', kind: 'Thing' });
  const field = (...path: string[]) => {
    let schema = typed?.root;
    for (const step of path) schema = schema && typed?.resolve(schema.properties?.[step] ?? {});
    return schema && typed?.resolve(schema);
  };
  return field;
}

test('the CRD decides the types of a bundled kind, ours adds words and formats', () => {
  const field = specWith({});
  expect(field('spec')?.description).toBe('Ours.');
  expect(field('spec', 'cpu')).toMatchObject({
    type: ['integer', 'string'],
    format: 'quantity',
    'x-enforced': true,
  });
});

test('a field that ours knows and does not ask for is not asked for; one that only ours asks for is, later', () => {
  expect(specWith({})('spec')).toMatchObject({
    required: ['asked', 'replicas'],
    'x-asked-later': ['replicas'],
  });
});

test('limits of ours are not the server’s, unless a webhook holds them', () => {
  expect(specWith({})('spec', 'replicas')).toMatchObject({ minimum: 0, 'x-added': ['minimum'] });
  const field = specWith({ webhook: true });
  expect(field('spec', 'replicas')?.['x-added']).toBeUndefined();
  expect(field('spec')?.['x-asked-later']).toBeUndefined();
});

test('a kind that the file does not have keeps the bundled schema', () => {
  expect(specWith({ kinds: {} })('spec', 'cpu')?.type).toEqual(['string', 'number']);
});

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { RawSchema } from '../../core/schema/schema.ts';
import { chartSchema, type ShippedSchema } from './chartSchema.ts';
import { nameShapes } from './chartShapes.ts';
import { chartTypes } from './chartTypes.ts';

const types = chartTypes('dist/schemas');

function imported(values: string, shipped?: ShippedSchema): Record<string, RawSchema> {
  return nameShapes(chartSchema(parse(values) as Record<string, unknown>, shipped, types));
}
const fields = (schema: RawSchema | undefined) =>
  Object.fromEntries(
    Object.entries(schema?.properties ?? {}).map(([name, { description, ...rest }]) => {
      expect(description).toBe('');
      return [name, rest];
    }),
  );

test('types come from the defaults', () => {
  const { Values } = imported(
    'a: 1\nb: text\nc: true\nd: 1.5\ne: []\nf: {}\ntag: ""\nreplicas:\nx:\n',
  );
  expect(fields(Values)).toEqual({
    a: { type: 'integer', default: 1 },
    b: { type: 'string', default: 'text' },
    c: { type: 'boolean', default: true },
    d: { type: 'number', default: 1.5 },
    e: { type: 'array' },
    f: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    tag: { type: ['string', 'integer'] },
    replicas: { type: 'integer' },
    x: {},
  });
});

test('parts that go to Kubernetes are its types, where the default fits', () => {
  const { Values } = imported(
    'resources: { limits: { cpu: 1 } }\ntolerations: []\naffinity: {}\nlivenessProbe: { enabled: true }\npodAnnotations: {}\n',
  );
  expect(fields(Values)).toEqual({
    resources: {
      $ref: 'io.k8s.api.core.v1#/ResourceRequirements',
      default: { limits: { cpu: 1 } },
    },
    tolerations: { type: 'array', items: { $ref: 'io.k8s.api.core.v1#/Toleration' } },
    affinity: { $ref: 'io.k8s.api.core.v1#/Affinity' },
    livenessProbe: {
      type: 'object',
      properties: { enabled: { description: '', type: 'boolean', default: true } },
    },
    podAnnotations: {
      type: 'object',
      additionalProperties: { type: 'string' },
      'x-key-format': 'label-key',
    },
  });
});

test('mappings of one shape are one definition; defaults that differ stay at their place', () => {
  const { Values, One } = imported('one: { a: 1, b: x }\ntwo: { a: 2, b: x }\n');
  expect(fields(One)).toEqual({ a: { type: 'integer' }, b: { type: 'string', default: 'x' } });
  expect(fields(Values)).toEqual({
    one: { $ref: '#/One', default: { a: 1 } },
    two: { $ref: '#/One', default: { a: 2 } },
  });
});

test('a shipped schema wins, but nothing is required that has a default', () => {
  const { Values } = imported('size: 1\npool: { a: x }\n', {
    type: 'object',
    required: ['size'],
    properties: {
      size: { type: ['integer', 'null'], minimum: 1 },
      mode: { enum: ['a', 'b', null] },
      pool: { $ref: '#/definitions/pool' },
      affinity: { $ref: '#/definitions/io.k8s.api.core.v1.Affinity' },
      free: {
        type: 'object',
        additionalProperties: true,
        properties: { known: { type: 'string' } },
      },
    },
    definitions: { pool: { type: 'object', properties: { b: { type: 'boolean' } } } },
  } as ShippedSchema);
  expect(Values?.required).toBeUndefined();
  expect(fields(Values)).toMatchObject({
    size: { type: 'integer', minimum: 1, default: 1 },
    mode: { enum: ['a', 'b'] },
    pool: { properties: { a: { type: 'string' }, b: { type: 'boolean' } } },
    affinity: { $ref: 'io.k8s.api.core.v1#/Affinity' },
    free: { additionalProperties: true },
  });
});

import { expect, test } from 'vitest';
import { typedSchemaOf } from '../findings/testing.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { parse } from '../yaml/parse.ts';
import { selfOf } from './selfOf.ts';

const text: TypeSchema = { type: 'string' };
const schema: TypeSchema = {
  type: 'object',
  properties: {
    name: text,
    count: { type: 'integer', default: 3 },
    ours: { ...text, default: 'a', 'x-default-is-ours': true },
    'my-part': { type: 'object', properties: { in: text } },
    any: { 'x-kubernetes-preserve-unknown-fields': true },
    when: { type: 'string', format: 'date-time' },
    labels: { type: 'object', additionalProperties: text },
    maybe: { type: 'string', nullable: true },
  },
};

function seen(source: string, isRoot = false): unknown {
  const { root } = parse(source);
  return root && selfOf(root, schema, typedSchemaOf({ schema }), { isRoot });
}

test('a value is seen with the defaults of its schema, and without what that does not name', () => {
  expect(seen('{name: x, other: 1, any: {a: 1}}')).toEqual(
    new Map<string, unknown>([
      ['name', 'x'],
      ['count', 3n],
    ]),
  );
  expect(seen('{count: null}')).toEqual(new Map([['count', 3n]]));
});

test('names are written as expressions write them', () => {
  expect(seen('{my-part: {in: x}, labels: {a-b: z}}')).toEqual(
    new Map<string, unknown>([
      ['count', 3n],
      [
        'my__dash__part',
        new Map([
          ['in', 'x'],
          ['__in__', 'x'],
        ]),
      ],
      ['labels', new Map([['a-b', 'z']])],
    ]),
  );
});

test('of metadata an object shows its name only', () => {
  expect(seen('{metadata: {name: a, labels: {b: c}}, kind: K, status: {x: 1}}', true)).toEqual(
    new Map<string, unknown>([
      ['count', 3n],
      ['metadata', new Map([['name', 'a']])],
      ['kind', 'K'],
    ]),
  );
});

test.each(['{name: 5}', '{when: "2025-01-01T00:00:00Z"}', '{maybe: null}', '{count: 1.5}', '[a]'])(
  'of %s nobody knows what the server sees',
  (source) => {
    expect(seen(source)).toBeUndefined();
  },
);

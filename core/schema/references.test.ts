import { expect, test } from 'vitest';
import { followReferences, openSchema } from './references.ts';
import type { TypeSchema } from './schema.ts';

const follow = (schema: TypeSchema, targets: Record<string, TypeSchema>): TypeSchema =>
  followReferences(schema, (ref) => targets[ref]);

test('references are followed to their end, and the nearest words count', () => {
  const targets = { a: { $ref: 'b', title: 'a' }, b: { type: 'string' as const, title: 'b' } };
  expect(follow({ $ref: 'a', description: 'own' }, targets)).toEqual({
    type: 'string',
    title: 'a',
    description: 'own',
  });
});

test('nowhere and a circle allow everything', () => {
  expect(follow({ $ref: 'x', title: 'own' }, {})).toEqual({ ...openSchema, title: 'own' });
  expect(follow({ $ref: 'a' }, { a: { $ref: 'a' } })).toEqual(openSchema);
  expect(follow({ $ref: 'a' }, { a: { $ref: 'b' }, b: { $ref: 'a', title: 'b' } })).toEqual({
    ...openSchema,
    title: 'b',
  });
});

test('a chain without end does not fill the stack', () => {
  let steps = 0;
  const endless = followReferences({ $ref: '0' }, () => ({ $ref: String(++steps) }));
  expect(endless).toEqual(openSchema);
  expect(steps).toBeLessThan(1000);
});

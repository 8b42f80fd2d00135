import { expect, test } from 'vitest';
import type { KindEntry, RawSchema } from '../../core/schema/schema.ts';
import { problemsOf } from './check.ts';

const kind: KindEntry = {
  group: 'g',
  version: 'v1',
  kind: 'A',
  plural: 'as',
  namespaced: true,
  bundle: 'b',
  definition: 'A',
  source: 's',
  sourceVersion: '1',
};
const check = (definitions: Record<string, RawSchema>): string[] =>
  problemsOf({ b: definitions }, [kind]);

test('a bundle in order has no problems', () => {
  expect(
    check({ A: { type: 'object', properties: { x: { type: 'string', description: 'An x' } } } }),
  ).toEqual([]);
});

test('each typo is reported at its place', () => {
  const typos = {
    A: {
      properties: {
        x: { $ref: '#/Gone' },
        y: { description: 'd', format: 'no-such', enum: ['a'], default: 'b', tpye: 'string' },
      },
      required: ['z'],
    },
    Lost: {},
  } as Record<string, RawSchema>;
  expect(check(typos)).toEqual([
    'b#/A.x: no description',
    'b#/A: requires z, which it has not',
    'b#/A.x: #/Gone leads nowhere',
    'b#/A.y: unknown keyword tpye',
    'b#/A.y: unknown format no-such',
    'b#/A.y: the default is not one of the allowed values',
    'b#/Lost: no kind leads to it',
  ]);
});

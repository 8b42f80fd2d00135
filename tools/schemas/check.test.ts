import { readFileSync } from 'node:fs';
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

test('keys of a reference stand beside its kind', () => {
  const named = (reference: object): string[] =>
    check({ A: { properties: { x: { description: 'An x', 'x-ref': reference } } } });
  expect(named({ kind: 'A', group: 'g', keys: ['a', ['b', 'c']], keysUnless: { d: [] } })).toEqual(
    [],
  );
  expect(
    [
      { local: 'volume', keys: ['a'] },
      { kind: 'A', group: 'g', keysUnless: {} },
    ].map(named),
  ).toEqual([
    ['b#/A.x: x-ref has keys, keyFields, shared, address or onlyWith: write kind, too'],
    ['b#/A.x: x-ref has keysUnless: write keys, too'],
  ]);
});

test('a reference names a kind that there is, or something of the same object', () => {
  const named = (reference: object): string[] =>
    check({ A: { properties: { x: { description: 'An x', 'x-ref': reference } } } });
  expect(named({ kind: 'A', group: 'g' })).toEqual([]);
  expect(named({ kind: 'Pod', local: 'volume' })).toEqual([]);
  expect(
    [{ kind: 'A' }, { kind: 'Pod', local: 'volumes' }, { kind: 'A', grup: 'g' }].map(named),
  ).toEqual([
    ['b#/A.x: x-ref names A in the core group, a kind that we do not have'],
    ['b#/A.x: x-ref has no local volumes: write volume or container'],
    [
      'b#/A.x: x-ref has no key grup: write kind, group (with keys, keyFields, keysUnless, shared, address, onlyWith), local or declaredAt (with unless, onlyHere, expression, refused)',
    ],
  ]);
});

test('every annotation of the documentation that is written by hand is known', () => {
  const page = readFileSync(new URL('../../docs/schemas.md', import.meta.url), 'utf8');
  const rows = page.slice(page.indexOf('## Annotations'), page.indexOf('## Overlay')).split('\n');
  const byUs = /^\| `(?:x-enforced|x-keeps-unknown)`/;
  const named = rows
    .filter((row) => row.startsWith('| `') && !byUs.test(row))
    .flatMap((row) => row.split(' | ')[0]?.match(/[\w-]+/g) ?? []);
  expect(named).toContain('x-secret');
  const all = Object.fromEntries(named.map((keyword) => [keyword, undefined]));
  const found = check({ A: { properties: { x: { description: 'An x', ...all } } } });
  expect(found).toEqual([]);
});

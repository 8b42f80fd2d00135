/** Fields that look as if they held the name of another object: each says what it names, or the table says why it does not. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { likeReferencesIn } from '../../scripts/referenceFields/likeReferences.ts';
import { repositoryRoot } from '../harness/manifests.ts';

interface Row {
  readonly because: string;
  readonly fields: readonly string[];
}

const table = parse(
  readFileSync(join(import.meta.dirname, 'referenceFields.yaml'), 'utf8'),
) as readonly Row[];
const named = table.flatMap(({ fields }) => fields);
const fields = globSync('dist/schemas/*.json', { cwd: repositoryRoot }).flatMap((file) => [
  ...likeReferencesIn(
    basename(file, '.json'),
    JSON.parse(readFileSync(join(repositoryRoot, file), 'utf8')),
  ),
]);

test('each of them has an annotation or a reason', () => {
  expect(fields.length).toBeGreaterThan(1_000);
  expect(fields.some(({ isAnnotated }) => isAnnotated)).toBe(true);
  const known = new Set(named);
  const open = fields.filter(({ field, isAnnotated }) => !isAnnotated && !known.has(field));
  expect(open.map(({ place }) => place)).toEqual([]);
});

test('each reason is that of a field, and no field has two', () => {
  const unannotated = new Set(
    fields.filter(({ isAnnotated }) => !isAnnotated).map(({ field }) => field),
  );
  expect(named.filter((field) => !unannotated.has(field))).toEqual([]);
  expect(named.filter((field, at) => named.indexOf(field) !== at)).toEqual([]);
  expect(table.filter(({ because }) => because.trim().length < 20)).toEqual([]);
});

test('a text field with such a name is found wherever it lies, and what a controller writes is not', () => {
  const text = { type: 'string' };
  const types = {
    A: {
      properties: {
        tlsSecret: text,
        count: { type: 'integer' },
        list: { items: { properties: { claimName: { ...text, 'x-ref': { kind: 'X' } } } } },
        map: { additionalProperties: { anyOf: [{ properties: { configMapRef: text } }] } },
        status: { properties: { podName: text } },
        podName: { type: 'object' },
      },
    },
  };
  expect([...likeReferencesIn('a', types)]).toEqual([
    { field: 'tlsSecret', place: 'a#A.tlsSecret', isAnnotated: false },
    { field: 'claimName', place: 'a#A.list.[].claimName', isAnnotated: true },
    { field: 'configMapRef', place: 'a#A.map.*.configMapRef', isAnnotated: false },
  ]);
});

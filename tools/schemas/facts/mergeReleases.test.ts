import { expect, test } from 'vitest';
import type { CrdFacts, CrdVersion, FactSchema } from './facts.ts';
import { mergeReleases, union } from './mergeReleases.ts';

const version = (name: string, schema: FactSchema, served = true): CrdVersion => ({
  ...{ name, served, storage: served, schema },
});
const crd = (...versions: CrdVersion[]): CrdFacts => ({
  ...{ group: 'example.com', scope: 'Namespaced', names: { kind: 'Kettle', plural: 'kettles' } },
  versions,
});

test('a version of the past stays, with the last release that served it and all fields it had', () => {
  const merged = mergeReleases([
    { release: '3', crd: crd(version('v1', { type: 'object' }), version('v1beta1', {}, false)) },
    { release: '2', crd: crd(version('v1beta1', { properties: { b: {} } })) },
    { release: '1', crd: crd(version('v1beta1', { properties: { a: {} } })) },
  ]);
  expect(merged?.versions).toEqual([
    { name: 'v1', served: true, storage: true, schema: { type: 'object' } },
    {
      name: 'v1beta1',
      served: true,
      storage: false,
      until: '2',
      schema: { properties: { a: {}, b: {} } },
    },
  ]);
});

test('a version that the newest release serves is as that one has it, with the fields that are gone marked', () => {
  const newest = crd(version('v1', { required: ['b'], properties: { b: {} } }));
  const older = crd(version('v1', { required: ['a'], properties: { a: {}, status: {} } }));
  expect(
    mergeReleases([
      { release: '2', crd: newest },
      { release: '1', crd: older },
    ]),
  ).toEqual(
    crd(
      version('v1', {
        required: ['b'],
        properties: { a: { 'x-until': '1' }, b: { 'x-after': '1' } },
      }),
    ),
  );
  const open = crd(version('v1', { 'x-kubernetes-preserve-unknown-fields': true, properties: {} }));
  expect(
    mergeReleases([
      { release: '2', crd: open },
      { release: '1', crd: older },
    ]),
  ).toEqual(open);
});

test('a whole number that an older release took as a text, too, may be both', () => {
  const orText = {
    'x-kubernetes-int-or-string': true,
    anyOf: [{ type: 'integer' }, { type: 'string' }],
  };
  const of = (release: string, a: FactSchema) => ({
    release,
    crd: crd(version('v1', { properties: { a } })),
  });
  const merged = mergeReleases([of('2', { type: 'integer', minimum: 1 }), of('1', orText)]);
  expect(merged?.versions[0]?.schema.properties?.a).toEqual(orText);
  const narrower = mergeReleases([of('2', orText), of('1', { type: 'integer' })]);
  expect(narrower?.versions[0]?.schema.properties?.a).toEqual(orText);
});

test('a field says the newest release that did not have it yet', () => {
  const at = (release: string, properties: FactSchema['properties'] = {}) => ({
    release,
    crd: crd(version('v1', { properties: { spec: { properties }, status: {} } })),
  });
  const merged = mergeReleases([
    at('3', { a: { type: 'string' }, b: {}, c: {} }),
    at('2', { b: {}, c: {} }),
    at('1', { c: {} }),
    { release: '0', crd: crd(version('v1', { 'x-kubernetes-preserve-unknown-fields': true })) },
  ]);
  expect(merged?.versions[0]?.schema.properties?.spec?.properties).toEqual({
    a: { 'x-after': '2', type: 'string' },
    b: { 'x-after': '1' },
    c: {},
  });
});

test('of two schemas the union asks for what both ask for', () => {
  expect(
    union(
      { type: 'string', enum: ['a'], maxLength: 5, pattern: '^a' },
      { type: 'string', enum: ['b'], maxLength: 5, pattern: '^b' },
    ),
  ).toEqual({ type: 'string', enum: ['a', 'b'], maxLength: 5 });
  expect(union({ required: ['a', 'b'] }, { required: ['b'] })).toEqual({ required: ['b'] });
  expect(union({ type: 'string' }, { type: 'integer' })).toEqual({ type: 'string' });
});

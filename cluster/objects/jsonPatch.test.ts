import { expect, test } from 'vitest';
import { patchBetween, patchText, unchangedSince } from './jsonPatch.ts';

const before = {
  apiVersion: 'v1',
  kind: 'A',
  metadata: { name: 'a', resourceVersion: '7', uid: 'u', labels: { a: 'b' }, finalizers: ['x'] },
  spec: { same: 1 },
  'odd/~key': 1,
  gone: {},
  status: { ready: true },
};

test("names every field of the top levels that differs, and nothing that is the server's", () => {
  const after = {
    ...before,
    metadata: { ...before.metadata, resourceVersion: '9', uid: 'v', labels: { a: 'c' } },
    'odd/~key': 9007199254740993n,
    gone: undefined,
    more: [],
    status: {},
  };
  const steps = patchBetween(before, after);
  expect(steps).toEqual([
    { op: 'add', path: '/odd~1~0key', value: 9007199254740993n },
    { op: 'remove', path: '/gone' },
    { op: 'add', path: '/more', value: [] },
    { op: 'add', path: '/metadata/labels', value: { a: 'c' } },
  ]);
  expect(unchangedSince(before)).toEqual({
    op: 'replace',
    path: '/metadata/resourceVersion',
    value: '7',
  });
  expect(patchText(steps)).toContain('"value":9007199254740993}');
});

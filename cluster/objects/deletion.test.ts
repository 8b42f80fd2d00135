import { expect, test } from 'vitest';
import { deletionText, isGone } from './deletion.ts';

const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'n' };
const since = '2026-01-01T00:00:00Z';
const inDeletion = (metadata: object = {}, more: object = {}) => ({
  ...more,
  metadata: { deletionTimestamp: since, ...metadata },
});

test('nothing is told of an object that stays', () => {
  expect(deletionText({ metadata: { finalizers: ['x/y'] } }, ref)).toBeUndefined();
});

test('an object in deletion is told with what holds it', () => {
  const free = deletionText(inDeletion(), ref);
  expect(free).toContain(`has been in deletion since ${since}. What is applied`);
  expect(free).not.toContain('finalizers');
  expect(deletionText(inDeletion({ finalizers: ['x/y', 'z'] }), ref)).toContain(
    `since ${since} and is held by its finalizers x/y, z. What is applied to it goes with it`,
  );
});

test('an apply that takes the last finalizer away is told to end the object', () => {
  const held = inDeletion({ finalizers: ['x/y'] });
  expect(deletionText(held, ref, inDeletion())).toContain('it takes the last of them away');
  expect(deletionText(held, ref, held)).toContain('is held by');
  expect(deletionText(inDeletion(), ref, inDeletion())).not.toContain('the last of them');
});

test.each<[string, object, boolean]>([
  ['stays', { metadata: {} }, false],
  ['is in deletion and nothing holds it', inDeletion(), true],
  ['is held by a finalizer', inDeletion({ finalizers: ['x'] }), false],
  ['is a Pod that its node still ends', inDeletion({ deletionGracePeriodSeconds: 30 }), false],
  ['is a Pod that has ended', inDeletion({ deletionGracePeriodSeconds: 0 }), true],
  [
    'is a Namespace that is emptied',
    inDeletion({}, { kind: 'Namespace', spec: { finalizers: ['kubernetes'] } }),
    false,
  ],
  [
    'has such a field and is no Namespace',
    inDeletion({}, { kind: 'Other', spec: { finalizers: ['kubernetes'] } }),
    true,
  ],
])('an object that %s', (_what, object, gone) => {
  expect(isGone(object)).toBe(gone);
});

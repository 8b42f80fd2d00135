import { expect, test } from 'vitest';
import { isOurOwn, markOf } from './liveMark.ts';
import { FIELD_MANAGER } from './fieldManager.ts';

const entry = (manager: string, more: object = {}) => ({ manager, operation: 'Apply', ...more });
const object = (entries: object[], metadata: object = {}) => ({
  metadata: { resourceVersion: '7', managedFields: entries, ...metadata },
});

test('a mark parts our entries from those of others and leaves out what is written to the status', () => {
  const ours = entry(FIELD_MANAGER);
  const created = entry(FIELD_MANAGER, { operation: 'Update' });
  const mark = markOf(
    object([entry('kubectl'), ours, entry('c', { subresource: 'status' }), created]),
  );
  expect(mark.resourceVersion).toBe('7');
  expect(JSON.parse(mark.ours)).toEqual([ours, created]);
  expect(JSON.parse(mark.others)).toEqual([entry('kubectl')]);
});

test('without an entry of ours the mark has none, and nothing is known of what is no object', () => {
  expect(markOf(object([entry('kubectl')])).ours).toBe('');
  expect(markOf(undefined)).toEqual({ resourceVersion: '', ours: '', others: '[]' });
});

test.each<[string, string, boolean]>([
  ['a moment after', '2026-01-01T00:00:01Z', true],
  ['long after', '2026-01-01T00:00:02Z', false],
  ['a moment before', '2025-12-31T23:59:59Z', true],
  ['long before', '2025-12-31T23:59:58Z', false],
])('an object is ours by the time of its creation: applied %s', (_when, time, isOurs) => {
  const creationTimestamp = '2026-01-01T00:00:00Z';
  expect(isOurOwn(object([entry(FIELD_MANAGER, { time })], { creationTimestamp }))).toBe(isOurs);
  expect(isOurOwn(object([entry('kubectl', { time })], { creationTimestamp }))).toBe(false);
});

test('an entry without a time is no proof', () => {
  expect(
    isOurOwn(object([entry(FIELD_MANAGER)], { creationTimestamp: '2026-01-01T00:00:00Z' })),
  ).toBe(false);
});

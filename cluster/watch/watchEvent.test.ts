import { expect, test } from 'vitest';
import { readWatchEvent } from './watchEvent.ts';

const object = { kind: 'Pod', metadata: { name: 'a', resourceVersion: '7' } };
const line = (type: string, of: object = object): string => JSON.stringify({ type, object: of });

test.each([
  ['ADDED', { type: 'put', object, resourceVersion: '7' }],
  ['MODIFIED', { type: 'put', object, resourceVersion: '7' }],
  ['DELETED', { type: 'removed', object, resourceVersion: '7' }],
  ['BOOKMARK', { type: 'bookmark', resourceVersion: '7' }],
  ['ERROR', { type: 'error' }],
  ['SOMETHING', undefined],
])('%s', (type, event) => {
  expect(readWatchEvent(line(type))).toEqual(event);
});

test('an error is one without an object that has a version', () => {
  const status = { kind: 'Status', metadata: {}, code: 410, reason: 'Expired' };
  expect(readWatchEvent(line('ERROR', status))).toEqual({ type: 'error' });
  expect(readWatchEvent(line('ADDED', status))).toBeUndefined();
});

test.each(['', '{', 'null', '[]', '"ADDED"', '{"type":"ADDED"}'])('%j is no event', (text) => {
  expect(readWatchEvent(text)).toBeUndefined();
});

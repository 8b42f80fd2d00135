import { expect, test } from 'vitest';
import type { PlanEntry } from '../api.ts';
import { wavesOf } from './waves.ts';

function entry(index: number, kind: string, more: Partial<PlanEntry> = {}): PlanEntry {
  const ref = { apiVersion: 'v1', kind, name: `n${index}` };
  const document = { index } as PlanEntry['document'];
  return { index, document, ref, action: 'create', warnings: [], ...more };
}

const indexes = (entries: readonly PlanEntry[]): number[][] =>
  wavesOf(entries).map((wave) => wave.map(({ index }) => index));

test('neighbours of one kind go side by side, another kind waits for them', () => {
  const entries = [entry(3, 'Secret'), entry(1, 'Secret'), entry(0, 'Pod'), entry(2, 'Pod')];
  expect(indexes(entries)).toEqual([
    [3, 1],
    [0, 2],
  ]);
});

test('kinds of one name in two groups are two kinds', () => {
  const other = entry(1, 'Service', {
    ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'a' },
  });
  expect(indexes([entry(0, 'Service'), other])).toEqual([[0], [1]]);
});

test('what names another waits for it, and for that one only', () => {
  const second = entry(1, 'Pod', { refersTo: [0] });
  expect(indexes([entry(0, 'Pod'), second, entry(2, 'Pod')])).toEqual([[0], [1, 2]]);
  expect(indexes([entry(0, 'Pod'), entry(1, 'Pod', { refersTo: [7] })])).toEqual([[0, 1]]);
  const third = entry(2, 'Pod', { refersTo: [0] });
  expect(indexes([entry(0, 'Pod'), entry(1, 'Pod'), third])).toEqual([[0, 1], [2]]);
});

test.each<Partial<PlanEntry>>([
  { action: 'create-after', needs: [9] },
  { action: 'change-after' },
  { action: 'replace' },
  { action: 'conflict' },
  { needs: [9] },
  { left: { by: 'kubectl apply', fields: ['a'], isRemoved: true } },
])('what takes more than one request goes alone: %j', (more) => {
  const entries = [entry(0, 'Pod'), entry(1, 'Pod', more), entry(2, 'Pod')];
  expect(indexes(entries)).toEqual([[0], [1], [2]]);
});

test('nothing makes no wave', () => {
  expect(indexes([])).toEqual([]);
});

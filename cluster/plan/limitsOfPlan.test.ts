import { expect, test } from 'vitest';
import type { PlanEntry } from '../api.ts';
import { notesOfLimits } from './limitsOfPlan.ts';

function entry(index: number, kind: string, more: Partial<PlanEntry> = {}): PlanEntry {
  const ref = { apiVersion: 'v1', kind, name: `n${index}`, namespace: 'a' };
  const document = { index } as PlanEntry['document'];
  return { index, document, ref, action: 'create', warnings: [], ...more };
}

const indexes = (...entries: PlanEntry[]): number[] => [...notesOfLimits(entries).keys()];

test('a Pod behind a new LimitRange is said to be held against it, by name', () => {
  const notes = notesOfLimits([entry(0, 'Pod'), entry(1, 'LimitRange')]);
  expect(notes.get(0)).toBe(
    'LimitRange n1 in namespace a of this plan goes first and holds for it: the dry run does not know it yet, and the API server may refuse or change it then',
  );
  expect(notes.has(1)).toBe(false);
});

test('of several limits all are named', () => {
  const all = [entry(0, 'LimitRange'), entry(1, 'ResourceQuota'), entry(2, 'Pod')];
  expect(notesOfLimits(all).get(2)).toMatch(
    /^LimitRange .* and ResourceQuota .* go first and hold/,
  );
});

test('only what is made while the limits are new or changed is meant', () => {
  const limits = entry(0, 'LimitRange');
  expect(indexes(limits, entry(1, 'PersistentVolumeClaim'))).toEqual([1]);
  expect(indexes(limits, entry(1, 'Pod', { action: 'create-after' }))).toEqual([1]);
  expect(indexes(entry(0, 'LimitRange', { action: 'change' }), entry(1, 'Pod'))).toEqual([1]);
  expect(indexes(entry(0, 'LimitRange', { action: 'unchanged' }), entry(1, 'Pod'))).toEqual([]);
  expect(indexes(limits, entry(1, 'Pod', { action: 'change' }))).toEqual([]);
  expect(indexes(limits, entry(1, 'ConfigMap'))).toEqual([]);
});

test('limits of another namespace, and kinds of other groups, are others', () => {
  const elsewhere = { apiVersion: 'v1', kind: 'LimitRange', name: 'l', namespace: 'b' };
  expect(indexes(entry(0, 'LimitRange', { ref: elsewhere }), entry(1, 'Pod'))).toEqual([]);
  const custom = { ...elsewhere, apiVersion: 'a.io/v1', namespace: 'a' };
  expect(indexes(entry(0, 'LimitRange', { ref: custom }), entry(1, 'Pod'))).toEqual([]);
});

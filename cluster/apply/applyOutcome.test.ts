import { expect, test } from 'vitest';
import type { PlanEntry } from '../api.ts';
import { clusterError } from '../errors/errors.ts';
import { toResult, type Outcome } from './applyOutcome.ts';

const entry: PlanEntry = {
  ...{
    index: 2,
    document: {} as PlanEntry['document'],
    action: 'create',
    warnings: ['of the plan'],
  },
  ref: { apiVersion: 'v1', kind: 'Pod', name: 'a', namespace: 'n' },
};
const error = clusterError('invalid', 'no good');
const about = clusterError('invalid', 'Pod a in namespace n is no good');

test.each<[string, Outcome, object]>([
  [
    'created',
    { outcome: 'applied', change: 'created' },
    { change: 'created', warnings: [], text: 'created Pod a in namespace n' },
  ],
  [
    'changed with words',
    { outcome: 'applied', change: 'changed', text: 'why', warnings: ['w'], isIncomplete: true },
    {
      change: 'changed',
      warnings: ['w'],
      isIncomplete: true,
      text: 'changed Pod a in namespace n (why)',
    },
  ],
  [
    'refused',
    { outcome: 'refused', error },
    { error, warnings: [], text: 'refused Pod a in namespace n: no good' },
  ],
  [
    'refused by name',
    { outcome: 'refused', error: about },
    { error: about, warnings: [], text: about.message },
  ],
  [
    'not known',
    { outcome: 'unknown', error },
    { error, warnings: [], text: 'unknown Pod a in namespace n: no good' },
  ],
  [
    'not sent',
    { outcome: 'not-sent', text: 'left out' },
    { warnings: [], text: 'Pod a in namespace n: left out' },
  ],
  [
    'not sent with a reason',
    { outcome: 'not-sent', text: 'left out', error },
    { error, warnings: [], text: 'Pod a in namespace n: left out' },
  ],
])('what was %s is reported', (_what, outcome, expected) => {
  expect(toResult(entry, outcome)).toStrictEqual({
    index: 2,
    ref: entry.ref,
    outcome: outcome.outcome,
    ...expected,
  });
});

test('an object whose name the server made is reported by that name', () => {
  const result = toResult(entry, { outcome: 'applied', change: 'created', name: 'a-x7' });
  expect([result.ref?.name, result.text]).toEqual(['a-x7', 'created Pod a-x7 in namespace n']);
});

test('what names no object is reported by its place', () => {
  const { ref: _, ...nameless } = entry;
  expect(toResult(nameless, { outcome: 'not-sent', text: 'x' })).toStrictEqual({
    ...{ index: 2, outcome: 'not-sent', warnings: [], text: 'document 3: x' },
  });
});

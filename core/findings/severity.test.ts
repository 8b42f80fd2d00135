import { expect, test } from 'vitest';
import type { Severity } from './finding.ts';
import { severityOf, type Claims, type EnforcedBy } from './severity.ts';

const all: readonly Claims[] = ['shape', 'limit', 'value', 'absence', 'reference', 'advice'];
const ofError = (enforcedBy: EnforcedBy): readonly (Severity | undefined)[] =>
  all.map((claims) => severityOf(claims, enforcedBy, 'error'));

test.each(['apiServer', 'webhook', 'helm'] as const)(
  'an error is one where the %s refuses it',
  (enforcedBy) => {
    expect(ofError(enforcedBy)).toEqual(all.map(() => 'error'));
  },
);

test('in the own fields of a custom resource its CRD is enforced, what stands nowhere is not', () => {
  const [shape, limit, value, absence, reference] = ofError('operator');
  expect([shape, limit, absence]).toEqual(['error', 'error', 'error']);
  expect([value, reference]).toEqual(['warning', 'warning']);
});

test('in a built-in part of a custom resource only the shape is enforced', () => {
  expect(ofError('program').slice(0, 5)).toEqual([
    'error',
    'warning',
    'warning',
    'warning',
    'warning',
  ]);
});

test('what is passed on unread is at most a warning, and nothing is missing there', () => {
  expect(ofError('nobody').slice(0, 5)).toEqual([
    'warning',
    'warning',
    'warning',
    undefined,
    'warning',
  ]);
});

test('what is less than an error stays what it is', () => {
  for (const severity of ['warning', 'information', 'hint'] as const)
    expect(severityOf('value', 'nobody', severity)).toBe(severity);
});

test('advice is as severe as it is written, wherever it stands', () => {
  expect(severityOf('advice', 'nobody', 'error')).toBe('error');
});

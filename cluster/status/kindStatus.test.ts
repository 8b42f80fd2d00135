import { expect, test } from 'vitest';
import type { Health, StatusFacts } from '../../shared/kindFacts.ts';
import { kindStatus } from './kindStatus.ts';

const facts: StatusFacts = {
  phase: 'status.state.name',
  absent: 'New',
  suspended: 'spec.suspend',
  values: { New: 'progressing', Done: 'ok' },
  detail: ['{status.reason} ({status.code})', 'Next run {status.next}'],
};

test.each<[object: object, status: string, health: Health, detail: string | undefined]>([
  [{}, 'New', 'progressing', undefined],
  [{ status: { state: { name: 'Done' } } }, 'Done', 'ok', undefined],
  [{ status: { state: { name: 'Odd' } } }, 'Odd', 'unknown', undefined],
  [{ status: { state: { name: 'toString' } } }, 'toString', 'unknown', undefined],
  [
    { spec: { suspend: true }, status: { state: { name: 'Done' } } },
    'Suspended',
    'warning',
    undefined,
  ],
  [{ spec: { suspend: 'true' } }, 'New', 'progressing', undefined],
  [{ status: { reason: 'Lost', code: 'E1', next: 'soon' } }, 'New', 'progressing', 'Lost (E1)'],
  [{ status: { reason: 'Lost', next: 'soon' } }, 'New', 'progressing', 'Next run soon'],
  [{ status: { reason: 'Lost' } }, 'New', 'progressing', undefined],
])('%j is %s', (object, status, health, detail) => {
  expect(kindStatus(object, facts)).toEqual({ status, health, ...(detail && { detail }) });
});

test('a kind that says nothing before it has a word has an empty status', () => {
  const { absent: _, ...others } = facts;
  expect(kindStatus({}, others)).toMatchObject({ status: '', health: 'unknown' });
});

import { expect, test } from 'vitest';
import type { Health, StatusFacts } from '../../shared/kindFacts.ts';
import { columnsOf, kindStatus } from './kindStatus.ts';

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

test('of conditions the first that holds says it, those that have to hold come before all', () => {
  const byConditions: StatusFacts = {
    unmet: { Progressing: 'error' },
    conditions: { Degraded: 'error', Available: 'ok' },
  };
  const having = (...conditions: object[]) => kindStatus({ status: { conditions } }, byConditions);
  const available = { type: 'Available', status: 'True', message: 'all is well' };
  expect(having(available)).toEqual({ status: 'Available', health: 'ok' });
  expect(having(available, { type: 'Degraded', status: 'True', message: 'one is down' })).toEqual({
    status: 'Degraded',
    health: 'error',
    detail: 'one is down',
  });
  expect(having(available, { type: 'Progressing', status: 'False' })).toEqual({
    status: 'Not Progressing',
    health: 'error',
  });
  expect(having({ type: 'Other', status: 'True' })).toBeUndefined();
});

test('replicas are counted; one is wanted where nobody says how many', () => {
  const replicas = { ready: 'status.readyReplicas', wanted: 'spec.replicas' };
  const counted = (spec: object, status: object) => kindStatus({ spec, status }, { replicas });
  expect(counted({}, {})).toEqual({ status: 'NotReady', health: 'progressing', ready: '0/1' });
  expect(counted({ replicas: 2 }, { readyReplicas: 2 })).toEqual({
    status: 'Ready',
    health: 'ok',
    ready: '2/2',
  });
  expect(counted({ replicas: 0 }, {})).toMatchObject({ status: 'Scaled to 0', health: 'unknown' });
});

test('a word that says nothing is shown as another one', () => {
  const ready: StatusFacts = {
    phase: 'status.ready',
    values: { true: 'ok' },
    words: { true: 'Ready' },
  };
  expect(kindStatus({ status: { ready: true } }, ready)).toEqual({ status: 'Ready', health: 'ok' });
  expect(kindStatus({ status: { ready: 'other' } }, ready)?.status).toBe('other');
});

test('columns are told in their order, without those that lead nowhere', () => {
  const object = { spec: { size: 3, of: ['a', 'b'], none: {} }, list: [{ x: 1 }, { x: 2 }] };
  const paths = ['spec.size', 'spec.of', 'spec.none', 'list.-1.x', 'list.7.x', 'spec.toString'];
  expect(
    columnsOf(
      object,
      paths.map((path) => ({ title: path, path })),
    ),
  ).toEqual([
    { title: 'spec.size', value: '3' },
    { title: 'spec.of', value: 'a, b' },
    { title: 'list.-1.x', value: '2' },
  ]);
});

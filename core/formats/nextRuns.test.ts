import { expect, test } from 'vitest';
import { nextRuns } from './nextRuns.ts';

const runs = (schedule: string, zone: string, now: string, count = 3): string[] =>
  nextRuns(schedule, zone, new Date(now), count).map((date) => date.toISOString().slice(0, 16));

test.each([
  ['0 3 * * *', ['2026-12-01T03:00', '2026-12-02T03:00', '2026-12-03T03:00']],
  ['*/20 * * * *', ['2026-11-30T15:20', '2026-11-30T15:40', '2026-11-30T16:00']],
  ['30 8-9 * * MON-FRI', ['2026-12-01T08:30', '2026-12-01T09:30', '2026-12-02T08:30']],
  ['5/30 15 * * *', ['2026-11-30T15:05', '2026-11-30T15:35', '2026-12-01T15:05']],
  ['0 0 1 1 *', ['2027-01-01T00:00', '2028-01-01T00:00', '2029-01-01T00:00']],
  ['0 0 29 feb *', ['2028-02-29T00:00']],
  ['@hourly', ['2026-11-30T16:00', '2026-11-30T17:00', '2026-11-30T18:00']],
  ['@weekly', ['2026-12-06T00:00', '2026-12-13T00:00', '2026-12-20T00:00']],
])('after three o’clock on a Monday %s comes at', (schedule, expected) => {
  expect(runs(schedule, 'UTC', '2026-11-30T15:00:00Z')).toEqual(expected);
});

test('of a day of the month and one of the week either is enough, with a star both are needed', () => {
  expect(runs('0 0 13 * FRI', 'UTC', '2026-11-30T00:00:00Z')).toEqual([
    '2026-12-04T00:00',
    '2026-12-11T00:00',
    '2026-12-13T00:00',
  ]);
  expect(runs('0 0 * * FRI', 'UTC', '2026-11-30T00:00:00Z', 1)).toEqual(['2026-12-04T00:00']);
  expect(runs('0 0 */2 * FRI', 'UTC', '2026-11-30T00:00:00Z', 2)).toEqual([
    '2026-12-01T00:00',
    '2026-12-03T00:00',
  ]);
});

test('a time that clocks leave out is left out, and one that comes twice comes twice', () => {
  expect(runs('30 2 * * *', 'Europe/Berlin', '2026-03-28T00:00:00Z')).toEqual([
    '2026-03-28T01:30',
    '2026-03-30T00:30',
    '2026-03-31T00:30',
  ]);
  expect(runs('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z')).toEqual([
    '2026-10-25T00:30',
    '2026-10-25T01:30',
    '2026-10-26T01:30',
  ]);
  expect(runs('*/30 2 * * *', 'Europe/Berlin', '2026-10-25T00:10:00Z')).toEqual([
    '2026-10-25T00:30',
    '2026-10-25T01:00',
    '2026-10-25T01:30',
  ]);
  // In the second of the two hours.
  expect(runs('15 2 * * *', 'Europe/Berlin', '2026-10-25T01:10:00Z', 1)).toEqual([
    '2026-10-25T01:15',
  ]);
});

test('what has no next time has none', () => {
  expect(runs('0 0 30 2 *', 'UTC', '2026-11-30T00:00:00Z')).toEqual([]);
  expect(runs('@every 1h', 'UTC', '2026-11-30T00:00:00Z')).toEqual([]);
  expect(runs('61 * * * *', 'UTC', '2026-11-30T00:00:00Z')).toEqual([]);
  expect(runs('0 0 * * *', 'Europe/Atlantis', '2026-11-30T00:00:00Z')).toEqual([]);
});

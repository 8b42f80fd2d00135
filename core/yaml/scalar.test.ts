import { expect, test } from 'vitest';
import { plainValue } from './scalar.ts';

test.each([
  ['', null],
  ['~', null],
  ['null', null],
  ['yes', true],
  ['On', true],
  ['n', false],
  ['off', false],
  ['0', 0],
  ['-12', -12],
  ['1_000', 1000],
  ['0644', 420],
  ['0o644', 420],
  ['0x1F', 31],
  ['0b101', 5],
  ['1e3', 1000],
  ['.5', 0.5],
  ['2.', 2],
  ['0899', 899],
])('%s is read as %s', (source, value) => {
  expect(plainValue(source)).toBe(value);
});

test.each([
  'nginx',
  'yesterday',
  '1.2.3',
  '12:30:45',
  '2026-01-01',
  '1Gi',
  'v1',
  '-',
  '1.27-alpine',
  'yEs',
])('%s stays a string', (source) => {
  expect(plainValue(source)).toBe(source);
});

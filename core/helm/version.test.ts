import { expect, test } from 'vitest';
import { compareVersions, isInRange, parseVersion, type Version } from './version.ts';

const version = (text: string): Version => parseVersion(text) ?? [0, 0, 0, 'broken'];

test.each([
  ['1.2.3', '>=1.0.0 <2.0.0', true],
  ['2.0.0', '>=1.0.0 <2.0.0', false],
  ['1.2.3', '^1.1', true],
  ['0.3.0', '^0.2.1', false],
  ['1.2.9', '~1.2', true],
  ['1.3.0', '~1.2', false],
  ['1.9.9', '~1', true],
  ['1.4.0', '1.x', true],
  ['1.4.0', '1.3.x', false],
  ['1.4.0', '*', true],
  ['1.4.0', '1.2.0 - 1.4.0', true],
  ['1.4.0', '<1 || >1.3', true],
  ['v1.4.0', '1.4.0', true],
  ['1.4.0', 'latest', false],
  ['1.4.0', '>= 1.0, != 1.4.0', false],
  ['1.4.0', '!=1.4', false],
  ['0.9.0', '^0', true],
  ['1.0.0', '^0', false],
  ['0.0.9', '^0.0', true],
  ['0.0.4', '^0.0.3', false],
  ['1.2.9', '<=1.2', true],
  ['1.2.9', '>1.2', false],
  ['1.3.0', '>1.2', true],
  ['1.9.0', '<=1', true],
  ['1.2.9', '~>1.2', true],
  ['1.4.0', '=>1.2 =<1.4', true],
  ['1.2.7', '=1.2', true],
  ['1.3.0', '1.2', false],
  ['2.0.0-rc.1', '2.0.0-rc.1', true],
  ['1.4.0', '^v1.2.x', true],
  ['1.4.0', '>*', false],
])('%s is in %s: %s', (text, range, expected) => {
  expect(isInRange(version(text), range)).toBe(expected);
});

test('what is no single version has none', () => {
  for (const text of ['>=1.0', '1.x', 'main', '', '1.2.3.4']) {
    expect([text, parseVersion(text)]).toEqual([text, undefined]);
  }
  expect(parseVersion('v1.20.0-dev+abc')).toEqual([1, 20, 0, 'dev']);
});

test('a pre-release is older than its release', () => {
  const names = [
    '2.0.0',
    '1.0.0',
    '1.0.0-rc.10',
    '1.0.0-rc.9',
    '1.0.0-rc',
    '1.0.0-1',
    '1.0.0-alpha',
  ];
  const sorted = names.map(version).sort(compareVersions);
  expect(sorted.map(([major, , , pre]) => `${major}${pre}`)).toEqual([
    '11',
    '1alpha',
    '1rc',
    '1rc.9',
    '1rc.10',
    '1',
    '2',
  ]);
});

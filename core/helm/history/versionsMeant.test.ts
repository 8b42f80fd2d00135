import { expect, test } from 'vitest';
import { VersionsMeant } from './versionsMeant.ts';

const versions = ['1.0.0', '1.1.0', '1.3.0', '2.0.0-rc.1', '2.0.0', '2.1.0'];
const meant = (wanted?: string, described = '2.1.0') => {
  const { standing, at } = new VersionsMeant(versions, wanted, described);
  return `${standing} ${versions[at] ?? ''}`;
};

test.each([
  [undefined, 'unsaid 2.1.0'],
  ['main', 'unsaid 2.1.0'],
  ['${VERSION_2}', 'unsaid 2.1.0'],
  ['1.1.0', 'version 1.1.0'],
  ['v1.1.0', 'version 1.1.0'],
  ['1.1.0+build', 'version 1.1.0'],
  ['2.0.0-rc.1', 'version 2.0.0-rc.1'],
  ['2.2.0', 'newer 2.1.0'],
  ['0.9.0', 'older 1.0.0'],
  ['^1.0.0', 'range 1.3.0'],
  ['1.x', 'range 1.3.0'],
  ['1', 'range 1.3.0'],
  ['>=1.2 <3', 'range 2.1.0'],
  ['^3', 'newer 2.1.0'],
  ['>=2.0.0-0', 'range 2.1.0'],
])('%s means %s', (wanted, expected) => {
  expect(meant(wanted)).toBe(expected);
});

test('a version between two that are known has what one of them has', () => {
  const between = new VersionsMeant(versions, '1.2.0', '2.1.0');
  expect([{ to: 1 }, { from: 2 }, { from: 3 }, { to: 0 }].map((key) => between.has(key))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('the version that is described is known, also before its release', () => {
  expect(meant('2.2.0-dev', '2.2.0-dev')).toBe('version 2.1.0');
  expect(meant('2.3.0', '2.2.0-dev')).toBe('newer 2.1.0');
});

test('a key may be away for some versions', () => {
  const key = { from: 1, gaps: [[2, 4]] } as const;
  const has = (wanted: string) => new VersionsMeant(versions, wanted, '2.1.0').has(key);
  expect(['1.0.0', '1.1.0', '1.3.0', '2.0.0', '2.1.0'].map(has)).toEqual([
    false,
    true,
    false,
    false,
    true,
  ]);
  expect(has('>=1.3')).toBe(true);
});

test('a copy without a number after the last release may be older or newer than a later one', () => {
  const later = new VersionsMeant(['1.0.0', '1.1.0', 'dev-1', 'dev-2'], '1.2.0', '1.1.0');
  expect(later.standing).toBe('newer');
  expect([{ from: 2 }, { to: 1 }, { to: 0 }].map((key) => later.has(key))).toEqual([
    true,
    true,
    false,
  ]);
  expect(new VersionsMeant(['1.0.0', '1.1.0', 'dev-1'], '1.0.5', '1.1.0').standing).toBe('version');
});

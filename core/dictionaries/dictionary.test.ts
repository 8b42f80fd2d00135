import { describe, expect, test } from 'vitest';
import { Dictionaries, Dictionary, type DictionaryFile } from './dictionary.ts';
import { compareVersions, versionIn } from './versions.ts';

const file: DictionaryFile = {
  title: 'Mill',
  editions: ['3.5', '4'],
  includes: [
    { prefix: 'mill.water.*.', of: 'mill', as: 'mill.' },
    { prefix: 'mill.wind.', of: 'wind' },
  ],
  keys: [
    { key: 'mill.speed', editions: ['3.5'], default: '1' },
    { key: 'mill.speed', editions: ['4'], default: '2' },
    { key: 'mill.old', editions: ['3.5'] },
    { key: 'mill.stone.[name].size' },
    { key: 'mill.label.[name]' },
  ],
};

const mill = new Dictionary('mill', file);

const named = (key: string): string[] => mill.find(key).map((row) => row.key);

describe('a dictionary', () => {
  test('says of a key what holds in the edition of a version', () => {
    expect(mill.find('mill.speed', '3.4.1').map((row) => row.default)).toEqual(['1']);
    expect(mill.find('mill.speed', '3.5.9').map((row) => row.default)).toEqual(['1']);
    expect(mill.find('mill.speed', '4.1').map((row) => row.default)).toEqual(['2']);
    expect(mill.find('mill.speed')).toHaveLength(2);
  });

  test('knows a key of another edition, and does not offer it', () => {
    expect(mill.find('mill.old', '4.0')).toHaveLength(1);
    expect(mill.keysOf('4.0').map((row) => row.key)).not.toContain('mill.old');
    expect(mill.keysOf('3.5').map((row) => row.key)).toContain('mill.old');
  });

  test('knows the keys of a family; a name at its end may have dots', () => {
    expect(named('mill.stone.a.size')).toEqual(['mill.stone.[name].size']);
    expect(named('mill.label.app.example.com/name')).toEqual(['mill.label.[name]']);
    expect(named('mill.stone.a.b.size')).toEqual([]);
    expect(named('mill.stone.a')).toEqual([]);
    expect(named('mill.label.')).toEqual([]);
  });

  test('finds the keys that one is like by its parts and its length', () => {
    expect(mill.near.like('mill.sped')).toContain('mill.speed');
    expect(mill.near.like('mill.a.speed')).not.toContain('mill.speed');
    expect(mill.near.sameLetters('Mill.Speed')).toBe('mill.speed');
  });
});

test('a dictionary is read when it is first asked for, and hands on what it includes', () => {
  const asked: string[] = [];
  const dictionaries = new Dictionaries((name) => {
    asked.push(name);
    return JSON.stringify({ ...file, title: name });
  });
  expect(asked).toEqual([]);
  const found = dictionaries.includedIn(dictionaries.of('mill'), 'mill.wind.speed');
  expect([found?.dictionary.name, found?.key]).toEqual(['wind', 'speed']);
  const own = dictionaries.includedIn(dictionaries.of('mill'), 'mill.water.left.speed');
  expect([own?.dictionary.name, own?.key]).toEqual(['mill', 'mill.speed']);
  expect(dictionaries.includedIn(dictionaries.of('mill'), 'mill.water..speed')).toBeUndefined();
  expect(asked).toEqual(['dictionary.mill', 'dictionary.wind']);
});

test('versions are compared number by number, as far as both say them', () => {
  expect(compareVersions('3.10', '3.9')).toBeGreaterThan(0);
  expect(compareVersions('4', '4.0.1')).toBe(0);
  expect(compareVersions('469', '470')).toBeLessThan(0);
});

test.each([
  ['v3.5.1', '3.5.1'],
  ['1.20-java17', '1.20'],
  ['v1_20', '1.20'],
  ['469', '469'],
  ['latest', undefined],
])('the version in %s is %s', (text, version) => {
  expect(versionIn(text)).toBe(version);
});

import { expect, test } from 'vitest';
import { keysText, mergedKeys, tableOf } from './mergeTables.ts';

const columns =
  'key\ttype\tunit-or-format\tdefault\tvalues\tsince\tremoved\treplaced-by\tscope\trequired\tsensitive\tsource\tdeprecated';

const table = (...rows: readonly string[]): string =>
  `${[columns, ...rows.map((row) => row.replaceAll('|', '\t'))].join('\n')}\n`;

const of = (edition: string): { edition: string; keep: string[]; isUndated: boolean } => ({
  edition,
  keep: [],
  isUndated: false,
});

test('a key that two editions say the same of is one row, another default makes two', () => {
  const old = tableOf(table('mill.a|int||1||||', 'mill.b|int||1||||'), of('3'));
  const young = tableOf(table('mill.a|int||1||||', 'mill.b|long||2||||'), of('4'));
  const merged = mergedKeys([...old, ...young], ['3', '4']);
  expect(merged.map(({ key, editions, default: initial }) => [key, editions, initial])).toEqual([
    ['mill.a', '', '1'],
    ['mill.b', '3', '1'],
    ['mill.b', '4', '2'],
  ]);
});

test('what only one edition says of a type holds for the other', () => {
  const rows = [
    ...tableOf(table('mill.a|boolean|||||||'), of('3')),
    ...tableOf(table('mill.a||||||||'), of('4')),
  ];
  expect(mergedKeys(rows, ['3', '4']).map(({ type, editions }) => [type, editions])).toEqual([
    ['boolean', ''],
  ]);
});

test('an old name that the next edition still reads is removed in none', () => {
  const old = tableOf(table('mill.a|int|||||1.20|mill.b|||||yes', 'mill.c|int|||||1.20|'), of('1'));
  const young = tableOf(table('mill.a|int||||||mill.b|||||yes'), of('2'));
  expect(mergedKeys([...old, ...young], ['1', '2']).map((row) => [row.key, row.removed])).toEqual([
    ['mill.a', ''],
    ['mill.c', '1.20'],
  ]);
});

test('families, passwords and types of other languages are told in our words', () => {
  const rows = tableOf(
    table('mill.[name].size|pattern|double|', 'mill.pin|password||', 'mill.on|Bool||', 'x|value||'),
    of(''),
  );
  expect(rows.map(({ key, type, secret }) => [key, type, secret])).toEqual([
    ['mill.[name].size', 'double', ''],
    ['mill.pin', 'string', 'yes'],
    ['mill.on', 'boolean', ''],
  ]);
});

test('versions of another program are left out', () => {
  const text = table('mill.a|int||||1.8|1.11|');
  const [dated] = tableOf(text, of(''));
  expect([dated?.since, dated?.removed]).toEqual(['1.8', '1.11']);
  const [undated] = tableOf(text, { ...of(''), isUndated: true });
  expect([undated?.since, undated?.removed]).toEqual(['', '']);
});

test('the file has a line a row, its columns in one order', () => {
  const text = keysText(mergedKeys(tableOf(table('b|int', 'a|int'), of('')), []));
  expect(text.split('\n').map((line) => line.split('\t', 3).join(' '))).toEqual([
    'key editions type',
    'a  int',
    'b  int',
    '',
  ]);
});

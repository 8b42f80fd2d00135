import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keysOfPath, type HistoryFile } from '../../core/helm/history/historyFile.ts';
import { importHistory } from './importHistory.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'import-history-'));
  put('schemas/kettles/charts/kettle/chart.yaml', '');
  put(
    'from/versions.tsv',
    table(
      ['chart', 'version'],
      ...'1.0.0 1.1.0 2.0.0 2.1.0'.split(' ').map((version) => ['kettle', version]),
      ['pan', '1.0.0'],
    ),
  );
  put(
    'from/gaps.tsv',
    table(['chart', 'path', 'absent-from', 'absent-to'], ['kettle', 'lid', '1.1.0', '2.0.0']),
  );
  put(
    'from/moves.tsv',
    table(
      ['chart', 'path', 'moved-to', 'since', 'said-in'],
      ['kettle', 'boil', 'heat.boil | heat.fast', '2.0.0', ''],
      ['kettle', 'old.spout', 'spout', '1.1.0', ''],
    ),
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

function table(...rows: string[][]): string {
  return rows.map((row) => `${row.join('\t')}\n`).join('');
}

function imported(...rows: string[][]): HistoryFile {
  put(
    'from/kettle.tsv',
    table(['path', 'first', 'last', 'type', 'default', 'via', 'moved-to'], ...rows),
  );
  run();
  return JSON.parse(text()) as HistoryFile;
}

const run = (...charts: string[]): string[] =>
  importHistory({ from: path.join(folder, 'from'), schemas: path.join(folder, 'schemas'), charts });
const text = (): string =>
  readFileSync(path.join(folder, 'schemas/kettles/charts/kettle/history.json'), 'utf8');

test('a key has its first and last version, its type and its default', () => {
  const { versions, keys } = imported(
    ['lid', '1.0.0', '', 'map', '{"open":false}', 'values+template'],
    ['lid.open', '1.1.0', '2.0.0', 'bool', 'false', 'values+template'],
    ['boil', '1.0.0', '1.1.0', 'int', '100', 'template'],
  );
  expect(versions).toBe('1.0.0 1.1.0 2.0.0 2.1.0');
  expect(keys.lid).toEqual({
    gaps: [[1, 2]],
    type: 'object',
    keys: { open: { from: 1, to: 2, type: 'boolean', default: false } },
  });
  expect(keys.boil).toMatchObject({
    to: 1,
    default: 100,
    moved: [{ to: ['heat.boil', 'heat.fast'], since: 2 }],
  });
  // Only where it went is known.
  expect(keys.old).toEqual({
    to: -1,
    keys: { spout: { to: -1, moved: [{ to: ['spout'], since: 1 }] } },
  });
});

test('keys of lists, of any name and with dots', () => {
  const { keys } = imported(
    ['cups', '1.0.0', '', 'list', '[]', 'values+template'],
    ['cups[].size', '1.1.0', '', 'any', '', 'template'],
    ['tea.*', '1.0.0', '', 'any', '', 'template'],
    ['tea."a.b"', '1.0.0', '', 'string', '"x"', 'values+template'],
    ['sub', '1.0.0', '', 'map', '{}', 'values+template+subchart'],
    ['unread', '1.0.0', '', 'map', '{"a":1}', 'values'],
    ['unread.a', '1.0.0', '', 'int', '1', 'values'],
  );
  expect(keys.cups).toEqual({
    type: 'array',
    default: [],
    keys: { '[]': { keys: { size: { from: 1 } } } },
  });
  expect(keys.tea).toEqual({ keys: { '*': {}, 'a.b': { type: 'string', default: 'x' } } });
  expect(keys.sub).toMatchObject({ open: true });
  expect(keys.unread).toMatchObject({ open: true });
});

test('the same tables make the same file, a line a key', () => {
  imported(
    ['b', '1.0.0', '', 'string', '"x"', 'template'],
    ['a', '1.0.0', '', 'any', '', 'template'],
  );
  const before = text();
  expect(run('kettle')).toEqual([`kettle: 4 versions, ${before.length} characters`]);
  expect(text()).toBe(before);
  expect(before.split('\n').slice(1, 3)).toEqual([
    '"a":{},',
    '"b":{"type":"string","default":"x"},',
  ]);
});

test('tells of charts that have no table or no folder, and of a version that is unknown', () => {
  put('schemas/kettles/charts/jug/chart.yaml', '');
  put('from/kettle.tsv', table(['path', 'first'], ['lid', '9.9.9']));
  expect(() => run()).toThrow('kettle: there is no version 9.9.9');
  put('from/kettle.tsv', table(['path', 'first'], ['lid', '1.0.0']));
  expect(run()).toEqual(expect.arrayContaining(['jug: no table', 'no folder for pan']));
});

test('a path is read part by part', () => {
  expect(keysOfPath('a.b[].c')).toEqual(['a', 'b', '[]', 'c']);
  expect(keysOfPath('x."a.b/c".*')).toEqual(['x', 'a.b/c', '*']);
});

test('a copy without a number stands for the release that chart.yaml names', () => {
  put('schemas/kettles/charts/kettle/chart.yaml', 'standsFor:\n  2.1.0: 2.2.0\n');
  const { versions, keys } = imported(['lid', '2.1.0', '', 'map', '', 'values']);
  expect(versions).toBe('1.0.0 1.1.0 2.0.0 2.2.0');
  expect(keys.lid).toMatchObject({ from: 3 });
});

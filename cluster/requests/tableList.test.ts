import { expect, test } from 'vitest';
import { rowsOf } from './tableList.ts';

const table = (columnDefinitions: object[], ...cells: unknown[][]) => ({
  kind: 'Table',
  columnDefinitions,
  rows: cells.map((row, at) => ({ cells: row, object: { at } })),
});

test('columns are told by their titles, without names, ages, wide ones and what is empty', () => {
  const columns = [
    { name: 'Name', type: 'string', format: 'name' },
    { name: 'State', type: 'string', priority: 0 },
    { name: 'Count', type: 'integer' },
    { name: 'Note', type: 'string', priority: 1 },
    { name: 'Made', type: 'date' },
    { name: 'Age', type: 'string' },
  ];
  expect(
    rowsOf(table(columns, ['a', 'Ready', 0, 'x', '5m', '5m'], ['b', '<none>', null, '', '', ''])),
  ).toEqual([
    {
      object: { at: 0 },
      columns: [
        { title: 'State', value: 'Ready' },
        { title: 'Count', value: '0' },
      ],
    },
    { object: { at: 1 }, columns: [] },
  ]);
});

test('a server that prints no table, and rows that are none, are no failure', () => {
  expect(rowsOf({ kind: 'ThingList', items: [] })).toBeUndefined();
  expect(rowsOf({ kind: 'Table' })).toEqual([]);
  expect(rowsOf({ kind: 'Table', rows: [null] })).toEqual([{ object: undefined, columns: [] }]);
});

import { expect, test } from 'vitest';
import { createSummaries } from './summaries.ts';

const widgets = { apiVersion: 'example.org/v1', kind: 'Widget' };
const widget = (name: string) => ({ metadata: { name, labels: { role: 'driver' } } });
const table = (name: string, size: number, columnDefinitions?: object[]) => ({
  kind: 'Table',
  ...(columnDefinitions && { columnDefinitions }),
  rows: [{ cells: [name, size], object: widget(name) }],
});
const definitions = [
  { name: 'Name', type: 'string', format: 'name' },
  { name: 'Size', type: 'integer' },
];

test('what the server prints is told of pages and of all events, though the first alone names the columns', () => {
  const { summaryOf } = createSummaries({ ...widgets, isPrinted: true });
  const columns = (size: string) => [{ title: 'Size', value: size }];
  expect(summaryOf({ object: widget('a'), columns: columns('3') }, widgets).columns).toEqual(
    columns('3'),
  );
  expect(summaryOf(table('a', 4, definitions), widgets)).toMatchObject({
    ref: { name: 'a' },
    columns: columns('4'),
  });
  expect(summaryOf(table('b', 5), widgets)).toMatchObject({
    ref: { name: 'b' },
    columns: columns('5'),
  });
});

test('a server that prints nothing sends plain objects', () => {
  const { summaryOf } = createSummaries({ ...widgets, isPrinted: true });
  const summary = summaryOf(widget('a'), widgets);
  expect(summary.ref.name).toBe('a');
  expect(summary.columns).toBeUndefined();
});

test('the label that says what a pod is for is its role', () => {
  const { summaryOf } = createSummaries({ apiVersion: 'v1', kind: 'Pod', roleLabel: 'role' });
  expect(summaryOf(widget('a'), { apiVersion: 'v1', kind: 'Pod' }).role).toBe('driver');
});

test('what is no object is one without a name', () => {
  for (const isPrinted of [true, false]) {
    const { summaryOf } = createSummaries({ ...widgets, isPrinted });
    for (const odd of [undefined, null, 7, [], { kind: 'Table' }, { kind: 'Table', rows: [null] }])
      expect(summaryOf(odd, widgets).ref.name).toBe('');
  }
});

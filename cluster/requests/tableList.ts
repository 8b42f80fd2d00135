/** A list with the columns that the server prints for its kind: what `kubectl get` shows of a custom resource. */
import type { Column } from '../api.ts';
import { at, listAt, numberAt, textAt } from '../values.ts';

/** Servers that print no table answer with plain objects. */
export const tableForm = 'application/json;as=Table;g=meta.k8s.io;v=v1,application/json';

export interface PrintedItem {
  readonly object: unknown;
  readonly columns: readonly Column[];
}

/** The rows of a table; undefined where the answer is none. */
export function rowsOf(table: unknown): readonly PrintedItem[] | undefined {
  if (textAt(table, 'kind') !== 'Table') return undefined;
  const shown = listAt(table, 'columnDefinitions').map((column) => ({
    title: textAt(column, 'name') ?? '',
    isShown: (numberAt(column, 'priority') ?? 0) === 0 && !isTold(column),
  }));
  return listAt(table, 'rows').map((row) => {
    const cells = listAt(row, 'cells');
    const columns = shown.flatMap(({ title, isShown }, index) => {
      const value = isShown ? wordOf(cells[index]) : '';
      return value === '' ? [] : [{ title, value }];
    });
    return { object: at(row, 'object'), columns };
  });
}

/** Names stand in the label, and ages change by themselves. */
function isTold(column: unknown): boolean {
  const [name, type] = [textAt(column, 'name') ?? '', textAt(column, 'type')];
  return textAt(column, 'format') === 'name' || type === 'date' || /^(?:name|age)$/i.test(name);
}

function wordOf(cell: unknown): string {
  if (typeof cell === 'string') return cell === '<none>' ? '' : cell;
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

// Reads the tables that a history is made of: text with a tab between two columns, the first line their names.

import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

/** What is known of all charts; by the name of the chart. */
export interface Tables {
  /** `chart`, `version`, oldest first. */
  readonly versions: ReadonlyMap<string, readonly Row[]>;
  /** `chart`, `path`, `absent-from`, `absent-to`. */
  readonly gaps: ReadonlyMap<string, readonly Row[]>;
  /** `chart`, `path`, `moved-to` (several parted by ` | `), `since`. */
  readonly moves: ReadonlyMap<string, readonly Row[]>;
  /** Of one chart: `path`, `first`, `last`, `type`, `default`, `via`. */
  readonly keys: (chart: string) => readonly Row[];
}

export function readTables(folder: string): Tables {
  const rows = (name: string): Row[] =>
    rowsOf(readFileSync(path.join(folder, `${name}.tsv`), 'utf8'));
  return {
    versions: byChart(rows('versions')),
    gaps: byChart(rows('gaps')),
    moves: byChart(rows('moves')),
    keys: rows,
  };
}

export function rowsOf(table: string): Row[] {
  const [head = '', ...lines] = table.split(/\r?\n/).filter((line) => line !== '');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

export function byChart(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, ({ chart = '' }) => chart);
}

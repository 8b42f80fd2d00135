// Writes schemas/<system>/charts/<chart>/history.json: which versions of a chart have which keys of values.
//
//   node tools/schemas/importHistory.ts FOLDER [CHART ...]
//
// FOLDER holds `<chart>.tsv` for each chart (CHART as in our charts/), `versions.tsv`, `gaps.tsv` and `moves.tsv`, columns as
// `history/tables.ts` reads them. Of each chart that we have a folder of, or of those named, the file is written anew; the same
// tables make the same file. Tables of charts that we lack are named at the end.

import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { historyOf, historyText, type Notes } from './history/historyOf.ts';
import { readTables } from './history/tables.ts';

export const historyFileName = 'history.json';

export interface HistoryImport {
  /** Folder of the tables. */
  readonly from: string;
  /** Folder of the systems. */
  readonly schemas: string;
  /** All where none is named. */
  readonly charts: readonly string[];
}

/** Writes the files. Returns a line on each chart. */
export function importHistory({ from, schemas, charts }: HistoryImport): string[] {
  const tables = readTables(from);
  const folders = globSync('*/charts/*/chart.yaml', { cwd: schemas })
    .sort()
    .map((file) => path.dirname(file));
  const wanted = folders.filter(
    (folder) => charts.length === 0 || charts.includes(path.basename(folder)),
  );
  const lines = wanted.flatMap((folder) => {
    const id = path.basename(folder);
    if (!existsSync(path.join(from, `${id}.tsv`))) return [`${id}: no table`];
    const history = historyOf(id, tables, notesOf(path.join(schemas, folder, 'chart.yaml')));
    const text = historyText(history);
    writeFileSync(path.join(schemas, folder, historyFileName), text);
    return [`${id}: ${history.versions.split(' ').length} versions, ${text.length} characters`];
  });
  const ours = new Set(folders.map((folder) => path.basename(folder)));
  const lacking = [...tables.versions.keys()].filter((id) => !ours.has(id));
  return charts.length > 0 || lacking.length === 0
    ? lines
    : [...lines, `no folder for ${lacking.join(', ')}`];
}

/** What chart.yaml says of the tables: `refused` and `standsFor`. */
function notesOf(file: string): Notes {
  const { refused = {}, standsFor = {} } = (parse(readFileSync(file, 'utf8')) ?? {}) as {
    refused?: Record<string, string>;
    standsFor?: Record<string, string>;
  };
  return {
    refused: new Map(Object.entries(refused)),
    standsFor: new Map(Object.entries(standsFor)),
  };
}

if (import.meta.main) {
  const [from, ...charts] = process.argv.slice(2);
  if (from === undefined) {
    process.stderr.write('usage: importHistory.ts FOLDER [CHART ...]\n');
    process.exitCode = 2;
  } else {
    const schemas = path.resolve(import.meta.dirname, '../../schemas');
    process.stdout.write(`${importHistory({ from, schemas, charts }).join('\n')}\n`);
  }
}

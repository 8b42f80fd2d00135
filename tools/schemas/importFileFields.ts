// Writes the fields of kustomization.yaml, Chart.yaml, Chart.lock and helmfile.yaml from tables of facts: names, types, allowed values, since and until
// when, what is deprecated. `node tools/schemas/importFileFields.ts FOLDER`, which holds the tables below.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rowsOf } from './tsv.ts';

/** A field of a file, by its path: `[]` an item of a list. */
export interface FileField {
  readonly type: string;
  readonly required?: true;
  readonly values?: readonly string[];
  /** What to use instead. */
  readonly deprecated?: string;
  /** First and last release of the tool that reads it. */
  readonly since: string;
  readonly until?: string;
}

/** The fields of a table, in its order. */
export function fileFields(tsv: string): Readonly<Record<string, FileField>> {
  // What is said of the file as a whole has no path.
  const rows = rowsOf(tsv).filter(({ path: at = '' }) => !at.startsWith('('));
  return Object.fromEntries(
    rows.map(
      ({ path: at = '', type = '', required, values = '', deprecated, since = '', until }) => [
        at,
        {
          type,
          ...(required === 'yes' && { required: true as const }),
          ...(values && {
            values: values.split(';').map((value) => value.trim().replace(/ \(.*\)$/, '')),
          }),
          ...(deprecated && { deprecated }),
          since,
          ...(until && { until }),
        },
      ],
    ),
  );
}

const tables = {
  'kustomization.tsv': 'kustomize/fields.json',
  'chart.tsv': 'helm-chart-files/fields.json',
  'chart-lock.tsv': 'helm-chart-lock/fields.json',
  'helmfile.tsv': 'helmfile/fields.json',
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('usage: node tools/schemas/importFileFields.ts FOLDER');
  for (const [table, out] of Object.entries(tables)) {
    const fields = fileFields(readFileSync(path.join(folder, table), 'utf8'));
    const file = path.resolve(import.meta.dirname, '../../schemas', out);
    writeFileSync(file, `${JSON.stringify(fields, undefined, 2)}\n`);
  }
}

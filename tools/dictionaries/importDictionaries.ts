// Writes schemas/dictionaries/<name>/keys.tsv: the configuration keys of a program, its editions side by side.
//
//   node tools/dictionaries/importDictionaries.ts FOLDER [NAME ...]
//
// FOLDER holds tables of keys, columns as `tableOf` reads them. Which tables make a dictionary stands in its dictionary.yaml
// under `tables`. The same tables make the same file. Never edit the file by hand.

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keysText, mergedKeys, tableOf } from './mergeTables.ts';
import { headOf } from './dictionaryHead.ts';

/** Writes the files of the dictionaries named, or of all. Returns a line on each. */
export function importDictionaries(from: string, root: string, names: readonly string[]): string[] {
  const known = globSync('*/dictionary.yaml', { cwd: root }).map((file) => path.dirname(file));
  const wanted = known.sort().filter((name) => names.length === 0 || names.includes(name));
  return wanted.map((name) => {
    const { tables, editions } = headOf(path.join(root, name, 'dictionary.yaml'));
    const rows = tables.flatMap((table) =>
      tableOf(readFileSync(path.join(from, table.file), 'utf8'), table),
    );
    const keys = mergedKeys(rows, editions);
    writeFileSync(path.join(root, name, 'keys.tsv'), keysText(keys));
    return `${name}: ${new Set(keys.map(({ key }) => key)).size} keys in ${keys.length} rows`;
  });
}

if (import.meta.main) {
  const [from, ...names] = process.argv.slice(2);
  if (from === undefined) {
    process.stderr.write('usage: importDictionaries.ts FOLDER [NAME ...]\n');
    process.exitCode = 2;
  } else {
    const root = path.resolve(import.meta.dirname, '../../schemas/dictionaries');
    process.stdout.write(`${importDictionaries(from, root, names).join('\n')}\n`);
  }
}

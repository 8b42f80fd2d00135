// Puts dist/schemas/dictionary.<name>.json together: the facts of keys.tsv and our words.

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ConfigKey } from '../../core/dictionaries/configKey.ts';
import type { DictionaryFile } from '../../core/dictionaries/dictionary.ts';
import { rowsOf } from '../schemas/tsv.ts';
import { headOf } from './dictionaryHead.ts';

/** By the name of the dictionary. Throws where there are words for a key that is none. */
export function dictionaryFiles(schemasDir: string): ReadonlyMap<string, DictionaryFile> {
  const root = path.join(schemasDir, 'dictionaries');
  const names = globSync('*/dictionary.yaml', { cwd: root }).map((file) => path.dirname(file));
  return new Map(names.sort().map((name) => [name, dictionaryFile(path.join(root, name))]));
}

function dictionaryFile(folder: string): DictionaryFile {
  const { tables: _tables, words, ...head } = headOf(path.join(folder, 'dictionary.yaml'));
  const rows = rowsOf(readFileSync(path.join(folder, 'keys.tsv'), 'utf8'));
  const known = new Set(rows.map(({ key }) => key));
  const lost = Object.keys(words).filter((key) => !known.has(key));
  if (lost.length > 0)
    throw new Error(`${folder}: there are words for what is no key: ${lost.join(', ')}`);
  return { ...head, keys: rows.map((row) => keyOf(row, words[row.key ?? ''])) };
}

function keyOf(row: Readonly<Record<string, string>>, words: string | undefined): ConfigKey {
  const { key = '', editions = '', values = '', secret, deprecated, scope = '' } = row;
  const texts = ['type', 'unit', 'default', 'since', 'removed', 'replacedBy'] as const;
  const said = texts.flatMap((name) => (row[name] ? [[name, row[name]]] : []));
  return {
    key,
    ...(editions !== '' && { editions: editions.split(' ') }),
    ...(Object.fromEntries(said) as Partial<ConfigKey>),
    ...(values !== '' && { values: values.split('|') }),
    ...(scope !== '' && { scope }),
    ...(secret && { isSecret: true }),
    ...(deprecated && { isDeprecated: true }),
    ...(deprecated && /^\d/.test(deprecated) && { deprecatedSince: deprecated }),
    ...(words !== undefined && { words: words.trim() }),
  };
}

// Reads schemas/dictionaries/<name>/dictionary.yaml: what we say of a dictionary and of its keys.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { DictionaryHead } from '../../core/dictionaries/dictionary.ts';

export interface Table {
  readonly file: string;
  /** The edition of the program that the table is of; empty: it is of all. */
  readonly edition: string;
  /** Rows are kept whose scope begins with one of these; empty: all. */
  readonly keep: readonly string[];
  /** Its versions are those of another program: they are left out. */
  readonly isUndated: boolean;
}

export interface Head extends DictionaryHead {
  readonly tables: readonly Table[];
  /** Our words, by key. */
  readonly words: Readonly<Record<string, string>>;
}

interface WrittenTable {
  file: string;
  edition?: string | number;
  keep?: string[];
  undated?: boolean;
}

type WrittenHead = Partial<Omit<DictionaryHead, 'newest'> & Pick<Head, 'words'>> & {
  tables: WrittenTable[];
  newest?: string | number;
};

export function headOf(file: string): Head {
  const written = parse(readFileSync(file, 'utf8')) as WrittenHead;
  const tables = written.tables.map(({ file: name, edition = '', keep = [], undated = false }) => ({
    ...{ file: name, edition: String(edition), keep, isUndated: undated },
  }));
  const editions = [...new Set(tables.map(({ edition }) => edition))].filter(Boolean);
  const { title = '', includes = [], words = {}, docUrl, newest, free } = written;
  const { areEditionsWhole, ignoresCase, hasComments, unlisted, elsewhere } = written;
  return {
    ...{ title, editions, includes, words, tables },
    ...(docUrl !== undefined && { docUrl }),
    ...(free !== undefined && { free }),
    ...(unlisted && { unlisted }),
    ...(elsewhere && { elsewhere }),
    ...(ignoresCase && { ignoresCase }),
    ...(hasComments && { hasComments }),
    ...(areEditionsWhole && { areEditionsWhole }),
    ...(newest !== undefined && { newest: String(newest) }),
  };
}

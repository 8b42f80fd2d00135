// Rows of the tables of one program, one for each key and scope, whatever the number of its editions.

import { rowsOf } from '../schemas/tsv.ts';
import type { Table } from './dictionaryHead.ts';

/** A row of keys.tsv: empty where nothing is known. */
export interface KeyRow {
  readonly key: string;
  /** Parted by blanks; empty: all editions. */
  readonly editions: string;
  readonly type: string;
  readonly unit: string;
  readonly default: string;
  readonly values: string;
  readonly since: string;
  readonly removed: string;
  readonly replacedBy: string;
  readonly scope: string;
  readonly secret: string;
  readonly deprecated: string;
}

const columns = [
  ...(['key', 'editions', 'type', 'unit', 'default', 'values', 'since', 'removed'] as const),
  ...(['replacedBy', 'scope', 'secret', 'deprecated'] as const),
] satisfies readonly (keyof KeyRow)[];

/** The words of the tables for types, in ours. */
const types: Readonly<Record<string, string>> = {
  long: 'int',
  short: 'int',
  integer: 'int',
  bool: 'boolean',
  unicode: 'string',
  str: 'string',
  float: 'double',
  dict: 'map',
  password: 'string',
  any: '',
  callable: '',
};

/** A default that is longer tells nobody anything, and one with a variable is another thing everywhere. */
const maxDefault = 120;

export function tableOf(
  tsv: string,
  { edition, keep, isUndated }: Pick<Table, 'edition' | 'keep' | 'isUndated'>,
): KeyRow[] {
  return rowsOf(tsv).flatMap((row) => {
    const { key = '', type = '', since = '', 'unit-or-format': unit = '' } = row;
    const isKept = keep.length === 0 || keep.some((start) => row.scope?.startsWith(start));
    // What a key may be set to, and what a program keeps for itself, are no keys.
    if (!isKept || type === 'value' || /^[$ ]|\s/.test(key)) return [];
    const isFamily = type === 'pattern';
    const ofFamily = /^(double|int|boolean|duration|size)$/.test(unit) ? unit : 'string';
    const ours = isFamily ? ofFamily : ourType(type);
    const { default: initial = '', removed = '', 'replaced-by': replacedBy = '' } = row;
    return {
      key: key.replace(/<(\w+)>/g, '[$1]'),
      editions: edition,
      type: ours,
      unit: isFamily && unit === ofFamily ? '' : unit,
      default: initial.length > maxDefault || initial.includes('${') ? '' : initial,
      values: row.values ?? '',
      since: isUndated ? '' : since.replace(/^provider .*/, ''),
      removed: isUndated ? '' : removed.replace(/^<=/, ''),
      replacedBy,
      scope: row.scope ?? '',
      secret: row.sensitive === 'yes' || type === 'password' ? 'yes' : '',
      deprecated: row.deprecated ?? '',
    };
  });
}

function ourType(type: string): string {
  const [plain = ''] = type.toLowerCase().split(/[[(/]/, 1);
  return types[plain] ?? (plain === 'set' ? 'list' : plain);
}

/** Rows that say the same of several editions become one; what only one edition says of a type holds for all. */
export function mergedKeys(rows: readonly KeyRow[], editions: readonly string[]): KeyRow[] {
  const byKey = Map.groupBy(rows, ({ key, scope }) => `${key}\t${scope}`);
  const merged = [...byKey.values()].map(stillRead).flatMap((same) => {
    const typed = same.find(({ type }) => type !== '');
    const filled = same.map((row) =>
      row.type === '' && typed ? { ...row, type: typed.type, unit: typed.unit } : row,
    );
    const facts = Map.groupBy(filled, ({ editions: _one, deprecated: _when, ...rest }) =>
      JSON.stringify(rest),
    );
    return [...facts.values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const of = [...new Set(group.map((row) => row.editions))].filter(Boolean);
      const deprecated =
        group
          .map((row) => row.deprecated)
          .sort()
          .at(0) ?? '';
      const all = of.length === editions.length ? '' : of.join(' ');
      return { ...first, editions: all, deprecated };
    });
  });
  return merged.sort((a, b) => compare(a.key, b.key) || compare(a.scope, b.scope));
}

/**
 * What an edition has no option for any more the next one may still read, as the old name of another key: then it is
 * removed in neither. The rows come in the order of the editions.
 */
function stillRead(rows: readonly KeyRow[]): readonly KeyRow[] {
  const isReadLater = (at: number): boolean =>
    rows.slice(at + 1).some(({ removed, deprecated }) => removed === '' && deprecated !== '');
  return rows.map((row, at) => (row.removed && isReadLater(at) ? { ...row, removed: '' } : row));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function keysText(keys: readonly KeyRow[]): string {
  const lines = keys.map((row) => columns.map((column) => row[column]).join('\t'));
  return `${[columns.join('\t'), ...lines].join('\n')}\n`;
}

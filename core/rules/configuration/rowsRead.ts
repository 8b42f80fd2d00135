import type { ConfigKey } from '../../dictionaries/configKey.ts';
import type { ConfigText } from '../../embedded/configText.ts';

/** What a dictionary says of a key for the place where it stands; all that it says where none is for that place. */
export function rowsRead({ scopes }: ConfigText, rows: readonly ConfigKey[]): readonly ConfigKey[] {
  if (!scopes) return rows;
  const own = rows.filter((row) => isInScope(row, scopes));
  return own.length > 0 ? own : rows;
}

/** Whether a key may be set in a place that has one of these words: `coordinator`, or `catalog:hive` for a part of the program. */
export function isInScope({ scope = '' }: ConfigKey, scopes: readonly string[]): boolean {
  return scopes.some((word) => {
    const [kind = '', part] = word.split(':');
    return part === undefined ? scope.includes(kind) : isOfPart(scope, kind, part);
  });
}

function isOfPart(scope: string, kind: string, part: string): boolean {
  return scope.split(';').some((each) => {
    const [ofKind, parts] = each.split(':');
    return ofKind === kind && (parts === undefined || parts.split(',').includes(part));
  });
}

import type { ConfigKey } from '../../dictionaries/configKey.ts';
import { isInScope } from '../../dictionaries/scopes.ts';
import type { ConfigText } from '../../embedded/configText.ts';

/** What a dictionary says of a key for the place where it stands; all that it says where none is for that place. */
export function rowsRead({ scopes }: ConfigText, rows: readonly ConfigKey[]): readonly ConfigKey[] {
  if (!scopes) return rows;
  const own = rows.filter((row) => isInScope(row, scopes));
  return own.length > 0 ? own : rows;
}

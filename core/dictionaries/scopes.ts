/** Where keys of a configuration may be set, by the words of the tables. */
import type { ConfigKey } from './configKey.ts';

/** Whether a key may be set in a place that has one of these words: `coordinator`, `catalog:hive` for a part of the program, `fs:` for any. */
export function isInScope({ scope = '' }: ConfigKey, scopes: readonly string[]): boolean {
  return scopes.some((word) => {
    const [kind = '', part = ''] = word.split(':');
    return part === '' ? scope.includes(word) : isOfPart(scope, kind, part);
  });
}

function isOfPart(scope: string, kind: string, part: string): boolean {
  return scope.split(';').some((each) => {
    const [ofKind, parts] = each.split(':');
    return ofKind === kind && (parts === undefined || parts.split(',').includes(part));
  });
}

/** Which top-level values the templates of a chart read, as far as their text shows it. */

/** Names of top-level values; `all` where a template may read any of them, or not all of it was read. */
export type ReadByTemplates = ReadonlySet<string> | 'all';

const maxTemplates = 200;

/** `names`: what lies in the folder `templates`. */
export function readIn(
  names: readonly string[],
  textOf: (name: string) => string | undefined,
): ReadByTemplates {
  const read = new Set<string>();
  if (names.length > maxTemplates) return 'all';
  for (const name of names) {
    const text = textOf(name);
    if (text === undefined) return 'all'; // a folder, or too large
    for (const [, key] of text.matchAll(/\.Values\b(?:\.([A-Za-z_]\w*))?/g)) {
      if (key === undefined) return 'all';
      read.add(key);
    }
    // The values may be reached by other ways than their name.
    if (/\b(?:index|range|tpl|with|toYaml) \$?\.(?=\s|\})/.test(text)) return 'all';
  }
  return read;
}

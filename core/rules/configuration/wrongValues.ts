/** Values of a configuration that the program cannot read. */
import { expected } from '../../dictionaries/grammar.ts';
import type { ConfigText, KnownEntry } from '../../embedded/configText.ts';
import { nearestName } from '../../formats/nearest.ts';
import type { Reporter } from '../../checks/check.ts';
import { rowsRead } from './rowsRead.ts';

/** Reports the value of every entry that is none of its key's. */
export function reportWrongValues(config: ConfigText, report: Reporter): void {
  for (const entry of config.entries) {
    const words = expectedOf(config, entry);
    if (words === undefined || entry.value === undefined || mayBePlugIn(entry)) continue;
    const text = entry.value.trim();
    const isSecret = entry.rows.some((row) => row.isSecret);
    const shown = isSecret ? 'the value' : `"${text}"`;
    const isChoice = entry.rows.some(({ type }) => type === 'enum');
    report(entry.valueSpan, `${shown} is not a value of ${entry.key}: write ${words}`, {
      // The words of some choices are read more freely than their names show.
      ...(isChoice && entry.dictionary.name.startsWith('trino') && { severity: 'warning' }),
    });
  }
}

/** The name of a connector, or of another plug-in of Trino: one that is near none of those that are known may be another's. */
function mayBePlugIn({ key, value = '', dictionary, rows }: KnownEntry): boolean {
  const isName = dictionary.name === 'trino' && /^[a-z-]+\.name$/.test(key);
  const known = rows.flatMap(({ values = [] }) => values);
  return isName && nearestName(value.trim(), known) === undefined;
}

/** What to write instead, where all that is known of the key agrees that the value is wrong. */
function expectedOf(
  config: ConfigText,
  { rows, value, dictionary }: KnownEntry,
): string | undefined {
  if (value === undefined) return undefined;
  const all = rowsRead(config, rows).map((row) => expected(dictionary.name, row, value));
  return all.includes(undefined) ? undefined : all[0];
}

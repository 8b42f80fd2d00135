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
    const connector = connectorMeant(entry);
    if (connector === undefined) reportWrongValue(entry, words, report);
    else {
      const { valueSpan, value = '', node } = entry;
      const fix = { title: `Replace with ${connector}`, edits: [[valueSpan, connector] as const] };
      report(
        valueSpan,
        `Trino knows no connector "${value.trim()}" and does not start: write ${connector}`,
        node ? {} : { fix },
      );
    }
  }
}

function reportWrongValue(entry: KnownEntry, words: string, report: Reporter): void {
  const { key, value = '', valueSpan, rows, dictionary } = entry;
  const isSecret = rows.some((row) => row.isSecret);
  const shown = isSecret ? 'the value' : `"${value.trim()}"`;
  const isChoice = rows.some(({ type }) => type === 'enum');
  report(valueSpan, `${shown} is not a value of ${key}: write ${words}`, {
    // The words of some choices are read more freely than their names show.
    ...(isChoice && dictionary.name.startsWith('trino') && { severity: 'warning' }),
  });
}

/** The connector of Trino that one which is not known was most probably meant to be. */
function connectorMeant({ key, value = '', dictionary, rows }: KnownEntry): string | undefined {
  if (key !== 'connector.name' || dictionary.name !== 'trino') return undefined;
  return nearestName(
    value.trim(),
    rows.flatMap(({ values = [] }) => values),
  );
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

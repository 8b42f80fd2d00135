/** Keys of a configuration that the program does not know and that are nearly one which it does. */
import type { ConfigText, KnownEntry } from '../../embedded/configText.ts';
import { nearestName } from '../../formats/nearest.ts';
import type { Reporter } from '../../checks/check.ts';
import type { FindingDetails } from '../../findings/finding.ts';
import { renamedTo } from '../fixes.ts';

/** Keys compared with others: that is what takes time in a document full of them. */
export const maxGuesses = 1000;

/** A shorter key is as near to many. */
const leastLength = 10;

export function reportMisspeltKeys(config: ConfigText, report: Reporter): void {
  let guesses = maxGuesses;
  for (const entry of config.entries) {
    const { key, rows } = entry;
    if (rows.length > 0 || /[${}]/.test(key)) continue;
    const meant = meantKey(config, entry, guesses-- > 0);
    if (meant !== undefined)
      report(
        entry.keySpan,
        `"${key}" is nearly ${meant}: check the spelling`,
        renamed(entry, meant),
      );
  }
}

/** The key that one which is not known was most probably meant to be. `mayGuess`: one that differs in more than its case. */
export function meantKey(
  config: ConfigText,
  entry: KnownEntry,
  mayGuess: boolean,
): string | undefined {
  return sameLetters(config, entry) ?? (mayGuess ? nearKey(entry) : undefined);
}

function sameLetters({ dictionary }: ConfigText, entry: KnownEntry): string | undefined {
  return dictionary.near.sameLetters(entry.key) ?? entry.dictionary.near.sameLetters(entry.key);
}

/** One or two letters off; keys that differ in a whole word are other keys. */
function nearKey({ key, dictionary }: KnownEntry): string | undefined {
  if (key.length < leastLength) return undefined;
  return nearestName(key, dictionary.near.like(key));
}

/** A fix that gives an entry another key; none where the key would belong into another section. */
export function renamed(entry: KnownEntry, meant: string): FindingDetails {
  const { keySpan, prefix = '', nameOf } = entry;
  const behind = meant.startsWith(prefix) ? meant.slice(prefix.length) : undefined;
  const name = nameOf ? nameOf(meant) : behind;
  return name === undefined ? {} : renamedTo(keySpan, name);
}

import { compareVersions } from '../../dictionaries/versions.ts';
import type { ConfigText, KnownEntry } from '../../embedded/configText.ts';
import type { Rule } from '../rule.ts';
import { maxGuesses, meantKey, renamed } from './misspeltKeys.ts';

export const rule: Rule = {
  code: 'config-key-unknown',
  severity: 'error',
  claims: 'advice',
  summary: 'The program does not start, as it does not know a configuration key.',
  supersedes: ['config-key-spelling'],
  on: { configs: ['*'] },
  check({ config }, report) {
    if (!config?.annotation.refusesUnknown || config.isForeign || isBeyondKnown(config)) return;
    const { title } = config.dictionary.head;
    let guesses = maxGuesses;
    for (const entry of config.entries.filter((each) => isUnknown(config, each))) {
      const { key, keySpan } = entry;
      const meant = meantKey(config, entry, guesses-- > 0);
      const advice = meant === undefined ? 'remove it, or check the spelling' : `write ${meant}`;
      // A newer version of the program may know it.
      const isSure = meant !== undefined || config.version !== undefined;
      const severity = isSure ? {} : ({ severity: 'warning' } as const);
      const more = { ...severity, ...(meant === undefined ? {} : renamed(entry, meant)) };
      report(keySpan, `${title} knows no "${key}" and refuses it: ${advice}`, more);
    }
  },
};

/** A later version may have more keys than are known. */
function isBeyondKnown({ dictionary: { head }, version }: ConfigText): boolean {
  const { newest } = head;
  return version !== undefined && newest !== undefined && compareVersions(version, newest) > 0;
}

function isUnknown({ dictionary: { head } }: ConfigText, { key, rows }: KnownEntry): boolean {
  if (rows.length > 0 || /[${}]/.test(key)) return false;
  if (head.unlisted?.some((start) => key.startsWith(start))) return false;
  return head.free === undefined || !key.includes(head.free);
}

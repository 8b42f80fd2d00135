import type { Rule } from '../rule.ts';
import type { ConfigKey } from '../../dictionaries/configKey.ts';
import type { Dictionary } from '../../dictionaries/dictionary.ts';
import { compareVersions } from '../../dictionaries/versions.ts';
import { renamed } from './misspeltKeys.ts';
import { rowsRead } from './rowsRead.ts';

export const rule: Rule = {
  code: 'config-key-later',
  severity: 'warning',
  claims: 'advice',
  summary: 'Only later versions of the program have a configuration key.',
  on: { configs: ['*'] },
  check({ config }, report) {
    const { version } = config ?? {};
    if (!config || version === undefined) return;
    for (const entry of config.entries) {
      if (entry.dictionary !== config.dictionary) continue;
      const rows = rowsRead(config, entry.rows);
      const since = sinceOf(config.dictionary, rows, version);
      if (since === undefined) continue;
      const { title } = config.dictionary.head;
      const older = olderName(config.dictionary, entry.key, version);
      const advice = older === undefined ? 'remove it' : `write ${older}`;
      report(
        entry.keySpan,
        `${title} has "${entry.key}" since ${since}, this is ${version}: ${advice}, or use a later version`,
        {
          ...(config.annotation.refusesUnknown && { severity: 'error' }),
          ...(older !== undefined && renamed(entry, older)),
        },
      );
    }
  },
};

/** The first version that has a key; undefined where the one in force has it. */
function sinceOf(
  dictionary: Dictionary,
  rows: readonly ConfigKey[],
  version: string,
): string | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const isLater = ({ since }: ConfigKey): boolean =>
    since !== undefined && compareVersions(since, version) > 0;
  if (rows.every(isLater)) return first.since;
  const [edition] = dictionary.editionsWith(first.key) ?? [];
  return edition !== undefined && compareVersions(edition, version) > 0 ? edition : undefined;
}

/** What the key was called before, where the version in force has that name. */
function olderName(dictionary: Dictionary, key: string, version: string): string | undefined {
  const older = dictionary.keysOf(version).filter(({ replacedBy }) => replacedBy === key);
  const [first, ...others] = older;
  const isThere = first?.removed === undefined || compareVersions(first.removed, version) > 0;
  return others.length === 0 && isThere && !first?.key.includes('[') ? first?.key : undefined;
}

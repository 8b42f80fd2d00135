import type { Rule } from '../rule.ts';
import type { ConfigKey } from '../../dictionaries/configKey.ts';
import { compareVersions } from '../../dictionaries/versions.ts';
import { lookUp, type ConfigText, type KnownEntry } from '../../embedded/configText.ts';
import { renamed } from './misspeltKeys.ts';
import { isGone } from './isGone.ts';
import { rowsRead } from './rowsRead.ts';

export const rule: Rule = {
  code: 'config-key-renamed',
  severity: 'warning',
  claims: 'advice',
  summary: 'A configuration key has another name now.',
  on: { configs: ['*'] },
  check({ config }, report) {
    for (const entry of config?.entries ?? []) {
      const successor = config && successorOf(config, entry);
      if (!config || successor === undefined) continue;
      const isStillRead = !entry.rows.every((row) => isGone(config, entry, row));
      const isTaken = config.entries.some((other) => other.key === successor);
      const isHarmless = isStillRead || isTaken;
      const severity = isHarmless ? ({ severity: 'information' } as const) : {};
      const { key, keySpan } = entry;
      const message = isTaken
        ? `"${key}" is the old name of ${successor}, which is set too: remove it`
        : `"${key}" has another name now: write ${successor}`;
      report(keySpan, message, { ...severity, ...(isTaken ? {} : renamed(entry, successor)) });
    }
  },
};

/** The new name, where all that is known of the key has one, and only one. */
function successorOf(config: ConfigText, entry: KnownEntry): string | undefined {
  const rows = rowsRead(config, entry.rows);
  const [first] = rows;
  // Which version reads a variable nobody says there.
  if (config.annotation.form === 'env' && config.version === undefined) return undefined;
  if (!first || first.key.includes('[') || first.replacedBy === undefined) return undefined;
  if (rows.some(({ replacedBy }) => replacedBy !== first.replacedBy)) return undefined;
  // What the version in force still has is only reported where it is deprecated there.
  if (first.removed !== undefined && !isGone(config, entry, first) && !first.isDeprecated)
    return undefined;
  // A key of another program stands behind a prefix here.
  if (!/^[\w.\-/]+$/.test(first.replacedBy) || !entry.key.endsWith(first.key)) return undefined;
  const successor = entry.key.slice(0, -first.key.length) + first.replacedBy;
  const isOldGone = entry.rows.every((row) => isGone(config, entry, row));
  const isSet = config.entries.some(({ key }) => key === successor);
  const isNew = isOldGone || isSet;
  if (!isNew && !rows.every((row) => isDeprecatedNow(config, entry, row))) return undefined;
  return isKnownHere(config, successor, isNew) ? successor : undefined;
}

/** Whether the version in force has the new name already, as far as the old one tells. */
function isDeprecatedNow(
  { dictionary, version }: ConfigText,
  entry: KnownEntry,
  { deprecatedSince }: ConfigKey,
): boolean {
  if (deprecatedSince === undefined || entry.dictionary !== dictionary) return true;
  return version !== undefined && compareVersions(deprecatedSince, version) <= 0;
}

/** Whether the version in force has the new name. `isNew`: the old one is gone, or the new one is set too, whatever the version. */
function isKnownHere(config: ConfigText, key: string, isNew: boolean): boolean {
  const { dictionaries, dictionary, version } = config;
  const found = lookUp(dictionaries, dictionary, key, version);
  const rows = rowsRead(config, found.rows);
  if (rows.length === 0) return false;
  if (found.dictionary !== dictionary) return true;
  // The version that runs may be older than the new name, and reads the old one.
  if (version === undefined)
    return isNew || rows.some(({ since, editions }) => !editions && since === undefined);
  const edition = dictionary.editionOf(version);
  return rows.some(
    ({ since, editions }) =>
      (editions?.includes(edition) ?? true) &&
      (since === undefined || compareVersions(since, version) <= 0),
  );
}

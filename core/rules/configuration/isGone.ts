import type { ConfigKey } from '../../dictionaries/configKey.ts';
import { compareVersions } from '../../dictionaries/versions.ts';
import type { ConfigText, KnownEntry } from '../../embedded/configText.ts';

/** Whether the version in force has the key no more: the one that the manifest says, else the newest that is known. */
export function isGone(
  { dictionary, version }: ConfigText,
  entry: Pick<KnownEntry, 'dictionary'>,
  { removed }: ConfigKey,
): boolean {
  if (removed === undefined) return false;
  // The version of another program whose keys are handed on is not known.
  if (version === undefined || entry.dictionary !== dictionary) return true;
  return compareVersions(removed, version) <= 0;
}

import type { ConfigKey } from '../../dictionaries/configKey.ts';
import { compareVersions } from '../../dictionaries/versions.ts';
import type { ConfigText, KnownEntry } from '../../embedded/configText.ts';

/**
 * Whether the version in force has the key no more: the one that the manifest says, else, where it could have said one, the
 * newest that is known. Of a program whose version nobody can say nothing is gone.
 */
export function isGone(
  { annotation, dictionary, version }: ConfigText,
  entry: Pick<KnownEntry, 'dictionary'>,
  { removed }: ConfigKey,
): boolean {
  if (removed === undefined || annotation.version === undefined) return false;
  if (entry.dictionary !== dictionary) return false;
  return version === undefined || compareVersions(removed, version) <= 0;
}

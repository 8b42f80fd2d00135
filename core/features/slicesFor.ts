/** Long work for a request about a file: others come in between, and the client knows which file it is. */
import type { CancellationToken } from '../pacing/cancellation.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Session } from '../session.ts';
import { Slices } from '../pacing/turns.ts';

export function slicesFor(
  { turns, whereabouts }: Session,
  { uri }: ManifestFile,
  doing: string,
  token: CancellationToken,
): Slices {
  return new Slices({ turns, token, onBegin: () => whereabouts.at(uri, doing) });
}

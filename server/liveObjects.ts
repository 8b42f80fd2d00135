/** Asks the client for objects of the connected cluster, one after the other and only of manifests that are open. */
import type { Connection } from 'vscode-languageserver';
import type { Analysis } from '../core/analysis.ts';
import { keyOf, type NeededObject } from '../core/changes/liveObjects.ts';
import type { ManifestFile } from '../core/model/manifestFile.ts';
import { errorWithPlace } from '../shared/errorWords.ts';
import {
  liveObjectRequest,
  type LiveObjectParams,
  type LiveObjectResult,
} from '../shared/protocol.ts';
import type { Publisher } from './publisher.ts';
import { liveTextIn } from './wellFormed.ts';

/** A name that is being typed is not asked for before it has stood so long. */
const pauseMs = 1_000;

export function askForLiveObjects(
  connection: Connection,
  { session, log }: Analysis,
  publisher: Publisher,
): void {
  const { liveObjects } = session;
  const waiting = new Map<string, NeededObject>();
  let timer: NodeJS.Timeout | undefined;

  const ask = async (needed: NeededObject): Promise<void> => {
    const describes = (file: ManifestFile): boolean => isDescribedIn(session, file, needed);
    if (![...session.files].some(describes)) return;
    const params: LiveObjectParams = needed;
    const answer = await connection.sendRequest<LiveObjectResult>(liveObjectRequest.method, params);
    if (liveObjects.set(needed, liveTextIn(answer))) publisher.refreshAll(describes);
  };
  const askAll = async (): Promise<void> => {
    for (const [key, needed] of waiting) {
      waiting.delete(key);
      await ask(needed).catch((error: unknown) => {
        log.error(`${needed.kind} ${needed.name} in the cluster: ${errorWithPlace(error)}`);
      });
    }
    timer = undefined;
  };
  liveObjects.didNeed.on((needed) => {
    waiting.set(keyOf(needed), needed);
    timer ??= setTimeout(() => void askAll(), pauseMs);
  });
}

function isDescribedIn(
  { liveObjects }: Analysis['session'],
  { documents }: ManifestFile,
  needed: NeededObject,
): boolean {
  return documents.some(({ objects }) =>
    objects.some((object) => {
      const own = liveObjects.neededFor(object);
      return own !== undefined && keyOf(own) === keyOf(needed);
    }),
  );
}

/** Asks the client for what the connected cluster has: objects of manifests that are open, and names that these refer to. */
import type { Connection } from 'vscode-languageserver';
import type { Analysis } from '../core/analysis.ts';
import { keyOf, type NeededObject } from '../core/changes/liveObjects.ts';
import { keyOfKeys } from '../core/graph/clusterKeys.ts';
import { keyOfNames } from '../core/graph/clusterNames.ts';
import type { ManifestFile } from '../core/model/manifestFile.ts';
import { formatApiVersion } from '../shared/gvk.ts';
import {
  clusterKeysRequest,
  clusterNamesRequest,
  liveObjectRequest,
  type ClusterKeysParams,
  type ClusterKeysResult,
  type ClusterNamesParams,
  type ClusterNamesResult,
  type LiveObjectParams,
  type LiveObjectResult,
} from '../shared/protocol.ts';
import { askOneByOne } from './askOneByOne.ts';
import type { Publisher } from './publisher.ts';
import { keysIn, liveTextIn, namesIn } from './wellFormed.ts';

export function askForLiveObjects(
  connection: Connection,
  { session, log }: Analysis,
  publisher: Publisher,
): void {
  const { liveObjects } = session;
  askOneByOne(liveObjects.didNeed, {
    ...{ pauseMs: 1_000, keyOf, log },
    ask: async (needed) => {
      const describes = (file: ManifestFile): boolean => isDescribedIn(session, file, needed);
      if (![...session.files].some(describes)) return;
      const params: LiveObjectParams = needed;
      const { method } = liveObjectRequest;
      const answer = await connection.sendRequest<LiveObjectResult>(method, params);
      if (liveObjects.set(needed, liveTextIn(answer))) publisher.refreshAll(describes);
    },
  });
}

function isDescribedIn(
  { liveObjects }: Analysis['session'],
  { documents }: ManifestFile,
  needed: NeededObject,
): boolean {
  return documents.some(({ identities }) =>
    identities.some((object) => {
      const own = liveObjects.neededFor(object);
      return own !== undefined && keyOf(own) === keyOf(needed);
    }),
  );
}

/** Names alone: the objects are not read. */
export function askForClusterNames(connection: Connection, { session, log }: Analysis): void {
  const { clusterNames, store } = session;
  askOneByOne(clusterNames.didNeed, {
    ...{ pauseMs: 300, keyOf: keyOfNames, log },
    ask: async (needed) => {
      const { context, group, kind, namespace } = needed;
      const entry = store.kinds.find((each) => each.group === group && each.kind === kind);
      if (!entry) return;
      const params: ClusterNamesParams = {
        ...{ context, apiVersion: formatApiVersion(entry), kind },
        ...(namespace !== undefined && { namespace }),
      };
      const { method } = clusterNamesRequest;
      const answer = await connection.sendRequest<ClusterNamesResult>(method, params);
      clusterNames.set(needed, namesIn(answer));
    },
  });
}

/** Keys alone: their values stay with the client, which lets them go. */
export function askForClusterKeys(connection: Connection, { session, log }: Analysis): void {
  const { clusterKeys } = session;
  askOneByOne(clusterKeys.didNeed, {
    ...{ pauseMs: 1_000, keyOf: keyOfKeys, log },
    ask: async (needed) => {
      const params: ClusterKeysParams = needed;
      const { method } = clusterKeysRequest;
      const answer = await connection.sendRequest<ClusterKeysResult>(method, params);
      clusterKeys.set(needed, keysIn(answer));
    },
  });
}

// Feeds the language server with the schemas of one cluster: its index, and documents when a manifest needs them. What
// was fetched once is used offline, under the same hash.
import { own } from '../../shared/own.ts';
import type {
  ClusterSchema,
  ClusterSchemaParams,
  ClusterSchemasParams,
} from '../../shared/protocol.ts';
import type { ClusterSession, OpenApiIndex, Result } from '../api.ts';
import { contextKey, type OpenApiCache } from './openApiCache.ts';

export type ClusterOffer = ClusterSchemasParams['cluster'];

export interface SchemaFeed {
  /** What the server is to be told now; null without a cluster. */
  readonly offer: ClusterOffer;
  /** Reads the index of a cluster that the user is connected to; the stored one where that fails. */
  connect(session: ClusterSession): Promise<ClusterOffer>;
  /** The stored index of a context (`contextKey`), without a call to its cluster; null where there is none. */
  recall(key: string): Promise<ClusterOffer>;
  forget(): void;
  /** Answers the server. Null for a cluster that is not offered any more, or whose document cannot be had. */
  schema(params: ClusterSchemaParams): Promise<ClusterSchema | null>;
}

interface Current {
  readonly context: string;
  readonly index: OpenApiIndex;
  readonly kubernetesVersion?: string;
  /** Absent offline. */
  readonly session?: ClusterSession;
}

/** `note` takes a line for the log. */
export function createSchemaFeed(cache: OpenApiCache, note: (line: string) => void): SchemaFeed {
  let current: Current | undefined;
  let round = 0;

  const offer = (): ClusterOffer => offerOf(current);
  /** A cache that cannot be written costs time, not schemas. */
  const keep = (writing: Promise<void>): Promise<void> =>
    writing.catch((error: unknown) => {
      note(`schemas of the cluster are not kept: ${String(error)}`);
    });

  const recall = async (key: string): Promise<ClusterOffer> => {
    const mine = ++round;
    const stored = await cache.index(key);
    if (mine === round) current = stored;
    return offer();
  };

  return {
    get offer() {
      return offer();
    },
    async connect(session) {
      const { name: context } = session.context;
      const key = contextKey(session.context);
      const mine = ++round;
      const stored = await readIndex(session);
      if (mine !== round) return offer();
      if (!stored.ok) {
        note(`no schemas from ${context}: ${stored.error.message}`);
        return recall(key);
      }
      current = { ...stored.value, session };
      await keep(cache.saveIndex(key, stored.value));
      return offer();
    },
    recall,
    forget() {
      round++;
      current = undefined;
    },
    async schema({ context, groupVersion }) {
      const asked = current;
      const entry = asked?.context === context ? own(asked.index, groupVersion) : undefined;
      if (!asked || !entry) return null;
      const stored = await cache.document(groupVersion, entry.hash);
      if (stored || !asked.session) return stored ?? null;
      const fetched = await fetchDocument(asked.session, groupVersion, entry);
      if (!fetched) return null;
      const { document, hash } = fetched;
      if (!document.ok) {
        note(`no schemas of ${groupVersion} from ${context}: ${document.error.message}`);
        return null;
      }
      await keep(cache.saveDocument(groupVersion, hash, document.value));
      return document.value;
    },
  };
}

function offerOf(current: Current | undefined): ClusterOffer {
  if (!current) return null;
  const { context, index, kubernetesVersion } = current;
  const hashes = Object.entries(index).map(([groupVersion, { hash }]) => [groupVersion, hash]);
  return {
    context,
    groupVersions: Object.fromEntries(hashes) as Record<string, string>,
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
  };
}

/** What is kept of a cluster: its index, and its version where it tells it. */
async function readIndex(session: ClusterSession): Promise<Result<Omit<Current, 'session'>>> {
  const [index, version] = await Promise.all([session.openApiIndex(), session.kubernetesVersion()]);
  if (!index.ok) return index;
  const value = {
    context: session.context.name,
    index: index.value,
    ...(version.ok && { kubernetesVersion: version.value }),
  };
  return { ok: true, value };
}

/** The document with its hash; undefined where the cluster does not serve the group-version any more. */
async function fetchDocument(
  session: ClusterSession,
  groupVersion: string,
  { path, hash }: OpenApiIndex[string],
) {
  const document = await session.openApiDocument(path);
  if (document.ok || (document.error.status ?? 0) >= 400) return { document, hash };
  // The document is another one by now: the server names its new address.
  const index = await session.openApiIndex();
  const renewed = index.ok ? own(index.value, groupVersion) : undefined;
  if (!renewed) return undefined;
  return { document: await session.openApiDocument(renewed.path), hash: renewed.hash };
}

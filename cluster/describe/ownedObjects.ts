/** What an object owns, over all steps: the jobs of a schedule and their pods, the runs of an application. */
import type { ResourceRef, ResourceSummary } from '../api.ts';
import { ownedBy, type OwnedObject, type ReadOwnedIndex } from '../explore/ownedIndex.ts';
import { inParallel } from '../inParallel.ts';
import { withResource } from '../discovery/discovery.ts';
import { readPage } from '../requests/listPage.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { summarize } from '../status/health.ts';
import { textAt } from '../values.ts';
import type { RelatedObjects } from './objectPage.ts';

export interface OwnedParts {
  readonly context: ResourceContext;
  readonly readIndex: ReadOwnedIndex;
  /** Kinds that the page tells of otherwise. */
  readonly isTold: (kind: string) => boolean;
}

/** Kinds whose state is read; of others the names are told. */
const mostKinds = 6;
/** Objects of a kind that are looked through. */
const mostObjects = 500;

/** A group for each kind. What may not be listed is not there. */
export async function readOwned(
  { context, readIndex, isTold }: OwnedParts,
  { namespace }: ResourceRef,
  uid: string,
  signal: AbortSignal,
): Promise<readonly RelatedObjects[]> {
  // Owners without a namespace have theirs anywhere: too much is to be read for a page.
  if (namespace === undefined) return [];
  const index = await readIndex(namespace, signal);
  if (!index.ok) return [];
  const kinds = new Map<string, OwnedObject[]>();
  for (const object of ownedBy(uid, index.value.objects)) {
    const { apiVersion, kind } = object.ref;
    if (isTold(kind)) continue;
    const list = kinds.get(`${apiVersion} ${kind}`) ?? [];
    kinds.set(`${apiVersion} ${kind}`, list);
    list.push(object);
  }
  const groups = [...kinds.values()];
  const read = await inParallel(groups.slice(0, mostKinds), (group) =>
    withStates(context, group, namespace, signal),
  );
  return [...read, ...groups.slice(mostKinds)].map((group) => {
    const objects = group.map(summaryOf);
    return { as: objects[0]?.ref.kind ?? '', objects };
  });
}

type OwnedSummary = OwnedObject & { readonly summary?: ResourceSummary };

function summaryOf({ ref, summary }: OwnedSummary): ResourceSummary {
  return summary ?? { ref, status: '', health: 'unknown' };
}

/** The newest first. */
async function withStates(
  context: ResourceContext,
  group: readonly OwnedObject[],
  namespace: string,
  signal: AbortSignal,
): Promise<readonly OwnedSummary[]> {
  const [first] = group;
  if (!first) return group;
  const page = await withResource(context.discovery, first.ref, (resource) =>
    readPage(context.connection, resource, { namespace, limit: mostObjects, signal }),
  );
  if (!page.ok) return group;
  const byUid = new Map(page.value.items.map((item) => [textAt(item, 'metadata', 'uid'), item]));
  return group
    .map((object): OwnedSummary => {
      const item = byUid.get(object.uid);
      return item === undefined
        ? object
        : { ...object, summary: summarize(item, first.ref, context.kinds) };
    })
    .sort((one, other) =>
      (other.summary?.createdAt ?? '').localeCompare(one.summary?.createdAt ?? ''),
    );
}

/** Who owns whom in a namespace, or in the whole cluster: the metadata of all objects, read for a moment. */
import { groupOf } from '../../shared/gvk.ts';
import type { ResourceRef, Result } from '../api.ts';
import { readServedKinds } from '../discovery/servedKinds.ts';
import type { ListedKind } from '../discovery/servedKinds.ts';
import { inParallel } from '../inParallel.ts';
import { metadataOnly } from '../requests/listAll.ts';
import { readPage } from '../requests/listPage.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { listAt, textAt } from '../values.ts';

export interface OwnedObject {
  readonly ref: ResourceRef;
  readonly uid: string;
  /** By uid. */
  readonly owners: readonly string[];
  readonly finalizers: readonly string[];
}

export interface OwnedIndex {
  readonly objects: readonly OwnedObject[];
  /** What could not be looked at, in words. */
  readonly notes: readonly string[];
}

/** `undefined`: the whole cluster. */
export type ReadOwnedIndex = (
  namespace: string | undefined,
  signal?: AbortSignal,
) => Promise<Result<OwnedIndex>>;

/** Objects of a kind that are looked at. */
const mostObjects = 500;
const mostKinds = 400;
/** Milliseconds: several objects are planned one after the other. */
const goodFor = 10_000;

/** These own nothing, belong to nobody, or are no objects that are kept. */
const idle = /^(?:events\.k8s\.io\/.*|v1\/(?:Event|ComponentStatus)|.*metrics\.k8s\.io\/.*)$/;

export function createOwnedIndex(context: ResourceContext): ReadOwnedIndex {
  let last: { at: number; namespace: string | undefined; value: OwnedIndex } | undefined;
  return async (namespace, signal) => {
    if (last && last.namespace === namespace && Date.now() - last.at < goodFor)
      return { ok: true, value: last.value };
    const kinds = await kindsIn(context, namespace, signal);
    if (!kinds.ok) return kinds;
    const value = await readKinds(context, kinds.value, namespace, signal);
    if (value.ok) last = { at: Date.now(), namespace, value: value.value };
    return value;
  };
}

/** Everything that goes with an object: what it owns alone, what that owns, and so on; the nearest first. */
export function goesWith(uid: string, objects: readonly OwnedObject[]): readonly OwnedObject[] {
  return below(uid, objects, ({ owners }, gone) => owners.every((owner) => gone.has(owner)));
}

/** Everything that it owns, alone or with others, over all steps; the nearest first. */
export function ownedBy(uid: string, objects: readonly OwnedObject[]): readonly OwnedObject[] {
  return below(uid, objects, () => true);
}

function below(
  uid: string,
  objects: readonly OwnedObject[],
  isTaken: (object: OwnedObject, found: ReadonlySet<string>) => boolean,
): readonly OwnedObject[] {
  const owned = new Map<string, OwnedObject[]>();
  for (const object of objects) {
    for (const owner of object.owners) {
      const list = owned.get(owner) ?? [];
      owned.set(owner, list);
      list.push(object);
    }
  }
  const known = new Set([uid]);
  const found: OwnedObject[] = [];
  for (const next of known) {
    for (const object of owned.get(next) ?? []) {
      if (known.has(object.uid) || !isTaken(object, known)) continue;
      known.add(object.uid);
      found.push(object);
    }
  }
  return found;
}

async function kindsIn(
  { connection, discovery }: ResourceContext,
  namespace: string | undefined,
  signal?: AbortSignal,
): Promise<Result<readonly ListedKind[]>> {
  const [core, others] = await Promise.all([
    discovery.kinds('v1', signal),
    readServedKinds(connection, discovery, signal),
  ]);
  if (!core.ok) return core;
  if (!others.ok) return others;
  const all = [...core.value.filter(({ verbs }) => verbs.includes('list')), ...others.value];
  const value = all
    .filter(({ namespaced }) => namespaced || namespace === undefined)
    .filter(({ apiVersion, kind }) => !idle.test(`${apiVersion}/${kind}`));
  return { ok: true, value };
}

async function readKinds(
  { connection }: ResourceContext,
  all: readonly ListedKind[],
  namespace: string | undefined,
  signal?: AbortSignal,
): Promise<Result<OwnedIndex>> {
  const kinds = all.slice(0, mostKinds);
  const left = all.length - kinds.length;
  const pages = await inParallel(kinds, async (kind) => {
    const resource = { ...kind, resource: resourceOf(kind), verbs: [] };
    const page = await readPage(connection, resource, {
      ...{ namespace, limit: mostObjects, accept: metadataOnly },
      ...(signal && { signal }),
    });
    return { kind, page };
  });
  const cancelled = pages.find(({ page }) => !page.ok && page.error.code === 'cancelled')?.page;
  if (cancelled && !cancelled.ok) return cancelled;
  const unread = pages.flatMap(({ kind, page }) =>
    page.ok || page.error.code === 'not-found' ? [] : [kind.plural],
  );
  const long = pages.flatMap(({ kind, page }) =>
    page.ok && page.value.continueToken ? [kind.plural] : [],
  );
  const objects = pages.flatMap(({ kind, page }) =>
    page.ok ? page.value.items.map((item) => ownedObject(item, kind)) : [],
  );
  return {
    ok: true,
    value: {
      objects: [...new Map(objects.map((object) => [object.uid, object])).values()],
      notes: [
        ...(unread.length > 0 ? [`You may not list ${listText(unread)}: look there, too`] : []),
        ...(long.length > 0
          ? [`Of ${listText(long)} only the first ${mostObjects} were looked at`]
          : []),
        ...(left > 0 ? [`${left} further kinds of this cluster were not looked at`] : []),
      ],
    },
  };
}

function resourceOf({ apiVersion, plural }: ListedKind): string {
  return [plural, groupOf(apiVersion)].filter(Boolean).join('.');
}

/** Names that a sentence has room for. */
const mostNames = 5;

function listText(names: readonly string[]): string {
  const more = names.length - mostNames;
  const shown = names.slice(0, mostNames).join(', ');
  return more > 0 ? `${shown} and ${more} other kinds` : shown;
}

function ownedObject(item: unknown, { apiVersion, kind }: ListedKind): OwnedObject {
  const namespace = textAt(item, 'metadata', 'namespace');
  const name = textAt(item, 'metadata', 'name') ?? '';
  return {
    ref: { apiVersion, kind, name, ...(namespace && { namespace }) },
    uid: textAt(item, 'metadata', 'uid') ?? '',
    owners: listAt(item, 'metadata', 'ownerReferences').flatMap((one) => textAt(one, 'uid') ?? []),
    finalizers: listAt(item, 'metadata', 'finalizers').map(String),
  };
}

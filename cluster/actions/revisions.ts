/** The pod templates that a workload had: what its controller keeps of them. */
import type { RollBackFacts } from '../../shared/kindFacts.ts';
import type { Revision } from '../actionsApi.ts';
import type { Result } from '../api.ts';
import { diffTexts } from '../objects/cleanObject.ts';
import { listAll } from '../requests/listAll.ts';
import type { ResourceContext } from '../requests/resources.ts';
import {
  at,
  isObject,
  listAt,
  numberAt,
  objectAt,
  textAt,
  without,
  type JsonObject,
} from '../values.ts';
import type { LiveObject } from './live.ts';

/** As kubectl has it: who made a revision says why. */
const cause = 'kubernetes.io/change-cause';
export const deploymentRevision = 'deployment.kubernetes.io/revision';

export interface KeptRevision {
  readonly number: number;
  readonly template: JsonObject;
  /** The object that keeps it. */
  readonly keeper: JsonObject;
}

/** The newest first: that is the one in use. */
export async function readRevisions(
  context: ResourceContext,
  { uid, namespace }: LiveObject,
  { history }: RollBackFacts,
  signal?: AbortSignal,
): Promise<Result<readonly KeptRevision[]>> {
  const kind = { apiVersion: 'apps/v1', kind: history };
  const all = await listAll(context, kind, { namespace, ...(signal && { signal }) });
  if (!all.ok) return all;
  const value = all.value
    .filter((keeper) =>
      listAt(keeper, 'metadata', 'ownerReferences').some(
        (owner) => textAt(owner, 'uid') === uid && at(owner, 'controller') === true,
      ),
    )
    .map((one) => objectAt({ one }, 'one'))
    .flatMap((keeper) => {
      const number = numberOf(keeper);
      return number === undefined ? [] : [{ number, template: templateOf(keeper), keeper }];
    })
    .sort((one, other) => other.number - one.number);
  return { ok: true, value };
}

export function told(
  { object, resource, name }: LiveObject,
  kept: KeptRevision,
  index: number,
): Revision {
  const { apiVersion, kind } = resource;
  const side = (template: JsonObject) => ({
    ...{ apiVersion, kind },
    metadata: { name },
    spec: { template: sorted(template) },
  });
  const texts = diffTexts(side(objectAt(object, 'spec', 'template')), side(kept.template));
  const why = textAt(kept.keeper, 'metadata', 'annotations', cause);
  const createdAt = textAt(kept.keeper, 'metadata', 'creationTimestamp');
  return {
    number: kept.number,
    isInUse: index === 0,
    images: imagesOf(kept.template).map(([, image]) => image),
    ...(createdAt !== undefined && { createdAt }),
    ...(why !== undefined && { cause: why }),
    texts,
  };
}

/** The keys in one order: a controller keeps them in another one than the API server. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort((one, other) => one.localeCompare(other, 'en'));
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

/** Name and image of each container. */
export function imagesOf(template: unknown): readonly (readonly [string, string])[] {
  return ['initContainers', 'containers'].flatMap((list) =>
    listAt(template, 'spec', list).map(
      (one) => [textAt(one, 'name') ?? '', textAt(one, 'image') ?? ''] as const,
    ),
  );
}

function numberOf(keeper: JsonObject): number | undefined {
  const own = numberAt(keeper, 'revision');
  if (own !== undefined) return own;
  const written = textAt(keeper, 'metadata', 'annotations', deploymentRevision);
  return written !== undefined && /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}

/** Without what the controller puts there for itself. */
function templateOf(keeper: JsonObject): JsonObject {
  const template = at(keeper, 'data') === undefined ? keeper : objectAt(keeper, 'data');
  const { metadata, ...rest } = without(objectAt(template, 'spec', 'template'), ['$patch']);
  const labels = without(objectAt({ metadata }, 'metadata', 'labels'), ['pod-template-hash']);
  return { metadata: { ...objectAt({ metadata }, 'metadata'), labels }, ...rest };
}

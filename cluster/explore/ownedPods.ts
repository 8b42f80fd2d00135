/** The pods that run for an object, found as the facts of its kind say: by their labels, or by the object's own selector. */
import type { PodFacts } from '../../shared/kindFacts.ts';
import type { ResourceRef, Result, WatchQuery } from '../api.ts';
import { readObject } from '../requests/resources.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { groupOf } from '../../shared/gvk.ts';
import { filledIn, valueAt } from '../status/factPath.ts';
import { listAt, objectAt, textAt } from '../values.ts';

const pods = { apiVersion: 'v1', kind: 'Pod' };
const none = { ok: true, value: undefined } as const;

/** Undefined where no pods run for it. */
export async function ownedPods(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<WatchQuery | undefined>> {
  const facts = context.kinds?.kindOf(groupOf(ref.apiVersion), ref.kind)?.pods;
  if (!facts) return none;
  const read = await readObject(context, ref, signal);
  if (!read.ok) return read;
  const labelSelector = selectorOf(read.value.object, facts);
  if (!labelSelector) return none;
  const { namespace } = ref;
  const { role: roleLabel } = facts;
  const place = { ...(namespace && { namespace }), labelSelector };
  return { ok: true, value: { ...pods, ...place, ...(roleLabel && { roleLabel }) } };
}

/** As the API server reads it; undefined where no pod can be found by it. */
export function selectorOf(object: unknown, { labels, selector }: PodFacts): string | undefined {
  const wanted = Object.entries(labels ?? {}).map(([key, text]) => [key, filledIn(text, object)]);
  const own = selector === undefined ? {} : valueAt(object, selector);
  const matched = Object.entries(objectAt({ own }, 'own', 'matchLabels'));
  const pairs = [...wanted, ...matched];
  if (!pairs.every(([, value]) => typeof value === 'string' && isLabelValue(value)))
    return undefined;
  const terms = [
    ...pairs.map(([key, value]) => `${String(key)}=${String(value)}`),
    ...listAt(own, 'matchExpressions').flatMap(termOf),
  ];
  return terms.length > 0 ? terms.join(',') : undefined;
}

/** Another value stands on no pod, and the server refuses to look for it. */
function isLabelValue(value: string): boolean {
  return /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/.test(value);
}

function termOf(expression: unknown): string[] {
  const key = textAt(expression, 'key');
  if (!key) return [];
  const values = listAt(expression, 'values').map(String).join(',');
  switch (textAt(expression, 'operator')) {
    case 'In':
      return [`${key} in (${values})`];
    case 'NotIn':
      return [`${key} notin (${values})`];
    case 'Exists':
      return [key];
    case 'DoesNotExist':
      return [`!${key}`];
    default:
      return [];
  }
}

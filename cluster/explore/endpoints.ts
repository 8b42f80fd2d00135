/** The Services that lead to the pods of an object, whoever made them: their selectors are held against the labels of the pods. */
import type { ResourceRef, ResourceSummary, Result } from '../api.ts';
import { listAll } from '../requests/listAll.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { summarize } from '../status/health.ts';
import { objectAt } from '../values.ts';
import { ownedPods } from './ownedPods.ts';

const services = { apiVersion: 'v1', kind: 'Service' };

export async function readEndpoints(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<readonly ResourceSummary[]>> {
  const query = await ownedPods(context, ref, signal);
  if (!query.ok) return query;
  if (!query.value) return { ok: true, value: [] };
  const { namespace, labelSelector } = query.value;
  const how = { namespace, ...(signal && { signal }) };
  const [pods, all] = await Promise.all([
    listAll(context, query.value, { ...how, labelSelector }),
    listAll(context, services, how),
  ]);
  if (!pods.ok) return pods;
  if (!all.ok) return all;
  const labels = pods.value.map((pod) => objectAt(pod, 'metadata', 'labels'));
  const found = all.value.filter((service) => leadsTo(service, labels));
  return { ok: true, value: found.map((one) => summarize(one, services, context.kinds)) };
}

/** A Service without a selector has endpoints of its own, which say nothing of pods. */
export function leadsTo(
  service: unknown,
  pods: readonly Readonly<Record<string, unknown>>[],
): boolean {
  const wanted = Object.entries(objectAt(service, 'spec', 'selector'));
  if (wanted.length === 0) return false;
  return pods.some((labels) =>
    wanted.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value),
  );
}

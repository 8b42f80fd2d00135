/** Pods by the labels that they have: looked up by selectors, of which a workspace has as many as it has pods. */
import { asLongAsSame } from './asLongAsSame.ts';
import type { Labels, PodFacts } from './facts.ts';
import type { Graph, KnownObject } from './graph.ts';
import { hasLabels } from './labels.ts';
import { isSameNamespace } from './resolve.ts';

export interface PodWithOwner {
  readonly owner: KnownObject;
  readonly pod: PodFacts;
}

/** Those with all the labels, of objects that may be in the namespace. */
export function podsWith(
  graph: Graph,
  labels: Labels,
  namespace: string | undefined,
): PodWithOwner[] {
  const wanted = Object.entries(labels);
  const byLabel = asLongAsSame(graph, 'pods by label', () => indexOf(graph));
  const found =
    wanted.length === 0
      ? [...allPods(graph)]
      : wanted.map((label) => byLabel.get(keyOf(label)) ?? []).reduce(fewer);
  return found.filter(
    ({ owner, pod }) =>
      isSameNamespace(owner.facts.namespace, namespace) && hasLabels(pod.labels, labels),
  );
}

function fewer<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return other.length < one.length ? other : one;
}

function* allPods(graph: Graph): Generator<PodWithOwner> {
  for (const owner of graph.withPods()) for (const pod of owner.facts.pods) yield { owner, pod };
}

function indexOf(graph: Graph): ReadonlyMap<string, readonly PodWithOwner[]> {
  const byLabel = new Map<string, PodWithOwner[]>();
  for (const each of allPods(graph))
    for (const label of Object.entries(each.pod.labels)) {
      const key = keyOf(label);
      const same = byLabel.get(key);
      if (same) same.push(each);
      else byLabel.set(key, [each]);
    }
  return byLabel;
}

function keyOf([key, value]: readonly [string, string]): string {
  return `${key}=${value}`;
}

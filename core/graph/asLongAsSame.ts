/** What is gathered from the whole graph once, for all that ask before the graph holds something else. */
import type { Graph } from './graph.ts';

interface Kept {
  readonly edition: number;
  readonly value: unknown;
}

const keptByGraph = new WeakMap<Graph, Map<string, Kept>>();

/**
 * `key` says what it is: the same key has to come with the same kind of value. `edition`: of what it depends on, where that
 * changes less often than the graph.
 */
export function asLongAsSame<T>(
  graph: Graph,
  key: string,
  gather: () => T,
  edition = graph.edition,
): T {
  const values = keptByGraph.get(graph) ?? new Map<string, Kept>();
  keptByGraph.set(graph, values);
  const kept = values.get(key);
  if (kept?.edition === edition) return kept.value as T;
  const value = gather();
  values.set(key, { edition, value });
  return value;
}

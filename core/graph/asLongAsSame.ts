/** What is gathered from the whole graph once, for all that ask before the graph holds something else. */
import type { Graph } from './graph.ts';

interface Kept {
  readonly edition: number;
  readonly values: Map<string, unknown>;
}

const keptByGraph = new WeakMap<Graph, Kept>();

/** `key` says what it is: the same key has to come with the same kind of value. */
export function asLongAsSame<T>(graph: Graph, key: string, gather: () => T): T {
  const { edition } = graph;
  let kept = keptByGraph.get(graph);
  if (kept?.edition !== edition) {
    kept = { edition, values: new Map() };
    keptByGraph.set(graph, kept);
  }
  if (!kept.values.has(key)) kept.values.set(key, gather());
  return kept.values.get(key) as T;
}

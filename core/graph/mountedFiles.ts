/** Under which paths the workloads of the workspace mount the files of a ConfigMap. */
import type { Graph, KnownObject } from './graph.ts';
import { referencesTo } from './resolve.ts';

export interface MountsOf {
  /** By the key of the ConfigMap. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Whose containers find them there. */
  readonly by: readonly KnownObject[];
}

/** Those alone whose name there is another one than the key. */
export function mountsOf(
  graph: Graph,
  { name, namespace }: { readonly name: string; readonly namespace?: string | undefined },
): MountsOf {
  const paths = new Map<string, string[]>();
  const by = new Set<KnownObject>();
  for (const { from } of referencesTo(graph, { group: '', kind: 'ConfigMap', name, namespace }))
    for (const { configMap, key, path } of from.facts.mountedFiles ?? []) {
      if (configMap !== name) continue;
      const known = paths.get(key) ?? [];
      paths.set(key, known);
      if (!known.includes(path)) known.push(path);
      by.add(from);
    }
  return { paths, by: [...by] };
}

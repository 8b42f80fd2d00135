/** Pods in files that a program completes before it sends them: a file of `spark.kubernetes.driver.podTemplateFile`. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import { at, get, items, text, type Node } from '../yaml/node.ts';

/** The containers by which such files are known: Spark and Flink look for them by these names. */
const completedContainers: ReadonlySet<string> = new Set([
  'spark-kubernetes-driver',
  'spark-kubernetes-executor',
  'flink-main-container',
]);

/** Whether nothing is missing in a Pod, as name and image come from the program that reads the file. */
export function isProgramTemplate(root: Node, { group, kind }: GroupVersionKind): boolean {
  if (group !== '' || kind !== 'Pod') return false;
  return items(at(root, ['spec', 'containers'])).some((container) =>
    completedContainers.has(text(get(container, 'name')) ?? ''),
  );
}

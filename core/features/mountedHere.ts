/** Where workloads mount the files of the ConfigMap that a place is in. */
import type { MountedFiles } from '../embedded/files.ts';
import { mountsOf } from '../graph/mountedFiles.ts';
import type { Session } from '../session.ts';
import { at, text, type Node } from '../yaml/node.ts';
import type { Target, Seen } from './target.ts';

/** Undefined for a place in anything else. `root`: of the object. */
export function mountedHere(
  { graph }: Session,
  target: Target<Seen>,
  root: Node | undefined,
): MountedFiles | undefined {
  if (target.kind !== 'object' || target.typeMeta.kind !== 'ConfigMap') return undefined;
  const name = text(at(root, ['metadata', 'name']));
  const namespace = text(at(root, ['metadata', 'namespace']));
  if (name === undefined) return undefined;
  return mountsOf(graph, { name, ...(namespace !== undefined && { namespace }) }).paths;
}

/** The releases of a helmfile, as far as the file says all of them. */
import type { Beside } from '../kustomize/patches.ts';
import { get, isNull, items, text, type Node } from '../yaml/node.ts';
import { documentStarts } from '../yaml/splitDocuments.ts';

export interface HelmfileRelease {
  readonly node: Node;
  readonly nameNode: Node;
  readonly name: string;
  /** Undefined where something else says it: a template, an override. */
  readonly namespace: string | undefined;
  readonly context: string | undefined;
}

/** Whether parts of the same file, or files that it names, say more. */
export function hasOtherParts(root: Node, beside: Beside | undefined): boolean {
  if (isWritten(get(root, 'bases'))) return true;
  const whole = beside?.read(beside.path);
  return whole !== undefined && documentStarts(whole).length > 1;
}

/** Undefined where one of them is filled in. */
export function releasesOf(root: Node): readonly HelmfileRelease[] | undefined {
  const found: HelmfileRelease[] = [];
  if (get(root, 'releases')?.filledIn) return undefined;
  const isOverridden = isWritten(get(root, 'namespace'));
  for (const node of items(get(root, 'releases'))) {
    const nameNode = get(node, 'name');
    const name = text(nameNode);
    if (node.filledIn || nameNode?.filledIn || name?.includes('{{')) return undefined;
    if (!nameNode || name === undefined || name === '') continue;
    const isElsewhere =
      isOverridden || isWritten(get(node, 'inherit')) || isWritten(get(node, '<<'));
    found.push({
      ...{ node, nameNode, name },
      namespace: isElsewhere ? undefined : textAt(node, 'namespace'),
      context: isElsewhere ? undefined : textAt(node, 'kubeContext'),
    });
  }
  return found;
}

/** Undefined where it is filled in. */
function textAt(node: Node, key: string): string | undefined {
  const value = get(node, key);
  if (!isWritten(value)) return '';
  const written = value.filledIn ? undefined : text(value);
  return written?.includes('{{') ? undefined : written;
}

/** Set, whatever to. */
export function isWritten(node: Node | undefined): node is Node {
  return node !== undefined && !isNull(node);
}

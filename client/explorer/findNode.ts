// The way from the top of the tree to the row of one object: through the parts and folders in which it can be, and no others.
import type { ResourceRef } from '../../cluster/api.ts';
import { groupOf } from '../../shared/gvk.ts';
import {
  isContextNode,
  isResourceNode,
  type ExplorerNode,
  type ListNode,
  type NodeContext,
} from './nodes/node.ts';

/** Parts, folders of several namespaces and of one, groups of states. */
const deepest = 5;

/** All nodes from the context down to the row; undefined where the tree does not show the object. */
export async function findNode(
  roots: readonly ExplorerNode[],
  { contextName, ref }: { readonly contextName: string; readonly ref: ResourceRef },
  ctx: NodeContext,
): Promise<readonly ExplorerNode[] | undefined> {
  const context = roots.find((node) => isContextNode(node) && node.contextName === contextName);
  const below = context && (await search(context, ref, ctx, deepest));
  return context && below && [context, ...below];
}

async function search(
  node: ExplorerNode,
  ref: ResourceRef,
  ctx: NodeContext,
  depth: number,
): Promise<readonly ExplorerNode[] | undefined> {
  const children = await node.children(ctx);
  const row = children.find((child) => isResourceNode(child) && isSame(child.ref, ref));
  if (row) return [row];
  if (depth === 0) return undefined;
  for (const child of children) {
    if (!(await canHold(child, ref, ctx))) continue;
    const found = await search(child, ref, ctx, depth - 1);
    if (found) return [child, ...found];
  }
  return undefined;
}

const ways: ReadonlySet<string> = new Set(['section', 'system', 'folder', 'group']);

/** A list is read only where it is of the kind, and of the namespace of the object. */
async function canHold(node: ExplorerNode, ref: ResourceRef, ctx: NodeContext): Promise<boolean> {
  if (isResourceNode(node) || !ways.has(node.view().contextValue)) return false;
  if (!isListNode(node)) return node.view().label !== 'Namespaces';
  const source = await node.source(ctx);
  if (!source.ok || !source.value) return false;
  const { apiVersion, kind, namespace } = source.value.query;
  const isOfKind = kind === ref.kind && groupOf(apiVersion) === groupOf(ref.apiVersion);
  return isOfKind && (namespace === undefined || namespace === ref.namespace);
}

function isListNode(node: ExplorerNode): node is ListNode {
  return 'source' in node;
}

function isSame(one: ResourceRef, other: ResourceRef): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.namespace === other.namespace &&
    groupOf(one.apiVersion) === groupOf(other.apiVersion)
  );
}

// What a key of the tree is about.
import { isResourceHandle, type ExplorerNode } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

/** The selected rows that a command can be for: folders and sections are no objects. */
export function rowsFor(
  { isForObjects }: Pick<Command, 'isForObjects'>,
  rows: readonly ExplorerNode[],
): readonly ExplorerNode[] {
  return isForObjects ? rows.filter(isResourceHandle) : rows;
}

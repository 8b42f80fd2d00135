// An entry of a kubeconfig file that does not count: people look for it in the tree and find another one, or none.
import type { HiddenEntry } from '../../../cluster/api.ts';
import { noChildren } from './message.ts';
import type { ExplorerNode } from './node.ts';
import { nodeId } from './nodeId.ts';

export function hiddenEntryNode({ kind, name, file, by }: HiddenEntry): ExplorerNode {
  return {
    id: nodeId('hidden', kind, name, file),
    view: () => ({
      label: `${name} is hidden`,
      description: `${kind} of ${file}`,
      tooltip: `The ${kind} ${name} of ${file} does not count: ${by} comes first and has another ${kind} of this name. Rename one of the two, or change the order of the files`,
      icon: { name: 'eye-closed' },
      contextValue: 'message',
      collapsible: 'none',
    }),
    children: noChildren,
  };
}

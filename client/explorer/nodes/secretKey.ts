// One key of a Secret. Its value is hidden until somebody asks for this one.
import type { ResourceRef } from '../../../cluster/api.ts';
import type { SecretKey } from '../../../cluster/exploreApi.ts';
import { noChildren } from './message.ts';
import type { ExplorerNode, ResourceNode } from './node.ts';
import { isNode } from './node.ts';
import { nodeId } from './nodeId.ts';

export interface SecretKeyNode extends ExplorerNode {
  readonly contextName: string;
  /** The Secret. */
  readonly secret: ResourceRef;
  readonly key: string;
}

export function secretKeyNode(
  { id, contextName, ref }: ResourceNode,
  { name, bytes }: SecretKey,
): SecretKeyNode {
  return {
    id: nodeId(id, name),
    contextName,
    secret: ref,
    key: name,
    view: () => ({
      label: name,
      description: `hidden, ${bytes} bytes`,
      tooltip: `The value of ${name} is hidden. Reveal it by the button of this line`,
      icon: { name: 'lock' },
      contextValue: 'secretKey',
      collapsible: 'none',
    }),
    children: noChildren,
  };
}

export function isSecretKeyNode(value: unknown): value is SecretKeyNode {
  return isNode(value) && 'secret' in value && 'key' in value;
}

/** Ports of all containers of a pod, which share one address. */
import { get, type Node } from '../../yaml/node.ts';
import { containersOf } from '../containers/podSpec.ts';
import { list, string } from '../read.ts';

export interface OwnedPort {
  readonly container: Node;
  /** Of the container; "" where it has none. */
  readonly name: string;
  readonly port: Node;
}

/** Those of init containers first, in the order of the text. */
export function portsOf(podSpec: Node): OwnedPort[] {
  return containersOf(podSpec).flatMap((container) => {
    const name = string(get(container, 'name')) ?? '';
    return list(get(container, 'ports')).map((port) => ({ container, name, port }));
  });
}

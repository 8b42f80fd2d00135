/** Ports of containers that are ports of the node. */
import { get, type Node } from '../../yaml/node.ts';
import { list, number } from '../read.ts';

/** Ports of the regular containers that have a host port. */
export function hostPorts(podSpec: Node): { readonly port: Node; readonly onHost: Node }[] {
  return list(get(podSpec, 'containers')).flatMap((container) =>
    list(get(container, 'ports')).flatMap((port) => {
      const onHost = get(port, 'hostPort');
      return onHost && number(onHost) ? [{ port, onHost }] : [];
    }),
  );
}

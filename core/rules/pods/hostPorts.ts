/** Ports of containers that are ports of the node. */
import { get, type Node } from '../../yaml/node.ts';
import { list, number } from '../read.ts';

/** Ports of the regular containers that have a host port. */
export function hostPorts(podSpec: Node): { readonly port: Node; readonly onHost: Node }[] {
  return hostPortsOf(list(get(podSpec, 'containers')));
}

/** The same of these containers. */
export function hostPortsOf(containers: readonly Node[]): ReturnType<typeof hostPorts> {
  return containers.flatMap((container) =>
    list(get(container, 'ports')).flatMap((port) => {
      const onHost = get(port, 'hostPort');
      return onHost && number(onHost) ? [{ port, onHost }] : [];
    }),
  );
}

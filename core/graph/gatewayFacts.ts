/** What objects of the Gateway API say: which routes a listener takes, which hosts a route is for, what a grant lets others name. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { at, get, items, text, type Node } from '../yaml/node.ts';
import type { GrantFacts, KindName, ListenerFacts, Named, ObjectFacts } from './facts.ts';

export const gatewayGroup = 'gateway.networking.k8s.io';

/** None for other kinds, and of lists that are not all written. */
export function gatewayFacts(
  { group, kind }: KindName,
  node: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'listeners' | 'hostnames' | 'grants'> {
  if (group !== gatewayGroup) return {};
  const spec = get(node, 'spec');
  if (kind === 'ReferenceGrant') return grantFacts(spec);
  if (kind === 'Gateway') {
    const listeners = all(get(spec, 'listeners'), listenerOf);
    return listeners ? { listeners } : {};
  }
  const hostnames = all(get(spec, 'hostnames'), (host) => hostOf(host, document));
  return hostnames && hostnames.length > 0 ? { hostnames } : {};
}

/** What a list holds; undefined where it is none, or something of it is not known. */
function all<T>(list: Node | undefined, read: (item: Node) => T | undefined): T[] | undefined {
  if (list?.type !== 'seq') return undefined;
  const found = items(list).map(read);
  return found.every((each) => each !== undefined) ? found : undefined;
}

function listenerOf(node: Node): ListenerFacts | undefined {
  const [name, port, host] = ['name', 'port', 'hostname'].map((key) => get(node, key));
  const from = at(node, ['allowedRoutes', 'namespaces', 'from']);
  const known = [name, port, host, from].every((each) => !each?.filledIn);
  if (!known || name?.type !== 'scalar' || port?.type !== 'scalar') return undefined;
  const hostname = text(host);
  return {
    ...{ name: name.source, port: port.source, from: text(from) ?? 'Same' },
    ...(hostname !== undefined && hostname !== '' && { hostname }),
  };
}

function hostOf(node: Node, document: ManifestDocument): Named | undefined {
  const host = node.filledIn ? undefined : text(node);
  return host === undefined || !/^[\w*][\w.-]*$/.test(host)
    ? undefined
    : { text: host, range: document.rangeOf(node.span) };
}

function grantFacts(spec: Node | undefined): Pick<ObjectFacts, 'grants'> {
  const read = (node: Node) => {
    const [group, kind, namespace, name] = ['group', 'kind', 'namespace', 'name'].map((key) =>
      text(get(node, key)),
    );
    return { group: group ?? '', kind: kind ?? '', namespace, name };
  };
  const [from, to] = [all(get(spec, 'from'), read), all(get(spec, 'to'), read)];
  const grants: GrantFacts | undefined = from && to && { from, to };
  return grants ? { grants } : {};
}

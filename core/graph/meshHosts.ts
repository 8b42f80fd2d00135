/**
 * Hosts of Istio: routes lead to a host, and all DestinationRules for it say together which subsets it has. A host is known
 * by the name and the namespace of its Service, or by all of its name where it is no Service.
 */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { Visit } from '../walk/visit.ts';
import { at, get, text, type Node } from '../yaml/node.ts';
import type { KindName, MadeObject, Named, Reference } from './facts.ts';
import { hostKind, partsNamed } from './parts.ts';

const group = 'networking.istio.io';

/** What a DestinationRule says something of. */
export function hostsOf(kind: KindName, node: Node): MadeObject[] {
  if (kind.group !== group || kind.kind !== 'DestinationRule') return [];
  const host = hostOf(at(node, ['spec', 'host']));
  return host ? [{ ...hostKind, ...host }] : [];
}

/** The host that a route leads to, and its Service. */
export function hostReferences(visit: Visit, document: ManifestDocument): Reference[] {
  const { node, step, ctx } = visit;
  if (ctx.gvk.group !== group || ctx.gvk.kind !== 'VirtualService') return [];
  if (node.type !== 'map' || (step !== 'destination' && step !== 'mirror')) return [];
  const written = get(node, 'host');
  const host = hostOf(written);
  if (!host || !written) return [];
  const name: Named = { text: host.name, range: document.rangeOf(written.span) };
  const common = {
    ...{ name, keys: [], needs: [], isOptional: false },
    ...(host.namespace !== undefined && { namespace: host.namespace }),
  };
  const port = at(node, ['port', 'number']);
  const isService = host.namespace !== external;
  return [
    ...(isService
      ? [
          {
            ...{ ...common, group: '', kind: 'Service', isInText: true as const },
            ...(port?.type === 'scalar' &&
              !port.filledIn && {
                port: { text: port.source, range: document.rangeOf(port.span) },
              }),
          },
        ]
      : []),
    { ...common, ...hostKind, parts: partsNamed(hostKind, node, document) },
  ];
}

/** A host outside of all namespaces. */
const external = '';

/** A name without dots is a Service of the own namespace. */
export function hostOf(node: Node | undefined): { name: string; namespace?: string } | undefined {
  const host = node?.filledIn ? undefined : text(node);
  if (host === undefined || !/^[a-z0-9*][a-z0-9.-]*$/.test(host)) return undefined;
  if (!host.includes('.')) return { name: host };
  const [, name, namespace] = /^([^.*]+)\.([^.]+)\.svc(?:\.|$)/.exec(host) ?? [];
  return name === undefined ? { name: host, namespace: external } : { name, namespace };
}

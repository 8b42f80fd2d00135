/** Services: what gives them addresses, their ports, and whether each pod has a name of its own. */
import { quote } from '../../formats/format.ts';
import { groupBy } from '../../../shared/groupBy.ts';
import { asLongAsSame } from '../asLongAsSame.ts';
import type { ServiceFacts } from '../facts.ts';
import type { Declared, Graph, KnownObject } from '../graph.ts';
import { isSameNamespace, resolve } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode, type LinkedReporter } from './linked.ts';

export const servicePort: LinkedCode = {
  code: 'service-port-missing',
  severity: 'warning',
  summary: 'A port of a Service is named that it does not have.',
};
export const notHeadless: LinkedCode = {
  code: 'service-not-headless',
  severity: 'warning',
  summary: 'The Service of a StatefulSet gives its pods no names of their own.',
};

export const withoutSelector: LinkedCode = {
  code: 'service-without-selector',
  severity: 'information',
  summary: 'A Service selects no pods, and nothing else gives it addresses.',
};

export const services: LinkedCheck = {
  codes: [servicePort, notHeadless, withoutSelector],
  check(object, { graph }, report) {
    checkSelector(object, graph, report);
    for (const reference of object.facts.references) {
      if (reference.group !== '' || reference.kind !== 'Service') continue;
      const { targets } = resolve(graph, object.facts, reference, true);
      const [target] = targets;
      const service = target?.isMade ? madeService(target) : target?.by.facts.service;
      if (!target || !service || targets.length > 1) continue;
      const name = quote(reference.name.text);
      const more = { related: related(target.by) };
      const { port } = reference;
      // The address of a headless Service is that of its pods, which have all ports that they listen on.
      const isOfPods = reference.isInText && service.isHeadless;
      if (port && !isOfPods && service.ports.length > 0 && !service.ports.includes(port.text))
        report(
          servicePort,
          port.range,
          `Service ${name} has no port ${quote(port.text)}: it has ${service.ports.map(quote).join(', ')}`,
          more,
        );
      if (isOfSet(object) && !target.isMade && !service.isHeadless)
        report(
          notHeadless,
          reference.name.range,
          `Service ${name} has an address of its own, so the pods have no names by which they find each other: set clusterIP: None in it`,
          more,
        );
    }
  },
};

/** What is known of a Service that an operator makes. */
function madeService({ ports }: Declared): ServiceFacts | undefined {
  return ports && { isHeadless: false, ports };
}

function checkSelector(
  { facts: { service, name, namespace } }: KnownObject,
  graph: Graph,
  report: LinkedReporter,
): void {
  if (!service?.bare || !graph.isWhole) return;
  const addresses = [
    ...graph.named({ group: '', kind: 'Endpoints' }, name.text),
    ...(slicesByService(graph).get(name.text) ?? []),
  ];
  if (addresses.some((each) => isSameNamespace(each.namespace, namespace))) return;
  report(
    withoutSelector,
    service.bare,
    'without a selector nobody but you adds the addresses behind this Service: write the labels of its pods',
  );
}

/** EndpointSlices by the Service that they say they are of. */
function slicesByService(graph: Graph): ReadonlyMap<string | undefined, readonly Declared[]> {
  return asLongAsSame(graph, 'slices by service', () =>
    groupBy(
      graph.ofKind({ group: 'discovery.k8s.io', kind: 'EndpointSlice' }),
      ({ by }) => by.facts.labels['kubernetes.io/service-name'],
    ),
  );
}

function isOfSet({ facts: { group, kind } }: KnownObject): boolean {
  return group === 'apps' && kind === 'StatefulSet';
}

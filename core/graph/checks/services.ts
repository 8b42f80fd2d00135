/** Services in the eyes of those who name them: their ports, and whether each pod has a name of its own. */
import { quote } from '../../formats/format.ts';
import type { KnownObject } from '../graph.ts';
import { resolve } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode } from './linked.ts';

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

export const services: LinkedCheck = {
  codes: [servicePort, notHeadless],
  check(object, { graph }, report) {
    for (const reference of object.facts.references) {
      if (reference.group !== '' || reference.kind !== 'Service') continue;
      const { targets } = resolve(graph, object.facts, reference, true);
      const [target] = targets;
      const service = target?.isMade ? undefined : target?.by.facts.service;
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
      if (isOfSet(object) && !service.isHeadless)
        report(
          notHeadless,
          reference.name.range,
          `Service ${name} has an address of its own, so the pods have no names by which they find each other: set clusterIP: None in it`,
          more,
        );
    }
  },
};

function isOfSet({ facts: { group, kind } }: KnownObject): boolean {
  return group === 'apps' && kind === 'StatefulSet';
}

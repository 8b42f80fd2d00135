import { at, get } from '../../yaml/node.ts';
import { boolean, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { mountingContainers } from './mounts.ts';

export const rule: Rule = {
  code: 'mount-propagation',
  severity: 'error',
  claims: 'value',
  summary: 'Mounts of a container that is not privileged are to be seen on the node.',
  source: inApiServer('core', 'validateMountPropagation'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const container of mountingContainers(node)) {
      if (boolean(at(container, ['securityContext', 'privileged'])) === true) continue;
      for (const mount of list(get(container, 'volumeMounts'))) {
        const propagation = get(mount, 'mountPropagation');
        if (propagation && string(propagation) === 'Bidirectional')
          report(
            propagation,
            '"Bidirectional" needs a privileged container: use HostToContainer or make it privileged',
          );
      }
    }
  },
};

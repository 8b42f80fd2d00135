import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'resource-field-container',
  severity: 'error',
  claims: 'absence',
  summary: 'A resource that is written to a volume does not say of which container.',
  source: inApiServer('core', 'validateContainerResourceFieldSelector'),
  on: { types: ['core.v1/DownwardAPIVolumeFile'] },
  check({ node }, report) {
    const reference = get(node, 'resourceFieldRef');
    const resource = get(reference, 'resource');
    if (resource && string(resource) && !string(get(reference, 'containerName')))
      report(
        resource,
        'a file in a volume needs the container whose resource it is: add "containerName"',
      );
  },
};

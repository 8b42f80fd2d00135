import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'resource-field-name',
  severity: 'error',
  claims: 'value',
  summary: 'A resource is passed to a container that cannot be passed.',
  source: inApiServer('core', 'validateContainerResourceFieldSelector'),
  on: { types: ['core.v1/EnvVarSource', 'core.v1/DownwardAPIVolumeFile'] },
  check({ node }, report) {
    const resource = at(node, ['resourceFieldRef', 'resource']);
    const text = string(resource);
    if (!resource || !text) return;
    if (!/^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text))
      report(
        resource,
        `"${text}" cannot be passed: write limits. or requests. and cpu, memory or ephemeral-storage`,
      );
  },
};

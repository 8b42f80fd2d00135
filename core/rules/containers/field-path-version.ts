import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'field-path-version',
  severity: 'error',
  claims: 'value',
  summary: 'A fieldRef names a version of pods that there is not.',
  source: inApiServer('core', 'validateObjectFieldSelector'),
  on: { types: ['core.v1/EnvVarSource', 'core.v1/DownwardAPIVolumeFile'] },
  check({ node }, report) {
    const version = at(node, ['fieldRef', 'apiVersion']);
    if (version && string(version) && string(version) !== 'v1')
      report(version, `"${string(version)}" is not a version of pods: write v1, or remove it`);
  },
};

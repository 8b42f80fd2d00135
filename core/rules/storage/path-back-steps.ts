import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'path-back-steps',
  severity: 'error',
  claims: 'value',
  summary: 'A path on a node contains "..".',
  source: inApiServer('core', 'validatePathNoBacksteps'),
  on: { types: ['core.v1/HostPathVolumeSource', 'core.v1/LocalVolumeSource'] },
  check({ node }, report) {
    const path = get(node, 'path');
    if (path && string(path)?.split('/').includes('..'))
      report(path, `"${string(path)}" contains "..": write the path without it`);
  },
};

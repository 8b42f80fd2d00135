import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'path-back-steps',
  severity: 'error',
  claims: 'value',
  summary: 'Paths on a node go without "..".',
  on: { types: ['core.v1/HostPathVolumeSource', 'core.v1/LocalVolumeSource'] },
  check({ node }, report) {
    const path = get(node, 'path');
    if (path && string(path)?.split('/').includes('..'))
      report(path, `"${string(path)}" contains "..": write the path without it`);
  },
};

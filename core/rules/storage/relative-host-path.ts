import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'relative-host-path',
  severity: 'warning',
  claims: 'advice',
  summary: 'Paths on a node are absolute.',
  on: { types: ['core.v1/HostPathVolumeSource', 'core.v1/LocalVolumeSource'] },
  check({ node }, report) {
    const path = get(node, 'path');
    const text = string(path);
    if (path && text && !/^(\/|[A-Za-z]:)/.test(text))
      report(path, `"${text}" is a relative path: begin it with "/"`);
  },
};

import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'relative-host-path',
  severity: 'warning',
  claims: 'advice',
  summary: 'A path on a node is relative.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'),
  on: { types: ['core.v1/HostPathVolumeSource', 'core.v1/LocalVolumeSource'] },
  check({ node }, report) {
    const path = get(node, 'path');
    const text = string(path);
    if (path && text && !/^(\/|[A-Za-z]:)/.test(text))
      report(path, `"${text}" is a relative path: begin it with "/"`);
  },
};

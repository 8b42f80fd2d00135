import { at, get } from '../../yaml/node.ts';
import { written } from '../containers/amounts.ts';
import { amount, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'memory-volume-over-limit',
  severity: 'warning',
  claims: 'advice',
  summary: 'A directory in memory may fill all the memory that its container has.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const { node: volume, mounts } of volumesOf(node)) {
      const source = get(volume, 'emptyDir');
      const size = get(source, 'sizeLimit');
      const bytes = amount(size);
      if (!size || bytes === undefined || string(get(source, 'medium')) !== 'Memory') continue;
      for (const { container } of mounts) {
        const limit = at(container, ['resources', 'limits', 'memory']);
        const allowed = amount(limit);
        if (!limit || allowed === undefined || bytes < allowed) continue;
        report(
          size,
          `files in memory count as memory of the container, which has ${written(limit)}: it is killed before the directory holds ${written(size)}`,
        );
        break;
      }
    }
  },
};

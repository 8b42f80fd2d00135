import { get } from '../../yaml/node.ts';
import { keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { mountingContainers } from './mounts.ts';

export const rule: Rule = {
  code: 'mount-sub-path',
  severity: 'error',
  claims: 'value',
  summary: 'A mount has both subPath and subPathExpr.',
  source: inApiServer('core', 'ValidateVolumeMounts'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const container of mountingContainers(node)) {
      for (const mount of list(get(container, 'volumeMounts'))) {
        if (string(get(mount, 'subPath')) && string(get(mount, 'subPathExpr')))
          report(
            keyOf(mount, 'subPathExpr'),
            'subPath and subPathExpr exclude each other: keep one',
          );
      }
    }
  },
};

import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { amountsIn, isPodLevel } from './amounts.ts';

export const rule: Rule = {
  code: 'pod-resource-name',
  severity: 'error',
  claims: 'value',
  summary: 'A resource is given for the whole pod that only containers can ask for.',
  source: inApiServer('core', 'validatePodResourceName'),
  since: '1.32',
  on: { types: ['core.v1/ResourceRequirements'] },
  check(visit, report) {
    if (!isPodLevel(visit)) return;
    for (const { key } of amountsIn(visit.node)) {
      if (!/^(cpu|memory|hugepages-.+)$/.test(key.source))
        report(key, `"${key.source}" cannot be given for the whole pod: move it to a container`);
    }
  },
};

import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { amountsIn, written } from './amounts.ts';

export const rule: Rule = {
  code: 'unlikely-cpu-unit',
  severity: 'warning',
  claims: 'advice',
  summary: 'An amount of processors has a unit of memory.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu',
  ),
  on: { types: ['core.v1/ResourceRequirements', 'core.v1/VolumeResourceRequirements'] },
  check({ node }, report) {
    for (const { key, value } of amountsIn(node)) {
      const text = written(value);
      if (key.source === 'cpu' && /[KMGTPE]i?$/.test(text) && (amount(value) ?? 0n) > 0n)
        report(value, `"${text}" is an amount of memory: write processors, e.g. 2 or 500m`);
    }
  },
};

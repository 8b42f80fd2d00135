import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { NANO } from '../../formats/quantity.ts';
import { onPage } from '../sources.ts';
import { amountsIn, written } from './amounts.ts';

export const rule: Rule = {
  code: 'unlikely-cpu-count',
  severity: 'warning',
  claims: 'advice',
  summary: 'Hundreds of processors are asked for, where thousandths of one may be meant.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu',
  ),
  on: { types: ['core.v1/ResourceRequirements', 'core.v1/VolumeResourceRequirements'] },
  check({ node }, report) {
    for (const { key, value } of amountsIn(node)) {
      const text = written(value);
      if (key.source === 'cpu' && /^\d+$/.test(text) && (amount(value) ?? 0n) >= 256n * NANO)
        report(value, `"${text}" is in whole processors: write ${text}m if that is meant`);
    }
  },
};

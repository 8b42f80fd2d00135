import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { NANO } from '../../formats/quantity.ts';
import { onPage } from '../sources.ts';
import { amountsIn, written } from './amounts.ts';

export const rule: Rule = {
  code: 'unlikely-bytes',
  severity: 'warning',
  claims: 'advice',
  summary: 'An amount of memory without a unit is less than a mebibyte.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
  ),
  on: { types: ['core.v1/ResourceRequirements', 'core.v1/VolumeResourceRequirements'] },
  check({ node }, report) {
    for (const { key, value } of amountsIn(node)) {
      const text = written(value);
      const found = amount(value) ?? 0n;
      if (key.source === 'memory' && /^\d+$/.test(text) && found > 0n && found < 1_048_576n * NANO)
        report(value, `"${text}" is in bytes: write ${text}Mi if that is meant`);
    }
  },
};

import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { NANO } from '../../formats/quantity.ts';
import { onPage } from '../sources.ts';
import { amountsIn, written } from './amounts.ts';

/** What people mean who leave the unit away. */
const units: ReadonlyMap<string, string> = new Map([
  ['memory', 'Mi'],
  ['storage', 'Gi'],
  ['ephemeral-storage', 'Gi'],
]);

export const rule: Rule = {
  code: 'unlikely-bytes',
  severity: 'warning',
  claims: 'advice',
  summary: 'An amount of memory or storage without a unit is less than a mebibyte.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
  ),
  on: { types: ['core.v1/ResourceRequirements', 'core.v1/VolumeResourceRequirements'] },
  check({ node }, report) {
    for (const { key, value } of amountsIn(node)) {
      const text = written(value);
      const found = amount(value) ?? 0n;
      const unit = units.get(key.source);
      // One byte of storage stands for a size that its driver does not read.
      const isDummy = key.source === 'storage' && found === NANO;
      const isSmall = found > 0n && !isDummy && found < 1_048_576n * NANO;
      if (unit !== undefined && isSmall && /^\d+$/.test(text))
        report(value, `"${text}" is in bytes: write ${text}${unit} if that is meant`);
    }
  },
};

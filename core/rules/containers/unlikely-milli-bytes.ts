import { replacement } from '../fixes.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { amountsIn, written } from './amounts.ts';

export const rule: Rule = {
  code: 'unlikely-milli-bytes',
  severity: 'warning',
  claims: 'advice',
  supersedes: ['fraction-of-byte'],
  summary: 'An amount of memory or storage is in thousandths of a byte.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
  ),
  on: { types: ['core.v1/ResourceRequirements', 'core.v1/VolumeResourceRequirements'] },
  check({ node }, report) {
    for (const { key, value } of amountsIn(node)) {
      const text = written(value);
      if (!/^(memory|storage|ephemeral-storage)$/.test(key.source) || !/\dm$/.test(text)) continue;
      if ((amount(value) ?? 0n) <= 0n) continue;
      const meant = text.replace(/m$/, 'Mi');
      report(value, `"${text}" is ${text.slice(0, -1)} thousandths of a byte: write ${meant}`, {
        fix: replacement(value, meant),
        otherFixes: [replacement(value, text.replace(/m$/, 'M'))],
      });
    }
  },
};

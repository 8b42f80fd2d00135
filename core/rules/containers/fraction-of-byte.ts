import { entries, get } from '../../yaml/node.ts';
import { NANO } from '../../formats/quantity.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';
import { amountsIn, written } from './amounts.ts';

const bytes: ReadonlySet<string> = new Set(['memory', 'storage', 'ephemeral-storage']);

export const rule: Rule = {
  code: 'fraction-of-byte',
  severity: 'warning',
  claims: 'advice',
  summary: 'An amount of memory or storage is no whole number of bytes.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: {
    types: [
      'core.v1/PodSpec',
      'core.v1/ResourceRequirements',
      'core.v1/VolumeResourceRequirements',
    ],
  },
  check({ node, type }, report) {
    const amounts = type?.endsWith('PodSpec') ? entries(get(node, 'overhead')) : amountsIn(node);
    for (const { key, value } of amounts) {
      const found = bytes.has(key.source) ? amount(value) : undefined;
      if (found !== undefined && found % NANO !== 0n)
        report(
          value,
          `"${written(value)}" has a fraction of a byte: write whole bytes, or a unit such as Mi or Gi`,
        );
    }
  },
};

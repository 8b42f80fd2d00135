import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { rule as ofWorkloads } from '../workloads/selector-mismatch.ts';

export const rule: Rule = {
  ...ofWorkloads,
  code: 'argo-rollout-selector',
  enforcedBy: 'operator',
  summary: 'The selector of a rollout does not match the labels of its pods.',
  source: onPage(
    'Argo Rollouts',
    'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
  ),
  on: { kinds: ['argoproj.io/Rollout'] },
};

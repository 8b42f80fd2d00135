import { get } from '../../yaml/node.ts';
import { keyOf, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'ephemeral-containers',
  severity: 'error',
  claims: 'value',
  summary: 'A new pod has ephemeral containers, which can only be added to one that runs.',
  source: inApiServer('core', 'ValidatePodCreate'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    if (list(get(node, 'ephemeralContainers')).length === 0) return;
    report(
      keyOf(node, 'ephemeralContainers'),
      'ephemeral containers cannot be part of a new pod: remove them and use kubectl debug',
    );
  },
};

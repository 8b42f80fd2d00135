import { at, get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'service-selector',
  severity: 'warning',
  claims: 'advice',
  summary: 'The selector of a Service has matchLabels, which it takes for a label.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
  ),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const selector = at(ctx.root, ['spec', 'selector']);
    if (selector && isSet(get(selector, 'matchLabels'))) {
      report(
        keyOf(selector, 'matchLabels'),
        'the selector of a Service is a plain map: write the labels directly under "selector"',
      );
    }
  },
};

import { get } from '../../yaml/node.ts';
import { list, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-ingress-url-required',
  severity: 'error',
  claims: 'absence',
  enforcedBy: 'webhook',
  summary: 'An ingress of a driver has no URL.',
  source: inSparkOperator('internal/webhook/sparkapplication_validator.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    for (const option of list(get(node, 'driverIngressOptions'))) {
      const url = get(option, 'ingressURLFormat');
      if (string(url) === undefined)
        report(
          url ?? placeOf(option),
          'an ingress of the driver needs a URL: add e.g. "ingressURLFormat: /{{$appNamespace}}/{{$appName}}"',
        );
    }
  },
};

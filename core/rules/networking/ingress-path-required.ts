import { get } from '../../yaml/node.ts';
import { placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'ingress-path-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A path of an Ingress is compared and not given.',
  source: inApiServer('networking', 'validateHTTPIngressPath'),
  on: { types: ['networking.v1/HTTPIngressPath'] },
  check(visit, report) {
    const path = get(visit.node, 'path');
    const type = string(get(visit.node, 'pathType'));
    if (string(path) === undefined && (type === 'Prefix' || type === 'Exact'))
      report(path ?? placeOfVisit(visit), `"pathType: ${type}" needs a path: add e.g. "path: /"`);
  },
};

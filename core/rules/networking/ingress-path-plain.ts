import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'ingress-path-plain',
  severity: 'error',
  claims: 'value',
  summary: 'A path of an Ingress that is compared has empty or relative parts.',
  source: inApiServer('networking', 'validateHTTPIngressPath'),
  on: { types: ['networking.v1/HTTPIngressPath'] },
  check({ node }, report) {
    const path = get(node, 'path');
    const text = string(path);
    const type = string(get(node, 'pathType')) ?? '';
    if (!path || !text?.startsWith('/') || !/^(Prefix|Exact)$/.test(type)) return;
    if (/\/\/|\/\.\.?\/|%2f/i.test(text) || /\/\.\.?$/.test(text))
      report(
        path,
        `"${text}" contains "//", "." or "..", which ${type} does not allow: write a plain path`,
      );
  },
};

import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'http-header',
  severity: 'error',
  claims: 'value',
  summary: 'The name of an HTTP header has other signs than letters, digits and "-".',
  source: inApiServer('core', 'validateHTTPGetAction'),
  on: { types: ['core.v1/HTTPHeader'] },
  check({ node }, report) {
    const name = get(node, 'name');
    const text = string(name);
    if (name && text && !/^[-A-Za-z0-9]+$/.test(text)) {
      report(name, `"${text}" is not the name of a header: use letters, digits and "-"`);
    }
  },
};

import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'http-header',
  severity: 'error',
  claims: 'value',
  summary: 'Names of HTTP headers have letters, digits and "-".',
  on: { types: ['core.v1/HTTPHeader'] },
  check({ node }, report) {
    const name = get(node, 'name');
    const text = string(name);
    if (name && text && !/^[-A-Za-z0-9]+$/.test(text)) {
      report(name, `"${text}" is not the name of a header: use letters, digits and "-"`);
    }
  },
};

import { get } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'ingress-path',
  severity: 'error',
  claims: 'value',
  summary: 'Paths of an Ingress are absolute and, for Exact and Prefix, plain.',
  on: { types: ['networking.v1/HTTPIngressPath'] },
  check(visit, report) {
    const { node } = visit;
    const path = get(node, 'path');
    const text = string(path);
    const type = string(get(node, 'pathType'));
    if (text === undefined) {
      if (type === 'Prefix' || type === 'Exact')
        report(path ?? placeOfVisit(visit), `"pathType: ${type}" needs a path: add e.g. "path: /"`);
      return;
    }
    if (!path) return;
    if (!text.startsWith('/')) {
      report(path, `"${text}" is not an absolute path: begin it with "/"`, {
        fix: { title: `Replace with /${text}`, edits: [[path.span, yamlText(`/${text}`)]] },
      });
    } else if (
      /^(Prefix|Exact)$/.test(type ?? '') &&
      (/\/\/|\/\.\.?\/|%2f/i.test(text) || /\/\.\.?$/.test(text))
    ) {
      report(
        path,
        `"${text}" contains "//", "." or "..", which ${type} does not allow: write a plain path`,
      );
    }
  },
};

import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'ingress-path-absolute',
  severity: 'error',
  claims: 'value',
  summary: 'A path of an Ingress does not begin with "/".',
  source: inApiServer('networking', 'validateHTTPIngressPath'),
  on: { types: ['networking.v1/HTTPIngressPath'] },
  check({ node }, report) {
    const path = get(node, 'path');
    const text = string(path);
    if (path && text !== undefined && !text.startsWith('/'))
      report(path, `"${text}" is not an absolute path: begin it with "/"`, {
        fix: { title: `Replace with /${text}`, edits: [[path.span, yamlText(`/${text}`)]] },
      });
  },
};

import { get } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'capability-prefix',
  severity: 'warning',
  claims: 'advice',
  summary: 'Capabilities are written without CAP_.',
  on: { types: ['core.v1/Capabilities'] },
  check({ node }, report) {
    for (const key of ['add', 'drop']) {
      for (const item of list(get(node, key))) {
        const text = string(item);
        if (!text?.startsWith('CAP_')) continue;
        const meant = text.slice(4);
        report(item, `"${text}" is written without the prefix: write ${meant}`, {
          fix: { title: `Replace with ${meant}`, edits: [[item.span, yamlText(meant)]] },
        });
      }
    }
  },
};

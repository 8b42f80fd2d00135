import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'capability-prefix',
  severity: 'warning',
  claims: 'advice',
  summary: 'A capability is written with the prefix CAP_, which names another one.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
  ),
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

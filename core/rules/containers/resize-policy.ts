import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'resize-policy',
  severity: 'error',
  claims: 'value',
  summary: 'A pod that never restarts shall restart for a new size.',
  source: inApiServer('core', 'validateResizePolicy'),
  since: '1.27',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    if (string(get(node, 'restartPolicy')) !== 'Never') return;
    for (const container of list(get(node, 'containers'))) {
      for (const policy of list(get(container, 'resizePolicy'))) {
        const value = get(policy, 'restartPolicy');
        if (value && string(value) === 'RestartContainer')
          report(value, 'with "restartPolicy: Never" only NotRequired is possible');
      }
    }
  },
};

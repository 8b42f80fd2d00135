import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { containersOf } from './podSpec.ts';

export const rule: Rule = {
  code: 'resize-policy',
  severity: 'error',
  claims: 'value',
  summary: 'A container that never restarts shall restart for a new size.',
  source: inApiServer('core', 'validateResizePolicy'),
  since: '1.27',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const isNever = string(get(node, 'restartPolicy')) === 'Never';
    const initContainers = new Set(list(get(node, 'initContainers')));
    for (const container of containersOf(node)) {
      const endsAlone =
        initContainers.has(container) && string(get(container, 'restartPolicy')) !== 'Always';
      if (!isNever && !endsAlone) continue;
      for (const policy of list(get(container, 'resizePolicy'))) {
        const value = get(policy, 'restartPolicy');
        if (value && string(value) === 'RestartContainer')
          report(
            value,
            isNever
              ? 'with "restartPolicy: Never" only NotRequired is possible'
              : 'in an init container without "restartPolicy: Always" only NotRequired is possible',
          );
      }
    }
  },
};

import { get } from '../../yaml/node.ts';
import { has, keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

const RUN_ONCE_FORBIDS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

export const rule: Rule = {
  code: 'init-container-field',
  severity: 'error',
  claims: 'value',
  summary: 'An init container that runs to its end has probes or a lifecycle.',
  source: inApiServer('core', 'validateInitContainers'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const container of list(get(node, 'initContainers'))) {
      if (string(get(container, 'restartPolicy')) === 'Always') continue;
      for (const field of RUN_ONCE_FORBIDS) {
        if (!has(container, field)) continue;
        report(
          keyOf(container, field),
          `an init container has no ${field}: remove it, or add "restartPolicy: Always" to make it a sidecar`,
        );
      }
    }
  },
};

import { keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { rollingUpdateOf } from './rollingUpdate.ts';

export const rule: Rule = {
  code: 'stateful-set-unavailable',
  severity: 'warning',
  claims: 'advice',
  summary: 'The rolling update of a StatefulSet may never have a pod less.',
  source: inApiServer('apps', 'validateRollingUpdateStatefulSet'),
  since: '1.24',
  on: { kinds: ['apps/StatefulSet'] },
  check({ ctx }, report) {
    const { type, update, unavailable } = rollingUpdateOf(ctx);
    if (update && type === 'RollingUpdate' && unavailable === 0)
      report(
        keyOf(update, 'maxUnavailable'),
        '"maxUnavailable: 0" would never update a pod: write at least 1',
      );
  },
};

import { keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { rollingUpdateOf } from './rollingUpdate.ts';

export const rule: Rule = {
  code: 'daemon-set-surge',
  severity: 'error',
  claims: 'value',
  summary: 'The rolling update of a DaemonSet both adds and removes pods.',
  source: inApiServer('apps', 'ValidateRollingUpdateDaemonSet'),
  since: '1.22',
  on: { kinds: ['apps/DaemonSet'] },
  check({ ctx }, report) {
    const { strategy, type, surge, unavailable } = rollingUpdateOf(ctx);
    if (strategy && type === 'RollingUpdate' && surge && (unavailable ?? 1) > 0)
      report(
        keyOf(strategy, 'rollingUpdate'),
        '"maxSurge" and "maxUnavailable" are both above 0: set one of them to 0',
      );
  },
};

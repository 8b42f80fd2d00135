import { keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { rollingUpdateOf } from './rollingUpdate.ts';

export const rule: Rule = {
  code: 'rolling-update-stuck',
  severity: 'error',
  claims: 'value',
  summary: 'A rolling update may neither add nor remove a pod.',
  source: inApiServer('apps', 'ValidateRollingUpdateDeployment'),
  on: { kinds: ['apps/Deployment', 'apps/DaemonSet', 'apps/ReplicaSet', 'ReplicationController'] },
  check({ ctx }, report) {
    const { strategy, type, surge, unavailable } = rollingUpdateOf(ctx);
    if (strategy && type === 'RollingUpdate' && surge === 0 && unavailable === 0)
      report(
        keyOf(strategy, 'rollingUpdate'),
        '"maxSurge" and "maxUnavailable" are both 0: no pod could be replaced, raise one',
      );
  },
};

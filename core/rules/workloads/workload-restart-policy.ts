import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { podWorkloads } from './workloadKinds.ts';

export const rule: Rule = {
  code: 'workload-restart-policy',
  severity: 'error',
  claims: 'value',
  summary: 'Pods of a Deployment, StatefulSet, DaemonSet or ReplicaSet do not always restart.',
  source: inApiServer('apps', 'ValidatePodTemplateSpecForReplicaSet'),
  on: { kinds: podWorkloads },
  check({ ctx }, report) {
    const policy = at(ctx.root, ['spec', 'template', 'spec', 'restartPolicy']);
    const text = string(policy);
    if (policy && (text === 'Never' || text === 'OnFailure'))
      report(
        policy,
        `pods of a ${ctx.gvk.kind} always restart: write Always or remove it, or use a Job`,
      );
  },
};

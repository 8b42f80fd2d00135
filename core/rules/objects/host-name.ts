import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'host-name',
  severity: 'warning',
  claims: 'advice',
  summary: 'A name with dots becomes the host name of pods.',
  source: inKubernetes('pkg/registry/core/pod/strategy.go', 'WarningsOnCreate'),
  on: {
    kinds: [
      'Pod',
      'ReplicationController',
      'apps/Deployment',
      'apps/ReplicaSet',
      'batch/Job',
      'batch/CronJob',
    ],
  },
  check({ ctx }, report) {
    const name = at(ctx.root, ['metadata', 'name']);
    const text = string(name);
    if (!name || text === undefined || !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text)) return;
    report(name, `"${text}" becomes a host name of pods, in which a dot surprises: write a dash`);
  },
};

import { at, get } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'sleep-over-grace',
  severity: 'error',
  claims: 'value',
  summary: 'A preStop sleep is longer than the grace period of the pod.',
  source: inApiServer('core', 'validateSleepAction'),
  since: '1.29',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const grace = number(get(node, 'terminationGracePeriodSeconds')) ?? 30;
    for (const key of ['containers', 'initContainers']) {
      const containers = get(node, key);
      for (const container of containers?.type === 'seq' ? containers.items : []) {
        const seconds = at(container, ['lifecycle', 'preStop', 'sleep', 'seconds']);
        const value = number(seconds);
        if (!seconds || value === undefined || value <= grace) continue;
        report(
          seconds,
          `${value} seconds are more than the grace period of the pod (${grace}): shorten the sleep or raise terminationGracePeriodSeconds`,
        );
      }
    }
  },
};

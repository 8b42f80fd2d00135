import { get } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

/** What a quota counts as asked for, to what it counts as the limit of the same. */
const pairs: readonly (readonly [requested: string, limit: string])[] = [
  ['requests.cpu', 'limits.cpu'],
  ['cpu', 'limits.cpu'],
  ['requests.memory', 'limits.memory'],
  ['memory', 'limits.memory'],
  ['requests.storage', 'limits.storage'],
  ['requests.ephemeral-storage', 'limits.ephemeral-storage'],
];

export const rule: Rule = {
  code: 'quota-request-over-limit',
  severity: 'warning',
  claims: 'advice',
  summary: 'A quota allows more to be asked for than the limits may be.',
  source: inKubernetes('pkg/registry/core/resourcequota/strategy.go', 'WarningsOnCreate'),
  on: { types: ['core.v1/ResourceQuotaSpec'] },
  check({ node }, report) {
    const hard = get(node, 'hard');
    for (const [requested, limit] of pairs) {
      const value = get(hard, requested);
      const [asked, allowed] = [amount(value), amount(get(hard, limit))];
      if (value && asked !== undefined && allowed !== undefined && asked > allowed)
        report(
          value,
          `no container asks for more than its limit, so that "${limit}" is reached first: lower this, or raise that`,
        );
    }
  },
};

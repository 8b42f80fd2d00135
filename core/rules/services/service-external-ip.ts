import { at } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'service-external-ip',
  severity: 'error',
  claims: 'value',
  summary: 'An address from outside is one that only the machine itself reaches.',
  source: inApiServer('core', 'ValidateEndpointIP'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    for (const outer of list(at(ctx.root, ['spec', 'externalIPs']))) {
      if (/^(127\.|169\.254\.|0\.0\.0\.0$|::1?$)/.test(string(outer) ?? ''))
        report(
          outer,
          `"${string(outer)}" is an address of this machine alone: write one that others can reach`,
        );
    }
  },
};

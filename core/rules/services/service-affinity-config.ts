import { get } from '../../yaml/node.ts';
import { isFilled, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'service-affinity-config',
  severity: 'warning',
  claims: 'advice',
  summary: 'A Service has settings of an affinity that it does not have.',
  source: inApiServer('core', 'validateService'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || !isFilled(get(spec, 'sessionAffinityConfig'))) return;
    if (string(get(spec, 'sessionAffinity')) !== 'ClientIP')
      report(
        keyOf(spec, 'sessionAffinityConfig'),
        '"sessionAffinityConfig" has no effect: add "sessionAffinity: ClientIP"',
      );
  },
};

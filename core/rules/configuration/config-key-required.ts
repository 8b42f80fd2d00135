import { placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'config-key-required',
  severity: 'error',
  claims: 'advice',
  summary: 'A configuration lacks the key without which the program does not start.',
  on: { configs: ['*'] },
  check(visit, report) {
    const { config } = visit;
    const needed = config?.annotation.scopeBy;
    // An empty text switches a part off.
    if (needed === undefined || !config?.entries.length || config.isPartial) return;
    if (config.entries.some(({ key }) => key === needed)) return;
    const { title } = config.dictionary.head;
    report(
      placeOfVisit(visit),
      `${title} does not start without ${needed}: add a line ${needed}=…`,
    );
  },
};

import { placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'config-key-required',
  severity: 'error',
  claims: 'advice',
  summary: 'A configuration lacks the key without which the program does not start.',
  on: { configs: ['*'] },
  check(visit, report) {
    const { config, node } = visit;
    const needed = config?.annotation.scopeBy;
    // An empty text switches a part off, one that another tool fills in may have the key.
    if (needed === undefined || !config?.entries.length || node.type !== 'scalar') return;
    if (config.entries.some(({ key }) => key === needed) || /[${}]/.test(node.source)) return;
    const { title } = config.dictionary.head;
    report(
      placeOfVisit(visit),
      `${title} does not start without ${needed}: add a line ${needed}=…`,
    );
  },
};

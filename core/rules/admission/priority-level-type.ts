import { entry, get } from '../../yaml/node.ts';
import { has, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'priority-level-type',
  severity: 'error',
  claims: 'absence',
  summary: 'A priority level does not have the field of its type, or has that of the other one.',
  source: inApiServer('flowcontrol', 'ValidatePriorityLevelConfigurationSpec'),
  since: '1.29',
  on: { types: ['flowcontrol.v1/PriorityLevelConfigurationSpec'] },
  check(visit, report) {
    const { node } = visit;
    const type = string(get(node, 'type'));
    if (type !== 'Limited' && type !== 'Exempt') return;
    if (type === 'Limited' && !has(node, 'limited'))
      report(
        entry(node, 'type')?.value ?? placeOfVisit(visit),
        'a priority level of type Limited needs "limited": add it',
      );
    const other = type === 'Limited' ? 'exempt' : 'limited';
    const key = entry(node, other)?.key;
    if (key && has(node, other))
      report(key, `a priority level of type ${type} has no "${other}": remove it`);
  },
};

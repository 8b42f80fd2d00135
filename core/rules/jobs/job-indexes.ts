import { get } from '../../yaml/node.ts';
import { isSet, keyOf, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'job-indexes',
  severity: 'error',
  claims: 'value',
  summary: 'Settings of an indexed Job: it needs completions, others cannot count per index.',
  on: { types: ['batch.v1/JobSpec'] },
  check(visit, report) {
    const { node } = visit;
    const isIndexed = string(get(node, 'completionMode')) === 'Indexed';
    // With neither of both the server fills in one of each.
    if (isIndexed && !isSet(get(node, 'completions')) && isSet(get(node, 'parallelism'))) {
      report(
        keyOf(node, 'completionMode'),
        '"completionMode: Indexed" needs "completions": add it',
      );
    }
    for (const key of isIndexed
      ? []
      : ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy']) {
      if (isSet(get(node, key)))
        report(keyOf(node, key), `"${key}" needs "completionMode: Indexed": add it or remove this`);
    }
    const failed = get(node, 'maxFailedIndexes');
    const max = number(failed);
    if (!isIndexed || !failed || max === undefined) return;
    const completions = number(get(node, 'completions'));
    if (!isSet(get(node, 'backoffLimitPerIndex'))) {
      report(
        keyOf(node, 'maxFailedIndexes'),
        '"maxFailedIndexes" needs "backoffLimitPerIndex": add it',
      );
    } else if (completions !== undefined && max > completions) {
      report(failed, `${max} failed indexes of ${completions}: write at most ${completions}`);
    }
  },
};

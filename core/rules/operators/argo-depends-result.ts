import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { get } from '../../yaml/node.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { conditionOf } from './dagTasks.ts';

const results = [
  ...['Succeeded', 'Failed', 'Errored', 'Skipped', 'Omitted', 'Daemoned'],
  ...['AnySucceeded', 'AllFailed'],
];

export const rule: Rule = {
  code: 'argo-depends-result',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A task of a DAG depends on a result that no task has.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/enhanced-depends-logic/',
  ),
  on: { types: ['argo-workflows/DAGTask'] },
  check({ node, ctx }, report) {
    const depends = get(node, 'depends');
    const condition = depends && conditionOf(depends, ctx.text);
    if (!condition) return;
    for (const { result, at } of condition.operands) {
      if (result === undefined || result === '' || results.includes(result)) continue;
      const guess = nearest(result, results);
      const what = guess === undefined ? `there are ${results.join(', ')}` : `write ${guess}`;
      const message = `no task ends as ${quote(result)}: ${what}`;
      if (condition.start === undefined) report(depends, message);
      else {
        const from = condition.start + at;
        const span = [from, from + result.length] as const;
        report(span, message, partReplacedBy(span, guess));
      }
    }
  },
};

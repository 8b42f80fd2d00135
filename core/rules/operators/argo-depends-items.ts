import { quote } from '../../formats/format.ts';
import { get, type Span } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { conditionOf, dagTasks } from './dagTasks.ts';

export const rule: Rule = {
  code: 'argo-depends-items',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A task of a DAG asks what became of the items of a task that has none.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/enhanced-depends-logic/',
  ),
  on: { types: ['argo-workflows/DAGTemplate'] },
  check({ node, ctx }, report) {
    const tasks = dagTasks(node);
    if (!tasks) return;
    for (const task of tasks.values()) {
      const depends = get(task.node, 'depends');
      const condition = depends && conditionOf(depends, ctx.text);
      if (!condition) continue;
      for (const { task: name, result, at } of condition.operands) {
        const other = tasks.get(name);
        if (!other || (result !== 'AnySucceeded' && result !== 'AllFailed')) continue;
        if (loops.some((loop) => isSet(get(other.node, loop)))) continue;
        const start = condition.start;
        const span: Span =
          start === undefined ? depends.span : [start + at, start + at + result.length];
        const plain = result === 'AllFailed' ? 'Failed' : 'Succeeded';
        report(
          span,
          `${quote(name)} runs once, as it has no "withItems", "withParam" or "withSequence": write ${plain}`,
          {
            ...(start !== undefined && partReplacedBy(span, plain)),
          },
        );
      }
    }
  },
};

const loops = ['withItems', 'withParam', 'withSequence'];

import { quote } from '../../formats/format.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { dagTasks, waitedFor } from './dagTasks.ts';
import { writtenTexts } from './writtenTexts.ts';
import { ofOthers } from './argoCalls.ts';

export const rule: Rule = {
  code: 'argo-dag-output',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A task of a DAG reads what another one makes, and does not wait for it.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/dag/',
  ),
  on: { types: ['argo-workflows/DAGTemplate'] },
  check({ node, ctx: { text } }, report) {
    const tasks = dagTasks(node);
    if (!tasks) return;
    for (const task of tasks.values()) {
      let waits: ReadonlySet<string> | undefined;
      for (const [start, end] of writtenTexts(task.node, ofOthers))
        for (const { index, 0: all, 1: name = '' } of text.slice(start, end).matchAll(output)) {
          if (!tasks.has(name)) continue;
          waits ??= waitedFor(tasks, task.name);
          if (waits.has(name)) continue;
          const at = start + index + all.length - name.length;
          report(
            [at, at + name.length],
            `${quote(task.name)} does not wait for ${quote(name)}: add it to "dependencies" or "depends"`,
          );
        }
    }
  },
};

const output = /\{\{[ ]?tasks\.([\w-]{1,100})(?=\.outputs\.)/g;

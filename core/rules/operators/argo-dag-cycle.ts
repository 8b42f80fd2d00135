import { quote } from '../../formats/format.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { dagTasks, type DagTask } from './dagTasks.ts';

export const rule: Rule = {
  code: 'argo-dag-cycle',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'Tasks of a DAG wait for each other.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/dag/',
  ),
  on: { types: ['argo-workflows/DAGTemplate'] },
  check({ node }, report) {
    const tasks = dagTasks(node);
    const cycle = tasks && firstCycle(tasks);
    const [first] = cycle ?? [];
    if (!cycle || !first) return;
    const way = [...cycle, first].map(({ name }) => quote(name)).join(' for ');
    report(first.nameNode, `tasks wait for each other, ${way}: remove one of these dependencies`);
  },
};

/** In the order of waiting. Each task is looked at once. */
function firstCycle(tasks: ReadonlyMap<string, DagTask>): DagTask[] | undefined {
  const done = new Set<string>();
  for (const start of tasks.values()) {
    const path: { readonly task: DagTask; next: number }[] = [{ task: start, next: 0 }];
    const open = new Set([start.name]);
    while (path.length > 0) {
      const here = path[path.length - 1];
      const name = here?.task.needs[here.next++];
      if (!here || name === undefined) {
        const left = path.pop();
        if (left) open.delete(left.task.name);
        if (left) done.add(left.task.name);
      } else if (open.has(name)) {
        return path.map(({ task }) => task).slice(path.findIndex(({ task }) => task.name === name));
      } else {
        const task = tasks.get(name);
        if (!task || done.has(name)) continue;
        open.add(name);
        path.push({ task, next: 0 });
      }
    }
  }
  return undefined;
}

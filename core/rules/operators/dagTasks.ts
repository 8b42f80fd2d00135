/** Tasks of a DAG of Argo and what each waits for. */
import { get, items, text, type Node } from '../../yaml/node.ts';
import { readCondition, type Condition } from './dependsCondition.ts';

export interface DagTask {
  readonly name: string;
  readonly nameNode: Node;
  readonly node: Node;
  /** Names of the tasks that it waits for. */
  readonly needs: readonly string[];
}

/** More than any DAG that somebody wrote. */
const maxTasks = 2_000;

/** Undefined where a name or a condition is filled in later. */
export function dagTasks(dag: Node): ReadonlyMap<string, DagTask> | undefined {
  const tasks = new Map<string, DagTask>();
  for (const node of items(get(dag, 'tasks')).slice(0, maxTasks)) {
    const nameNode = get(node, 'name');
    const name = text(nameNode);
    const needs = needsOf(node);
    if (!nameNode || name === undefined || !needs || name.includes('{{')) return undefined;
    tasks.set(name, { name, nameNode, node, needs });
  }
  return tasks;
}

/** `a && (b.Succeeded || !c)`: a, b and c. */
function needsOf(task: Node): string[] | undefined {
  const depends = get(task, 'depends');
  const condition = depends === undefined ? '' : text(depends);
  const listed = items(get(task, 'dependencies')).map((item) => text(item));
  if (condition === undefined || condition.includes('{{')) return undefined;
  const named = [...condition.matchAll(/(?:^|[\s!(&|])([\w-]+)/g)].map(([, name = '']) => name);
  const known = listed.filter((name) => name !== undefined);
  return known.length === listed.length ? [...known, ...named] : undefined;
}

/** All tasks that one waits for, however far; with itself where it waits for itself. */
export function waitedFor(tasks: ReadonlyMap<string, DagTask>, name: string): Set<string> {
  const found = new Set<string>();
  const open = [...(tasks.get(name)?.needs ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(tasks.get(next)?.needs ?? []));
  }
  return found;
}

export interface WrittenCondition extends Condition {
  /** Where it begins in the text; undefined where it is written over several lines or with escapes. */
  readonly start: number | undefined;
}

/** What `depends` says; undefined where something is filled in later. */
export function conditionOf(depends: Node, all: string): WrittenCondition | undefined {
  const written = text(depends);
  const condition =
    written === undefined || written === '' || depends.filledIn
      ? undefined
      : readCondition(written);
  if (!condition || written === undefined) return undefined;
  const offset = all.slice(...depends.span).indexOf(written);
  return { ...condition, start: offset < 0 ? undefined : depends.span[0] + offset };
}

import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { get, items, text, type Node, type Span } from '../../yaml/node.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { writtenTexts } from './writtenTexts.ts';
import { ofOthers } from './argoCalls.ts';

export const rule: Rule = {
  code: 'argo-variable-undeclared',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'operator',
  summary:
    'A variable of a workflow template stands for an input, a step or a task that the template does not have.',
  source: onPage('Argo Workflows', 'https://argo-workflows.readthedocs.io/en/latest/variables/'),
  on: { types: ['argo-workflows/Template'] },
  check({ node: template, step, ctx }, report) {
    // Defaults are those of all templates: inputs of each may stand there.
    if (step === 'templateDefaults' || template.type !== 'map') return;
    const declared = new Map<string, readonly string[] | undefined>();
    for (const { scope, name, span } of variablesIn(ctx.text, template)) {
      if (!declared.has(scope)) declared.set(scope, namesOf(template, scope));
      const names = declared.get(scope);
      if (!names || names.includes(name)) continue;
      const guess = nearest(name, names);
      const advice =
        guess === undefined
          ? `declare it under ${quote(places[scope] ?? scope)}`
          : `write ${guess}`;
      report(
        span,
        `the template has nothing named ${quote(name)} there: ${advice}`,
        partReplacedBy(span, guess),
      );
    }
  },
};

/** What declares the names of a scope, for words. */
const places: Readonly<Record<string, string>> = {
  'inputs.parameters': 'inputs.parameters',
  'inputs.artifacts': 'inputs.artifacts',
  steps: 'steps',
  tasks: 'dag.tasks',
};

interface Variable {
  readonly scope: string;
  readonly name: string;
  /** Of the name. */
  readonly span: Span;
}

const variable =
  /\{\{[ ]?((?:inputs\.(?:parameters|artifacts)|steps|tasks)\.)([\w-]{1,100})(?=[ .}])/g;

function* variablesIn(source: string, template: Node): Generator<Variable> {
  for (const [start, end] of writtenTexts(template, ofOthers))
    for (const { index, 0: all, 1: scope = '', 2: name = '' } of source
      .slice(start, end)
      .matchAll(variable)) {
      const at = start + index + all.length - name.length;
      yield { scope: scope.slice(0, -1), name, span: [at, at + name.length] };
    }
}

/** Undefined where nobody can know them: of a scope that the template has not, or with a name that is filled in later. */
function namesOf(template: Node, scope: string): string[] | undefined {
  const all = declarers(template, scope);
  if (!all) return undefined;
  const names = all.map((item) => text(get(item, 'name')));
  const known = names.filter((name) => name !== undefined && !name.includes('{{'));
  return known.length === all.length ? (known as string[]) : undefined;
}

function declarers(template: Node, scope: string): readonly Node[] | undefined {
  const inputs = get(template, 'inputs');
  if (scope === 'inputs.parameters') return items(get(inputs, 'parameters'));
  if (scope === 'inputs.artifacts') return items(get(inputs, 'artifacts'));
  if (scope === 'steps') {
    const steps = get(template, 'steps');
    return steps && items(steps).flatMap((group) => items(group));
  }
  const tasks = get(get(template, 'dag'), 'tasks');
  return tasks && items(tasks);
}

/** Which template of a workflow calls which, with what. */
import { nearest } from '../../formats/nearest.ts';
import { isNeeded, namesIn, passedKinds, type Passed } from '../../model/argoInputs.ts';
import { at, entries, get, items, text, type Node } from '../../yaml/node.ts';
import { isFilled, isSet, list } from '../read.ts';

/** A step, a task or one of their hooks, and the template of the same object that it calls. */
export interface Call {
  readonly node: Node;
  /** Of a step or a task: its name. */
  readonly name: string | undefined;
  readonly template: Node;
}

/** By name; undefined where defaults for all of them may declare something, or a name is filled in later. */
export function templatesOf(spec: Node): ReadonlyMap<string, Node> | undefined {
  if (isFilled(get(spec, 'templateDefaults'))) return undefined;
  const found = new Map<string, Node>();
  for (const template of list(get(spec, 'templates'))) {
    const name = text(get(template, 'name'));
    if (name === undefined || name.includes('{{')) return undefined;
    found.set(name, template);
  }
  return found;
}

/** The calls of a template. Those of templates in other objects, or by a name that is filled in, are left out. */
export function callsOf(template: Node, templates: ReadonlyMap<string, Node>): Call[] {
  const steps = list(get(template, 'steps')).flatMap((group) => items(group));
  return [...steps, ...list(at(template, ['dag', 'tasks']))].flatMap((step) => {
    const hooks = entries(get(step, 'hooks')).map(({ value }) => callOf(value, templates));
    return [callOf(step, templates), ...hooks].flatMap((call) => call ?? []);
  });
}

function callOf(node: Node, templates: ReadonlyMap<string, Node>): Call | undefined {
  if (isSet(get(node, 'templateRef'))) return undefined;
  const inline = get(node, 'inline');
  const template = inline ?? templates.get(text(get(node, 'template')) ?? '');
  return template?.type === 'map' ? { node, name: text(get(node, 'name')), template } : undefined;
}

/** Whether a step or task runs once for each of several items. */
export function isLooped(call: Node): boolean {
  return ['withItems', 'withParam', 'withSequence'].some((loop) => isSet(get(call, loop)));
}

/** An argument that a template has no input for. */
export interface UnknownArgument {
  /** Of its name. */
  readonly node: Node;
  readonly name: string;
  /** The input that is probably meant. */
  readonly guess?: string;
}

export interface Misfit {
  readonly unknown: readonly UnknownArgument[];
  /** Inputs that the template cannot do without. */
  readonly missing: readonly string[];
}

const fits: Misfit = { unknown: [], missing: [] };

export function misfitOf(passed: Node | undefined, template: Node, what: Passed): Misfit {
  const inputs = at(template, ['inputs', what]);
  const given = get(passed, what);
  const [declared, names] = [namesIn(inputs), namesIn(given)];
  if (!declared || !names || passed?.filledIn) return fits;
  const needed = items(inputs).flatMap((input) =>
    isNeeded(input, what) ? (text(get(input, 'name')) ?? []) : [],
  );
  const free = declared.filter((name) => !names.includes(name));
  const unknown = items(given).flatMap((item) => {
    const node = get(item, 'name');
    const name = text(node);
    if (!node || name === undefined || declared.includes(name)) return [];
    const guess = nearest(name, free);
    return [{ node, name, ...(guess !== undefined && { guess }) }];
  });
  const guesses = new Set(unknown.map(({ guess }) => guess));
  return {
    unknown,
    missing: needed.filter((name) => !names.includes(name) && !guesses.has(name)),
  };
}

/** All of a workflow, with the template that is called. */
export function* unknownArguments(
  spec: Node,
): Generator<UnknownArgument & Pick<Call, 'template'> & { readonly what: Passed }> {
  const templates = templatesOf(spec);
  if (!templates) return;
  for (const caller of templates.values())
    for (const { node, template } of callsOf(caller, templates))
      for (const what of passedKinds)
        for (const each of misfitOf(get(node, 'arguments'), template, what).unknown)
          yield { ...each, template, what };
}

/** A template in a step has variables of its own. */
export const ofOthers: ReadonlySet<string> = new Set(['inline']);

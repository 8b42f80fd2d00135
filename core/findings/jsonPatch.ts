/** Operations of a JSON patch (RFC 6902) as kustomize takes them: their form, and whether the target's kind has the field. */
import type { FilledIn } from '../placeholders/fillIn.ts';
import type { GroupVersionKind } from '../../shared/gvk.ts';
import { quote } from '../formats/format.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import type { TypeSchema } from '../schema/schema.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { isOpen, itemsOf, propertyOf, type TypedSchema } from '../schema/typedSchema.ts';
import { entry, get, items, text, type Node, type Span } from '../yaml/node.ts';
import type { Finding, Severity } from './finding.ts';
import { findingsIn } from './findingsIn.ts';
import { nearest } from '../formats/nearest.ts';

/** What each operation needs beside `op` and `path`. */
const operations = new Map<string, 'value' | 'from' | undefined>([
  ['add', 'value'],
  ['replace', 'value'],
  ['test', 'value'],
  ['move', 'from'],
  ['copy', 'from'],
  ['remove', undefined],
]);

export interface JsonPatch {
  readonly root: Node;
  readonly text: string;
  /** What another tool fills in. */
  readonly filledIn: FilledIn | undefined;
  /** The kind that it is for, where that is known. */
  readonly target?: GroupVersionKind;
}

export function* checkJsonPatch(
  store: SchemaStore,
  patch: JsonPatch,
  budget: StepBudget,
): Work<Finding[]> {
  const { root, target } = patch;
  const typed = target && store.schemaOf(target);
  const found: Finding[] = [];
  for (const operation of items(root)) {
    if (!budget.take(1, operation.span[0])) break;
    if (budget.isPauseDue) yield;
    const problem = problemOf(operation);
    if (problem) found.push(problem);
    else if (typed) found.push(...(yield* checkTarget(operation, typed, patch, budget)));
  }
  return found;
}

function problemOf(operation: Node): Finding | undefined {
  if (operation.type !== 'map') {
    const message = 'an operation of a JSON patch must be a mapping with op and path';
    return at(operation.span, 'wrong-type', message);
  }
  const op = get(operation, 'op');
  const name = text(op);
  if (name === undefined)
    return missing(operation, 'op', 'add, remove, replace, move, copy or test');
  if (!operations.has(name)) {
    const guess = nearest(name, [...operations.keys()]);
    const advice =
      guess === undefined
        ? `write one of ${[...operations.keys()].join(', ')}`
        : `did you mean ${guess}?`;
    const span = op?.span ?? operation.span;
    return {
      ...at(span, 'invalid-value', `a JSON patch has no operation ${quote(name)}: ${advice}`),
      ...(guess !== undefined && { fix: { title: `Change to ${guess}`, edits: [[span, guess]] } }),
    };
  }
  const path = get(operation, 'path');
  const written = text(path);
  if (written === undefined) return missing(operation, 'path', 'such as /spec/replicas');
  if (written !== '' && !written.startsWith('/')) {
    const message = `the path of an operation begins with a slash: write /${written.replaceAll('.', '/')}`;
    return at(path?.span ?? operation.span, 'wrong-type', message);
  }
  const needed = operations.get(name);
  if (needed && !entry(operation, needed)) return missing(operation, needed, `which ${name} needs`);
  return undefined;
}

/** Follows the path through the schema of the kind, as far as that says which fields there are. */
function* checkTarget(
  operation: Node,
  typed: TypedSchema,
  { target, text: source, filledIn }: JsonPatch,
  budget: StepBudget,
): Work<Finding[]> {
  const path = get(operation, 'path');
  const steps = (text(path) ?? '').split('/').slice(1).map(unescaped);
  let schema: TypeSchema | undefined = typed.resolve(typed.root);
  for (const step of steps) {
    if (schema['x-kubernetes-embedded-resource']) return [];
    const inner: TypeSchema | undefined =
      /^(?:\d+|-)$/.test(step) && schema.items
        ? itemsOf(typed, schema)
        : propertyOf(typed, schema, step);
    if (!inner) {
      if (isOpen(schema) || schema.anyOf || schema.oneOf || schema.allOf || !path) return [];
      return [
        at(
          path.span,
          'unknown-field',
          `${target?.kind ?? 'the object'} has no field ${quote(step)} there, in the path of this operation`,
        ),
      ];
    }
    schema = inner;
  }
  const value = get(operation, 'value');
  if (!value || !/^(?:add|replace)$/.test(text(get(operation, 'op')) ?? '')) return [];
  const { entry: _, ...open } = typed;
  return yield* findingsIn(
    {
      root: value,
      gvk: { group: target?.group ?? '', version: target?.version ?? '', kind: '' },
      text: source,
      ...(filledIn && { filledIn }),
      schema: { ...open, root: schema },
      isPartial: true,
    },
    budget,
  );
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

function missing(operation: Node, name: string, what: string): Finding {
  const [start] = operation.span;
  const first = operation.type === 'map' ? operation.entries[0]?.key.span : undefined;
  return at(
    first ?? [start, start + 1],
    'missing-field',
    `this operation has no ${name}: add ${name}, ${what}`,
  );
}

function at(span: Span, code: string, message: string): Finding {
  const severity: Severity = 'error';
  return { span, code, severity, message };
}

/** Conditions between fields that a CustomResourceDefinition sets, and the API server checks (CEL). */
import { plainLine } from '../../shared/plainText.ts';
import { withoutEnd } from '../../shared/trim.ts';
import { onlyPath, type Reads } from '../expressions/reads.ts';
import { selfOf } from '../expressions/selfOf.ts';
import { entryFor, isUntouched } from './untouched.ts';
import type { Finding } from '../findings/finding.ts';
import type { CelRule } from '../schema/schema.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { Visit } from '../walk/visit.ts';
import type { Entry, Span } from '../yaml/node.ts';
import type { Claim, Reporter } from './check.ts';
import { conditionWords } from './conditionWords.ts';

export const crdRule: Claim = {
  code: 'crd-rule',
  severity: 'error',
  claims: 'limit',
  isOfSchema: true,
  summary: 'A condition that the CustomResourceDefinition sets for its fields does not hold.',
};

/** The conditions of a value that can be looked at: those of a change cannot. */
export function conditionsOf({ schema, ctx }: Visit): readonly CelRule[] {
  const rules = schema?.['x-kubernetes-validations'];
  if (!rules || !ctx.expressions || ctx.isPartial || !schema['x-enforced']) return [];
  return rules.filter(({ rule }) => !rule.includes('oldSelf'));
}

/** `faults`: what is wrong in the value otherwise. Conditions that read it are left open, as the server leaves them. */
export function checkConditions(
  visit: Visit,
  typed: TypedSchema,
  report: Reporter,
  faults: readonly Finding[],
): void {
  const { node, schema, parent, ctx } = visit;
  for (const condition of schema ? conditionsOf(visit) : []) {
    const expression = ctx.expressions?.expressionOf(condition.rule);
    if (!schema || !expression || !isUntouched(node, expression.reads, faults)) continue;
    const { reads } = expression;
    const self = selfOf(node, schema, typed, { isRoot: !parent, reads });
    if (self === undefined || expression.holds(self) !== false) continue;
    const blamed = blamedBy(condition, visit, reads);
    report(blamed.span, wordsOf(condition, pathOf(visit), blamed.path));
  }
}

interface Blamed {
  readonly span: Span;
  /** From the object, `spec.parts[1].name`. */
  readonly path: string;
}

/** The field that the CRD names, or the only one that is read, where it is set; else the value as a whole. */
function blamedBy({ fieldPath }: CelRule, visit: Visit, reads: Reads): Blamed {
  const { node, entry } = visit;
  const named = fieldPath === undefined ? undefined : stepsIn(fieldPath);
  let [at, path]: [Entry | undefined, string] = [entry, pathOf(visit)];
  for (const name of named ?? onlyPath(reads) ?? []) {
    const next = entryFor(at ? at.value : node, name);
    if (!next) break;
    at = next;
    path = `${path}.${next.key.source}`;
  }
  const value = at?.value ?? node;
  const isShown = value.type === 'scalar' && value.span[0] < value.span[1];
  return { span: isShown ? value.span : (at?.key ?? node).span, path: path.replace(/^\./, '') };
}

/** `.spec.size`, `['a.b'].c`; empty where it is written otherwise. */
function stepsIn(fieldPath: string): string[] {
  return [...fieldPath.slice(0, 300).matchAll(/\.([^.[\]]+)|\['([^']+)'\]/g)].map(
    ([, name, quoted]) => name ?? quoted ?? '',
  );
}

/** The words are those of whoever wrote the CRD; without any the condition itself has to do, which names fields of the value. */
function wordsOf({ rule, message }: CelRule, path: string, blamed: string): string {
  if (message !== undefined) {
    const words = withoutEnd(plainLine(message, 300), /[\s.]/);
    return `the CRD does not take ${named(blamed)} like this: ${words}`;
  }
  const words = conditionWords(rule);
  return words === undefined
    ? `a condition of the CRD does not hold for ${named(path)}: ${plainLine(rule.replace(/\s+/g, ' '), 300)}`
    : `the CRD takes ${named(path)} only where ${plainLine(words, 300)}`;
}

function named(path: string): string {
  return path === '' ? 'this object' : plainLine(path, 80);
}

/** `spec.parts[1]`, from the object. */
function pathOf(visit: Visit): string {
  let path = '';
  for (let at = visit; at.parent; at = at.parent) {
    if (at.node === at.parent.node) continue;
    const step = typeof at.step === 'number' ? `[${at.step}]` : `.${at.step}`;
    path = `${step}${path}`;
  }
  return path.replace(/^\./, '');
}

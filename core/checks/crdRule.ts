/** Conditions between fields that a CustomResourceDefinition sets, and the API server checks (CEL). */
import { plainLine } from '../../shared/plainText.ts';
import { withoutEnd } from '../../shared/trim.ts';
import { selfOf } from '../expressions/selfOf.ts';
import type { CelRule } from '../schema/schema.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { Visit } from '../walk/visit.ts';
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

export function checkConditions(visit: Visit, typed: TypedSchema, report: Reporter): void {
  const { node, schema, entry, parent, ctx } = visit;
  const self = schema && selfOf(node, schema, typed, !parent);
  if (self === undefined) return;
  for (const condition of conditionsOf(visit)) {
    if (ctx.expressions?.holds(condition.rule, self) !== false) continue;
    report(entry?.key ?? node, wordsOf(condition, pathOf(visit)));
    return;
  }
}

/** The words are those of whoever wrote the CRD; without any the condition itself has to do. */
function wordsOf({ rule, message }: CelRule, path: string): string {
  const where = path === '' ? 'this object' : plainLine(path, 80);
  if (message !== undefined) {
    const words = withoutEnd(plainLine(message, 300), /[\s.]/);
    return `the CRD does not take ${where} like this: ${words}`;
  }
  const words = conditionWords(rule);
  return words === undefined
    ? `a condition of the CRD does not hold for ${where}: ${plainLine(rule.replace(/\s+/g, ' '), 300)}`
    : `the CRD takes ${where} only where ${plainLine(words, 300)}`;
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

/** Conditions between fields that a CustomResourceDefinition sets, and the API server checks (CEL). */
import { plainLine } from '../../shared/plainText.ts';
import { withoutEnd } from '../../shared/trim.ts';
import { selfOf } from '../expressions/selfOf.ts';
import type { CelRule } from '../schema/schema.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { Visit } from '../walk/visit.ts';
import type { Claim, Reporter } from './check.ts';

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
    report(entry?.key ?? node, wordsOf(condition, entry?.key.source));
    return;
  }
}

/** The words are those of whoever wrote the CRD. */
function wordsOf({ rule, message }: CelRule, name: string | undefined): string {
  const where = name === undefined ? 'this object' : plainLine(name, 60);
  const words = message ?? `the condition ${rule.replace(/\s+/g, ' ')} does not hold`;
  return `the CRD does not take ${where} like this: ${withoutEnd(plainLine(words, 300), /[\s.]/)}`;
}

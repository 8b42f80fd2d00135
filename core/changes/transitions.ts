/** Conditions that a CustomResourceDefinition sets for a change of its objects: `self == oldSelf`. */
import type { AskedExpressions } from '../expressions/expressions.ts';
import { selfOf } from '../expressions/selfOf.ts';
import type { Finding } from '../findings/finding.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { propertyOf, type TypedSchema } from '../schema/typedSchema.ts';
import { entries, get, type Entry, type Node } from '../yaml/node.ts';
import { plainLine } from '../../shared/plainText.ts';
import { withoutEnd } from '../../shared/trim.ts';

/** A value before and after a change. */
interface Changed {
  readonly before: Node;
  readonly after: Node;
  readonly schema: TypeSchema;
  /** The entry that it is the value of; absent for the object itself. */
  readonly entry?: Entry;
}

export interface Transition {
  readonly before: Node;
  readonly after: Node;
  readonly typed: TypedSchema;
  readonly expressions: AskedExpressions;
}

/** A list is not looked into: which item has become which, only some schemas say. */
export function* transitionsOf({
  before,
  after,
  typed,
  expressions,
}: Transition): Generator<Finding> {
  const waiting: Changed[] = [{ before, after, schema: typed.root }];
  for (let changed = waiting.pop(); changed; changed = waiting.pop()) {
    const broken = brokenRule(changed, typed, expressions);
    if (broken !== undefined) yield told(changed, broken);
    else waiting.push(...partsOf(changed, typed));
  }
}

/** The words of the first condition that does not hold. */
function brokenRule(
  { before, after, schema, entry }: Changed,
  typed: TypedSchema,
  expressions: AskedExpressions,
): string | undefined {
  if (!schema['x-enforced']) return undefined;
  const rules = schema['x-kubernetes-validations'] ?? [];
  const wanted = rules.filter(({ rule }) => rule.includes('oldSelf'));
  if (wanted.length === 0) return undefined;
  const [old, self] = [before, after].map((node) =>
    selfOf(node, schema, typed, { isRoot: !entry }),
  );
  if (old === undefined || self === undefined) return undefined;
  const broken = wanted.find(({ rule }) => expressions.holds(rule, self, old) === false);
  return (
    broken && (broken.message ?? `the condition ${broken.rule.replace(/\s+/g, ' ')} does not hold`)
  );
}

function* partsOf({ before, after, schema }: Changed, typed: TypedSchema): Generator<Changed> {
  for (const entry of entries(after)) {
    const old = get(before, entry.key.source);
    const others = schema.additionalProperties;
    const part =
      propertyOf(typed, schema, entry.key.source) ??
      (typeof others === 'object' ? typed.resolve(others) : undefined);
    if (old && part) yield { before: old, after: entry.value, schema: part, entry };
  }
}

function told({ after, entry }: Changed, words: string): Finding {
  const what = entry ? plainLine(entry.key.source, 60) : 'this object';
  const why = withoutEnd(plainLine(words, 300), /[\s.]/);
  return {
    code: 'crd-rule',
    severity: 'warning',
    span: (entry?.key ?? after).span,
    message: `the CRD does not let ${what} be changed like this: ${why}`,
  };
}

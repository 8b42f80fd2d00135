import { kindName } from '../../../shared/gvk.ts';
import type { Visit } from '../../walk/visit.ts';
import { placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'required-value',
  severity: 'error',
  claims: 'absence',
  isOfSchema: true,
  keywords: ['minItems', 'minLength'],
  summary: 'A field is empty that must have a value.',
  on: { kinds: ['*'] },
  check(visit, report) {
    const { node, schema, ctx } = visit;
    if (!schema || ctx.isPartial) return;
    const isEmptyText = node.type === 'scalar' && node.value === '' && (schema.minLength ?? 0) > 0;
    const isEmptyList =
      node.type === 'seq' && node.items.length === 0 && (schema.minItems ?? 0) > 0;
    if (!isEmptyText && (!isEmptyList || isMerged(visit))) return;
    report(
      placeOfVisit(visit),
      `${nameOf(visit)} is empty: give it ${isEmptyList ? 'at least one item' : 'a value'}`,
    );
  },
};

/** Fields by kind whose lists are merged into those that the operator makes: an empty one leaves them as they are. */
const merged: ReadonlyMap<string, string> = new Map([['rabbitmq.com/RabbitmqCluster', 'override']]);

function isMerged({ ctx, path }: Visit): boolean {
  const field = merged.get(kindName(ctx.gvk));
  return field !== undefined && path.includes(field);
}

function nameOf({ path }: Visit): string {
  const last = path.at(-1);
  return typeof last === 'string' ? last : 'an item of the list';
}

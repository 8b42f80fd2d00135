/** What a schema says of several fields together: `oneOf`, `anyOf`, `not`. The API server checks them for CRDs. */
import type { MapNode } from '../../yaml/node.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import { has, isSet, placeOfVisit } from '../read.ts';
import type { Reporter } from '../../checks/check.ts';
import type { Rule } from '../rule.ts';
import type { Visit } from '../../walk/visit.ts';

export const rule: Rule = {
  code: 'alternatives',
  severity: 'error',
  claims: 'limit',
  isOfSchema: true,
  keywords: ['oneOf', 'anyOf', 'not'],
  summary:
    'Fields of a custom resource exclude each other, or none of those is set of which one must be.',
  on: { kinds: ['*'] },
  check(visit, report) {
    const { node, schema, ctx } = visit;
    const { judge } = ctx;
    if (!judge || !schema || node.type !== 'map') return;
    if (schema.oneOf) checkOneOf(visit, node, schema.oneOf, report);
    if (schema.anyOf) checkAnyOf(visit, node, schema.anyOf, report);
    if (schema.not && judge.matches(schema.not, node, schema) === true)
      reportExcluded(visit, node, schema.not, report);
  },
};

function checkOneOf(
  visit: Visit,
  node: MapNode,
  branches: readonly TypeSchema[],
  report: Reporter,
): void {
  const answers = branches.map((branch) => visit.ctx.judge?.matches(branch, node, visit.schema));
  const fitting = branches.filter((_branch, index) => answers[index] === true);
  if (fitting.length > 1) reportSeveral(visit, node, fitting, report);
  else if (answers.every((answer) => answer === false)) reportNone(visit, branches, 'one', report);
}

function checkAnyOf(
  visit: Visit,
  node: MapNode,
  branches: readonly TypeSchema[],
  report: Reporter,
): void {
  if (branches.some((branch) => visit.ctx.judge?.matches(branch, node, visit.schema) !== false))
    return;
  reportNone(visit, branches, 'at least one', report);
}

function reportSeveral(
  visit: Visit,
  node: MapNode,
  fitting: readonly TypeSchema[],
  report: Reporter,
): void {
  const keys = fitting.flatMap((branch) => requiredBy(visit, branch));
  const set = node.entries.filter(({ key, value }) => keys.includes(key.source) && isSet(value));
  const [first, second] = set;
  if (!first || !second) {
    report(placeOfVisit(visit), `${subject(visit)} fits several forms that exclude each other`);
    return;
  }
  const names = set.map(({ key }) => `"${key.source}"`).join(' and ');
  report(second.key, `${names} exclude each other: keep one`, {
    related: [{ span: first.key.span, message: 'the first one' }],
  });
}

function reportNone(
  visit: Visit,
  branches: readonly TypeSchema[],
  count: string,
  report: Reporter,
): void {
  const { ctx, node, schema } = visit;
  // What all forms ask for is told by itself.
  if (ctx.isPartial || schema?.required?.some((name) => !has(node, name))) return;
  const names = branches.map((branch) =>
    requiredBy(visit, branch)
      .map((key) => `"${key}"`)
      .join(' with '),
  );
  // A long list helps nobody.
  const isByName = names.length <= maxNamed && names.every((name) => name !== '');
  report(
    placeOfVisit(visit),
    isByName
      ? `${subject(visit)} needs ${count} of ${[...new Set(names)].join(', ')}`
      : `${subject(visit)} fits none of the forms that its schema allows`,
  );
}

function reportExcluded(visit: Visit, node: MapNode, not: TypeSchema, report: Reporter): void {
  const excluded = requiredBy(visit, not);
  const keys = node.entries.filter(
    ({ key, value }) => excluded.includes(key.source) && isSet(value),
  );
  const last = keys.at(-1);
  if (!last) {
    report(placeOfVisit(visit), `${subject(visit)} has a form that its schema excludes`);
    return;
  }
  const names = keys.map(({ key }) => `"${key.source}"`).join(' and ');
  report(
    last.key,
    keys.length > 1 ? `${names} exclude each other: keep one` : `${names} may not be set here`,
  );
}

/** Forms that a message names. */
const maxNamed = 12;

function requiredBy({ ctx }: Visit, branch: TypeSchema): readonly string[] {
  return ctx.schema?.resolve(branch).required ?? [];
}

function subject({ path }: Visit): string {
  const last = path.at(-1);
  return typeof last === 'string' ? `"${last}"` : last === undefined ? 'the object' : 'this item';
}

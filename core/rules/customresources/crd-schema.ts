import { get } from '../../yaml/node.ts';
import { quote } from '../../formats/format.ts';
import { boolean, isFilled, isSet, keyOf, list, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import type { Visit } from '../../walk/visit.ts';
import { SCHEMA } from './crdTypes.ts';

export const rule: Rule = {
  code: 'crd-schema',
  severity: 'error',
  claims: 'value',
  summary: 'Every value of a custom resource has a type, and every list a schema of its items.',
  on: { types: [SCHEMA] },
  check(visit, report) {
    const { node, path } = visit;
    if (node.type !== 'map' || isOnlyACondition(path)) return;
    const type = string(get(node, 'type'));
    const isUntyped =
      boolean(get(node, 'x-kubernetes-int-or-string')) === true ||
      boolean(get(node, 'x-kubernetes-preserve-unknown-fields')) === true;
    if (type === undefined && (!isUntyped || path.at(-1) === 'openAPIV3Schema'))
      report(
        placeOfVisit(visit),
        `${nameOf(visit)} has no type: add "type", e.g. object or string`,
      );
    if (type === 'array' && !isSet(get(node, 'items')))
      report(placeOfVisit(visit), `${nameOf(visit)} is a list of nothing: add "items"`);
    const rest = get(node, 'additionalProperties');
    if (isFilled(get(node, 'properties')) && rest?.type === 'map')
      report(
        keyOf(node, 'additionalProperties'),
        '"properties" and "additionalProperties" exclude each other: remove one',
      );
    if (path.at(-1) === 'openAPIV3Schema' && type !== undefined && type !== 'object')
      report(keyOf(node, 'type'), 'the root of a schema is an object: write "type: object"');
    checkDefault(visit, report);
  },
};

function checkDefault({ node }: Visit, report: Parameters<Rule['check']>[1]): void {
  const value = get(node, 'default');
  const allowed = list(get(node, 'enum')).map((item) =>
    item.type === 'scalar' ? item.value : undefined,
  );
  if (value?.type !== 'scalar' || !isSet(value) || allowed.length === 0) return;
  if (!allowed.includes(value.value))
    report(value, `the default ${quote(value.source)} is not one of the values in "enum"`);
}

/** Below these a schema only narrows what stands beside it. */
function isOnlyACondition(path: readonly (string | number)[]): boolean {
  return path.some(
    (step, index) =>
      typeof step === 'string' &&
      /^(allOf|anyOf|oneOf|not)$/.test(step) &&
      path[index - 1] !== 'properties',
  );
}

function nameOf({ path }: Visit): string {
  const last = path.at(-1);
  if (last === 'openAPIV3Schema') return 'the schema';
  return typeof last === 'string' ? `"${last}"` : 'this';
}

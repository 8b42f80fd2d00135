import { get } from '../../yaml/node.ts';
import { isSet, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { schemaProps, isOnlyCondition, nameOfSchemaAt } from './crdSchemas.ts';

export const rule: Rule = {
  code: 'crd-items-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A list of a custom resource does not say of what.',
  source: inApiServer(
    'apiextensions-apiserver/pkg/apiserver/schema/validation.go',
    'validateStructuralInvariants',
  ),
  on: { types: [schemaProps] },
  check(visit, report) {
    const { node, path } = visit;
    if (node.type !== 'map' || isOnlyCondition(path)) return;
    if (string(get(node, 'type')) === 'array' && !isSet(get(node, 'items')))
      report(placeOfVisit(visit), `${nameOfSchemaAt(path)} is a list of nothing: add "items"`);
  },
};

import { get } from '../../yaml/node.ts';
import { boolean, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { schemaProps, isSchemaRoot, isOnlyCondition, nameOfSchemaAt } from './crdSchemas.ts';

export const rule: Rule = {
  code: 'crd-type-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A value of a custom resource has no type.',
  source: inApiServer(
    'apiextensions-apiserver/pkg/apiserver/schema/validation.go',
    'validateStructuralInvariants',
  ),
  on: { types: [schemaProps] },
  check(visit, report) {
    const { node, path } = visit;
    if (node.type !== 'map' || isOnlyCondition(path)) return;
    const isUntyped =
      boolean(get(node, 'x-kubernetes-int-or-string')) === true ||
      boolean(get(node, 'x-kubernetes-preserve-unknown-fields')) === true;
    if (string(get(node, 'type')) === undefined && (!isUntyped || isSchemaRoot(path)))
      report(
        placeOfVisit(visit),
        `${nameOfSchemaAt(path)} has no type: add "type", e.g. object or string`,
      );
  },
};

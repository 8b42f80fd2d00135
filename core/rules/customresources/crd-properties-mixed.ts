import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { schemaProps, isOnlyCondition } from './crdSchemas.ts';

export const rule: Rule = {
  code: 'crd-properties-mixed',
  severity: 'error',
  claims: 'value',
  summary: 'A mapping of a custom resource has both named and free keys.',
  source: inApiServer('apiextensions', 'ValidateCustomResourceDefinitionOpenAPISchema'),
  on: { types: [schemaProps] },
  check({ node, path }, report) {
    if (isOnlyCondition(path) || !isFilled(get(node, 'properties'))) return;
    if (get(node, 'additionalProperties')?.type === 'map')
      report(
        keyOf(node, 'additionalProperties'),
        '"properties" and "additionalProperties" exclude each other: remove one',
      );
  },
};

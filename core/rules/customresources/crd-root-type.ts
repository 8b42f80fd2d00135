import { get } from '../../yaml/node.ts';
import { keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { schemaProps, isSchemaRoot } from './crdSchemas.ts';

export const rule: Rule = {
  code: 'crd-root-type',
  severity: 'error',
  claims: 'value',
  summary: 'The root of a custom resource is no object.',
  source: inApiServer(
    'apiextensions-apiserver/pkg/apiserver/schema/validation.go',
    'ValidateStructural',
  ),
  on: { types: [schemaProps] },
  check({ node, path }, report) {
    const type = string(get(node, 'type'));
    if (isSchemaRoot(path) && type !== undefined && type !== 'object')
      report(keyOf(node, 'type'), 'the root of a schema is an object: write "type: object"');
  },
};

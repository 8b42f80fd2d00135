import { get } from '../../yaml/node.ts';
import { isSet, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { quote } from '../../formats/format.ts';
import { inApiServer } from '../sources.ts';
import { schemaProps, isOnlyCondition } from './crdSchemas.ts';

export const rule: Rule = {
  code: 'crd-default',
  severity: 'error',
  claims: 'value',
  summary: 'A default is not one of the values that its field allows.',
  source: inApiServer(
    'apiextensions-apiserver/pkg/apiserver/schema/defaulting/validation.go',
    'ValidateDefaults',
  ),
  on: { types: [schemaProps] },
  check({ node, path }, report) {
    const value = get(node, 'default');
    const allowed = list(get(node, 'enum')).map((item) =>
      item.type === 'scalar' ? item.value : undefined,
    );
    if (isOnlyCondition(path) || value?.type !== 'scalar' || !isSet(value)) return;
    if (allowed.length > 0 && !allowed.includes(value.value))
      report(value, `the default ${quote(value.source)} is not one of the values in "enum"`);
  },
};

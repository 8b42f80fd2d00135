import { at, entries, get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { quote } from '../../formats/format.ts';
import { inApiServer } from '../sources.ts';

/** Paths of a definition that have to lead to a field of its schema. */
export const rule: Rule = {
  code: 'crd-field-path',
  severity: 'error',
  claims: 'value',
  summary: 'A selectable field is not a text, number or boolean of the schema.',
  source: inApiServer('apiextensions', 'ValidateCustomResourceSelectableFields'),
  since: '1.30',
  on: {
    types: [
      'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1/CustomResourceDefinitionVersion',
    ],
  },
  check({ node }, report) {
    const root = at(node, ['schema', 'openAPIV3Schema']);
    if (!root) return;
    for (const field of list(get(node, 'selectableFields'))) {
      const jsonPath = get(field, 'jsonPath');
      const text = string(jsonPath);
      if (!jsonPath || !text || !/^(\.[A-Za-z_]\w*)+$/.test(text)) continue;
      const steps = text.slice(1).split('.');
      const target = at(
        root,
        steps.flatMap((step) => ['properties', step]),
      );
      const type = string(get(target, 'type')) ?? '';
      if (!/^(string|boolean|integer)$/.test(type) || entries(target).length === 0)
        report(jsonPath, `${quote(text)} is not a text, number or boolean of the schema`);
    }
  },
};

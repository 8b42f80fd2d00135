/** CustomResourceDefinitions: their name, and what makes a schema structural. */
import { at, entries, get } from '../../yaml/node.ts';
import { quote } from '../../formats/format.ts';
import { manifest } from '../examples.ts';
import { boolean, isFilled, isSet, keyOf, list, placeOfVisit, string } from '../read.ts';
import type { Rule, Visit } from '../rule.ts';

const crd = (properties: string, name = 'jobs.example.com'): string =>
  manifest(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    `spec:
  group: example.com
  scope: Namespaced
  names: { plural: jobs, kind: Job }
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties: { spec: ${properties} }`,
    name,
  );
const SCHEMA = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1/JSONSchemaProps';

export const crdName: Rule = {
  code: 'crd-name',
  severity: 'error',
  summary: 'A definition is named PLURAL.GROUP, and one of its versions is stored.',
  on: { kinds: ['apiextensions.k8s.io/CustomResourceDefinition'] },
  bad: [
    crd('{ type: object }', 'job.example.com'),
    crd('{ type: object }').replace('storage: true', 'storage: false'),
  ],
  good: crd('{ type: object }'),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const name = at(ctx.root, ['metadata', 'name']);
    const plural = string(at(spec, ['names', 'plural']));
    const group = string(get(spec, 'group'));
    const wanted = `${plural ?? ''}.${group ?? ''}`;
    if (name && isFilled(name) && plural && group && string(name) !== wanted)
      report(name, `a definition is named by its plural and group: write ${wanted}`);
    const versions = list(get(spec, 'versions'));
    const stored = versions.filter((version) => boolean(get(version, 'storage')) === true);
    if (spec && versions.length > 0 && stored.length !== 1)
      report(
        keyOf(spec, 'versions'),
        stored.length === 0
          ? 'no version is stored: write "storage: true" in one'
          : 'several versions are stored: write "storage: true" in one only',
      );
  },
};

export const crdSchema: Rule = {
  code: 'crd-schema',
  severity: 'error',
  summary: 'Every value of a custom resource has a type, and every list a schema of its items.',
  on: { types: [SCHEMA] },
  bad: [
    crd('{ properties: { a: { type: string } } }'),
    crd('{ type: object, properties: { a: { type: array } } }'),
    crd(
      '{ type: object, properties: { a: { type: string } }, additionalProperties: { type: string } }',
    ),
  ],
  good: [
    crd('{ type: object, properties: { a: { type: array, items: { type: string } } } }'),
    crd('{ type: object, properties: { a: { x-kubernetes-int-or-string: true } } }'),
    crd(
      '{ type: object, properties: { a: { type: string } }, anyOf: [{ properties: { a: { minLength: 1 } } }] }',
    ),
  ],
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

export const crdPattern: Rule = {
  code: 'crd-pattern',
  severity: 'error',
  summary:
    'A pattern is a regular expression of Go (RE2): without look-around and back-references.',
  docUrl: 'https://github.com/google/re2/wiki/Syntax',
  on: { types: [SCHEMA] },
  bad: [
    crd('{ type: string, pattern: "^(?!kube-)[a-z]+$" }'),
    crd('{ type: string, pattern: "^[a-z+$" }'),
    crd('{ type: string, pattern: "^a{1,2000}$" }'),
  ],
  good: [
    crd('{ type: string, pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$" }'),
    crd('{ type: string, pattern: "^(?i)[[:alpha:]]+\\\\z" }'),
  ],
  check({ node, ctx }, report) {
    const pattern = get(node, 'pattern');
    const text = string(pattern);
    if (!pattern || text === undefined || !ctx.patternBudget) return;
    const problem = ctx.schema?.patterns.problemOf(text, ctx.patternBudget);
    if (problem?.isInvalid)
      report(
        pattern,
        `the API server refuses this regular expression: ${problem.reason}; write it as Go reads it, without look-around and back-references`,
      );
    else if (problem)
      report(pattern, `values are not checked against this pattern: ${problem.reason}`, {
        severity: 'information',
      });
  },
};

/** Paths of a definition that have to lead to a field of its schema. */
export const crdSelectable: Rule = {
  code: 'crd-field-path',
  severity: 'error',
  summary: 'A selectable field is a text, number or boolean of the schema.',
  on: {
    types: [
      'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1/CustomResourceDefinitionVersion',
    ],
  },
  bad: crd('{ type: object }').replace(
    'schema:',
    'selectableFields: [{ jsonPath: .spec.a }]\n    schema:',
  ),
  good: crd('{ type: object, properties: { a: { type: string } } }').replace(
    'schema:',
    'selectableFields: [{ jsonPath: .spec.a }]\n    schema:',
  ),
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

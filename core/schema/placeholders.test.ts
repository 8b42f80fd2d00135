import { expect, test } from 'vitest';
import { builtSchemas, findingsOf } from '../rules/testing.ts';

const schemas = builtSchemas();
const workflow = (container: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata:\n  name: a\nspec:\n  templates:\n  - name: a\n    container: ${container}\n`;
const codes = (source: string): string[] =>
  (findingsOf(source, schemas) ?? [])
    .map(({ code }) => code)
    .filter((code) => code.startsWith('format-'));

test('formats of a text that the operator fills in are not checked', () => {
  expect(codes(workflow('{ image: "{{inputs.parameters.image}} " }'))).toEqual([]);
  expect(codes(workflow('{ image: "python " }'))).toEqual(['format-image']);
});

test('a quantity is read before anything is filled in', () => {
  const limits =
    '{ image: a, resources: { limits: { memory: "{{workflow.parameters.memory}}" } } }';
  expect(codes(workflow(limits))).toEqual(['format-quantity']);
});

test('kinds without placeholders are checked', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - { name: "{{a}}", image: a }\n';
  expect(codes(pod)).toContain('format-dns-label');
});

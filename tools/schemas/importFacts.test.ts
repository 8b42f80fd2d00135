import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KindEntry } from '../../core/schema/schema.ts';
import { factsOf } from './facts/readFacts.ts';
import { importFacts, problemWith } from './importFacts.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'import-facts-'));
  put('schemas/kettles/charts/kettle/chart.yaml', '');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

const kettle: KindEntry = {
  ...{ group: 'example.com', version: 'v1', kind: 'Kettle', plural: 'kettles', namespaced: true },
  ...{ bundle: 'kettles', definition: 'Kettle', source: 'Kettles', sourceVersion: 'v1' },
};

const run = (from: string, kinds: KindEntry[] = [kettle]) =>
  importFacts({
    from: path.join(folder, from),
    schemas: path.join(folder, 'schemas'),
    systems: ['kettles'],
    kinds,
  });

const crd = (kind: string, spec: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${kind.toLowerCase()}s.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s }
  versions:
    - name: v1
      served: true
      storage: true
      additionalPrinterColumns: [{ name: Litres, type: integer, jsonPath: .spec.litres }]
      schema: { openAPIV3Schema: { type: object, description: Boils water., properties: { spec: ${spec} } } }
`;

test('of a CRD the facts are kept and the prose is not', () => {
  put(
    'from/crds/example.com/kettle.yaml',
    crd(
      'Kettle',
      `{ type: object, required: [litres], properties: {
          litres: { type: integer, minimum: 1, default: 2, description: How much. },
          description: { type: string, pattern: '^a', title: Words },
          lid: { type: object, x-kubernetes-validations: [{ rule: "self.shut", message: Shut it. }] } } }`,
    ),
  );
  expect(run('from')).toEqual(['kettles: 1 kB']);
  const [facts] = factsOf(path.join(folder, 'schemas/kettles')).crds ?? [];
  expect(facts).toEqual({
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Kettle', plural: 'kettles' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          type: 'object',
          properties: {
            spec: {
              type: 'object',
              required: ['litres'],
              properties: {
                description: { type: 'string', pattern: '^a' },
                lid: { type: 'object', 'x-kubernetes-validations': [{ rule: 'self.shut' }] },
                litres: { type: 'integer', minimum: 1, default: 2 },
              },
            },
          },
        },
      },
    ],
  });
});

test('a CRD of the old form is one of the form v1', () => {
  put(
    'from/crds/example.com/kettle.yaml',
    `
apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
spec:
  group: example.com
  scope: Cluster
  version: v1
  names: { kind: Kettle, plural: kettles }
  subresources: { status: {} }
  validation: { openAPIV3Schema: { properties: { metadata: { properties: {} }, spec: { properties: { any: {} } } } } }
`,
  );
  run('from');
  expect(factsOf(path.join(folder, 'schemas/kettles')).crds?.[0]?.versions).toEqual([
    {
      name: 'v1',
      served: true,
      storage: true,
      subresources: { status: {} },
      keepsUnknown: true,
      schema: {
        type: 'object',
        properties: {
          metadata: { type: 'object' },
          spec: {
            type: 'object',
            properties: { any: { 'x-kubernetes-preserve-unknown-fields': true } },
          },
        },
      },
    },
  ]);
});

test('what is not found stays, a kind that we do not have is left out', () => {
  put('from/crds/example.com/all.yaml', `${crd('Kettle', '{}')}---${crd('Pot', '{}')}`);
  run('from');
  put('more/charts/kettle/Chart.yaml', 'name: kettle\nversion: 1.0.0\n');
  put(
    'more/charts/kettle/values.yaml',
    '# how\nyes: {on: yes, mode: 0755}\nscript: |\n  a\n  b\nfew: [x]\n',
  );
  run('more');
  const { crds = [], charts } = factsOf(path.join(folder, 'schemas/kettles'));
  expect(crds.map(({ names }) => names.kind)).toEqual(['Kettle']);
  expect(charts).toEqual({
    kettle: {
      name: 'kettle',
      version: '1.0.0',
      values: { true: { true: true, mode: 493 }, script: '(text)', few: ['x'] },
    },
  });
  run('more', []);
  expect(factsOf(path.join(folder, 'schemas/kettles')).crds).toBeUndefined();
});

test('a keyword that is not known as fact or prose ends the import', () => {
  put('from/crds/example.com/kettle.yaml', crd('Kettle', '{ x-words: Hello }'));
  expect(() => run('from')).toThrow('does not know x-words');
});

test('the text has a line for each thing that may change', () => {
  const long = `{ type: object, properties: { ${'abcdefgh'
    .split('')
    .map((name) => `${name}: { type: string, maxLength: 10 }`)
    .join(', ')} } }`;
  put('from/crds/example.com/kettle.yaml', crd('Kettle', long));
  run('from');
  const text = readFileSync(path.join(folder, 'schemas/kettles/facts.json'), 'utf8');
  expect(text).toContain('\n         "c": {"type":"string","maxLength":10},\n');
});

test('a folder or a system that is not there is told', () => {
  expect(problemWith(folder, ['kettles'], ['kettles'])).toBe(undefined);
  expect(problemWith(path.join(folder, 'gone'), [], [])).toContain('there is no folder ');
  expect(problemWith(folder, ['cups'], ['kettles'])).toBe(
    'there is no schemas/cups/system.yaml: write it first',
  );
});

import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from '../yaml/parse.ts';
import { pod, podOf, spark } from './examples.ts';
import type { Finding } from '../findings/finding.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { builtSchemas, allFindingsIn, findingsOf } from './testing.ts';

let schemas: SchemaStore;
beforeAll(() => {
  schemas = builtSchemas();
});

function findings(source: string): Finding[] {
  return findingsOf(source, schemas) ?? [];
}

/** The document after the only fix that is offered. */
function fixed(source: string): string {
  const found = findings(source);
  expect(found).toHaveLength(1);
  const edits = [...(found[0]?.fix?.edits ?? [])].sort((a, b) => b[0][0] - a[0][0]);
  return edits.reduce(
    (text, [[start, end], written]) => text.slice(0, start) + written + text.slice(end),
    source,
  );
}

test('findings come in the order of the text and mark the value at fault', () => {
  const source = podOf('image: nginx-stable-alpine\nports: [{ containerPort: 70000 }]');
  expect(findings(source).map(({ code, span }) => [code, source.slice(...span)])).toEqual([
    ['format-image', 'nginx-stable-alpine'],
    ['format-port-number', '70000'],
  ]);
});

describe('fixes of formats', () => {
  test.each([
    ['plain text', 'image: alpine.latest', 'image: alpine:latest'],
    ['quotes stay', 'image: "alpine.latest"', 'image: "alpine:latest"'],
    [
      'quotes go where a number is meant',
      'livenessProbe: { httpGet: { port: "80" } }',
      'livenessProbe: { httpGet: { port: 80 } }',
    ],
    [
      'a quantity',
      'resources: { limits: { memory: 10 Gi } }',
      'resources: { limits: { memory: 10Gi } }',
    ],
    [
      'a CPU quantity',
      'resources: { limits: { cpu: 2cores } }',
      'resources: { limits: { cpu: 2 } }',
    ],
  ])('%s', (_name, before, after) => {
    expect(fixed(podOf(before))).toBe(podOf(after));
  });

  test('text that would be read as a number is quoted', () => {
    const factor = (value: string): string => spark(`memoryOverheadFactor: ${value}`);
    expect(fixed(factor('10%'))).toBe(factor('"0.1"'));
  });

  test('a key is renamed', () => {
    const selector = (key: string): string => pod(`nodeSelector: { ${key}: a }`);
    expect(fixed(selector('my disk'))).toBe(selector('my-disk'));
  });
});

test('a part that only the operator looks at is a warning in its custom resource', () => {
  const env = 'env: [{ name: A, value: b, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]';
  expect(findings(podOf(env)).map(({ severity }) => severity)).toEqual(['error']);
  expect(findings(spark('', env)).map(({ severity }) => severity)).toEqual(['warning']);
});

test('metadata of a custom resource is checked by the API server itself', () => {
  const source = spark('').replace('name: etl', 'name: etl\n  labels: { a: b c }');
  expect(findings(source).map(({ severity }) => severity)).toEqual(['error']);
});

test('in a fragment formats and duplicates are reported, nothing is missing', () => {
  const text = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: My_App\n';
  const root = parse(text).root;
  const schema = schemas.schemaOf({ group: '', version: 'v1', kind: 'Pod' });
  const found = allFindingsIn({
    root: root!,
    gvk: { group: '', version: 'v1', kind: 'Pod' },
    schema: schema!,
    text,
    isPartial: true,
  });
  expect(found.map(({ code }) => code)).toEqual(['format-dns-label']);
});

test('a kind without a schema still has a name of a kind', () => {
  const text = 'apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: My_Thing\n';
  const found = allFindingsIn({
    root: parse(text).root!,
    gvk: { group: 'example.com', version: 'v1', kind: 'Thing' },
    text,
  });
  expect(found.map(({ code }) => code)).toEqual(['name-format']);
});

describe('values at odds with the schema are no exception', () => {
  test.each([
    'null',
    'text',
    '3',
    'true',
    '[]',
    '{}',
    '[null]',
    '[[]]',
    '[{}, null, 3]',
    '{ a: { b: [c] } }',
  ])('everywhere %s', (value) => {
    for (const [group, kind, path] of [
      ['v1', 'Pod', 'spec'],
      ['v1', 'Service', 'spec'],
      ['v1', 'PersistentVolume', 'spec'],
      ['v1', 'Secret', 'data'],
      ['apps/v1', 'StatefulSet', 'spec'],
      ['batch/v1', 'Job', 'spec'],
      ['networking.k8s.io/v1', 'NetworkPolicy', 'spec'],
      ['sparkoperator.k8s.io/v1beta2', 'SparkApplication', 'spec'],
    ]) {
      const head = `apiVersion: ${group}\nkind: ${kind}\nmetadata: ${value}\n`;
      expect(() => findings(`${head}${path}: ${value}\n`)).not.toThrow();
      for (const key of [
        'containers',
        'volumes',
        'template',
        'selector',
        'ports',
        'ingress',
        'driver',
        'sparkConf',
      ]) {
        expect(() => findings(`${head}${path}:\n  ${key}: ${value}\n`)).not.toThrow();
      }
    }
  });
});

test('an alias bomb is answered in time', () => {
  const bomb = ['a: &a [{ name: x, mountPath: /x }]'];
  for (let level = 1; level < 12; level++) {
    const before = String.fromCharCode(96 + level);
    const name = String.fromCharCode(97 + level);
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`);
  }
  const source = `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nx:\n  ${bomb.join('\n  ')}\nspec:\n  containers: *l\n`;
  const start = performance.now();
  findings(source);
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('many containers that share many mounts are answered in time', () => {
  const mounts = Array.from(
    { length: 2_000 },
    (_, index) => `{ name: v${index}, mountPath: /v${index} }`,
  );
  const containers = Array.from(
    { length: 2_000 },
    (_, index) => `- { name: c${index}, image: "a:1", volumeMounts: *m }`,
  );
  const source = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations: { m: &m [${mounts.join(', ')}] }\nspec:\n  containers:\n  ${containers.join('\n  ')}\n`;
  const root = parse(source).root;
  const schema = schemas.schemaOf({ group: '', version: 'v1', kind: 'Pod' });
  const found = allFindingsIn({
    root: root!,
    gvk: { group: '', version: 'v1', kind: 'Pod' },
    schema: schema!,
    podSpecs: schemas.podSpecsOf({ group: '', kind: 'Pod' }),
    text: source,
  });
  expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['unknown-volume']));
});

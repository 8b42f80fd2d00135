import { describe, expect, test } from 'vitest';
import { testSession } from '../../test/harness/manifests.ts';
import { watchFacts } from './watchedNamespaces.ts';

const session = testSession();
const watching = session.values.catalog.charts.filter(({ watches }) => watches);

describe.each(watching.map((chart) => [chart.id, chart] as const))('%s', (_id, chart) => {
  test('names kinds and values that there are', () => {
    const { kinds = [], namespaces = '', more } = chart.watches ?? {};
    const known = new Set(session.store.kinds.map(({ group, kind }) => `${group}/${kind}`));
    expect(kinds.filter((kind) => !known.has(kind))).toEqual([]);
    const values = [namespaces, ...(more === undefined ? [] : [more])];
    expect(values.filter((value) => !chart.keys.includes(value.split('.')[0] ?? ''))).toEqual([]);
  });
});

function namespacesOf(id: string, values: string, own?: string): readonly string[] | undefined {
  const file = session.fileApart('file:///values.yaml', values);
  const [document] = file.documents;
  const chart = watching.find((each) => each.id === id);
  if (!document?.root || !chart) throw new Error('no values');
  return watchFacts(chart, document.root, own, document)?.namespaces;
}

test.each([
  ['spark-operator', 'spark: {}', ['default']],
  ['spark-operator', 'spark: { jobNamespaces: [a, b] }', ['a', 'b']],
  ['spark-operator', 'spark: { jobNamespaces: [] }', ['default']],
  ['spark-operator', 'spark: { jobNamespaces: [a, ""] }', undefined],
  ['spark-operator', 'spark: { jobNamespaces: [a, "${TEAM}"] }', undefined],
  ['spark-operator', 'spark: { jobNamespaces: [a], jobNamespaceSelector: team=data }', undefined],
  ['spark-operator', 'spark: { jobNamespaces: [a], jobNamespaceSelector: "" }', ['a']],
  ['spark-operator', 'spark: { jobNamespaces: { a: b } }', undefined],
  ['strimzi-kafka-operator', 'watchNamespaces: []', undefined],
  ['strimzi-kafka-operator', 'watchNamespaces: [a]', undefined],
  ['flink-kubernetes-operator', 'watchNamespaces: []', undefined],
  ['flink-kubernetes-operator', 'watchNamespaces: [flink]', ['flink']],
])('%s with %s', (id, values, namespaces) => {
  expect(namespacesOf(id, values)).toEqual(namespaces);
});

test('the namespace of an operator is one of those that it looks at', () => {
  expect(namespacesOf('strimzi-kafka-operator', 'watchNamespaces: [a]', 'kafka')).toEqual([
    'a',
    'kafka',
  ]);
  expect(namespacesOf('strimzi-kafka-operator', 'replicas: 1', 'kafka')).toEqual(['kafka']);
  const all = 'watchAnyNamespace: true';
  expect(namespacesOf('strimzi-kafka-operator', all, 'kafka')).toBeUndefined();
});

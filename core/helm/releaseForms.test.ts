import { expect, test } from 'vitest';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { parseManifest } from '../model/manifestDocuments.ts';
import { nodes } from './inlineValues.ts';
import { plain } from './releaseFiles.ts';
import { releasesOf, type Release } from './releaseForms.ts';

/** The releases of a text, read from its nodes and from its plain data: both must find the same. */
function releasesIn(text: string): readonly Release[] {
  const { gvk, root } = new ManifestDocument(text, 1);
  const found = releasesOf(nodes, root, gvk);
  expect(releasesOf(plain, parseManifest(text), gvk)).toEqual(found);
  return found;
}

test('an Application names charts and folders, alone or as one of several sources', () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Application
spec:
  source: {chart: trino, repoURL: 'https://t.io/charts', targetRevision: 1.2.3}
  sources:
  - {path: charts/own, repoURL: 'https://g.io/r', helm: {valueFiles: [a.yaml, 'https://x.io/b.yaml', 7, $ref/env/c.yaml]}}
  - {ref: values}
`;
  expect(releasesIn(text)).toEqual([
    {
      chart: { name: 'trino', version: '1.2.3', repository: 'https://t.io/charts' },
      values: [
        ['spec', 'source', 'helm', 'valuesObject'],
        ['spec', 'source', 'helm', 'values'],
      ],
      files: [],
    },
    {
      chart: { folder: 'charts/own', repository: 'https://g.io/r' },
      values: [
        ['spec', 'sources', 0, 'helm', 'valuesObject'],
        ['spec', 'sources', 0, 'helm', 'values'],
      ],
      files: [{ file: 'charts/own/a.yaml' }, { file: 'env/c.yaml' }],
    },
  ]);
});

test('an ApplicationSet has its source in the template', () => {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: {template: {spec: {source: {chart: trino}}}}\n`;
  expect(releasesIn(text)).toMatchObject([
    {
      chart: { name: 'trino' },
      values: [['spec', 'template', 'spec', 'source', 'helm', 'valuesObject'], {}],
    },
  ]);
});

test.each([
  [
    '{chart: {spec: {chart: trino, version: 1.x, sourceRef: {kind: HelmRepository, name: t}, valuesFiles: [a.yaml]}}}',
    { name: 'trino', version: '1.x', repositoryObject: { kind: 'HelmRepository', name: 't' } },
    [],
  ],
  [
    '{chart: {spec: {chart: ./charts/own, sourceRef: {kind: GitRepository, name: g}, valuesFiles: [a.yaml]}}}',
    { folder: './charts/own', repositoryObject: { kind: 'GitRepository', name: 'g' } },
    [{ file: 'a.yaml' }],
  ],
  [
    '{chartRef: {kind: OCIRepository, name: o}}',
    { repositoryObject: { kind: 'OCIRepository', name: 'o' } },
    [],
  ],
])('a HelmRelease that says %s', (spec, chart, files) => {
  const text = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: ${spec}\n`;
  expect(releasesIn(text)).toEqual([{ chart, values: [['spec', 'values']], files }]);
});

test('a HelmChart of k3s may hold its values as text or as a mapping', () => {
  const text =
    'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec: {chart: "https://t.io/c/trino-1.2.3.tgz"}\n';
  expect(releasesIn(text)).toEqual([
    {
      chart: { name: 'trino', version: '1.2.3', repository: 'https://t.io/c' },
      values: [
        ['spec', 'valuesContent'],
        ['spec', 'values'],
      ],
      files: [],
    },
  ]);
});

test('a kustomization inflates charts, whether or not it says what it is', () => {
  const charts =
    'helmCharts:\n- {name: trino, version: 1.2.3, repo: "https://t.io", valuesFile: a.yaml, additionalValuesFiles: [b.yaml]}\n- {releaseName: nameless}\n';
  const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
  const [found, ...others] = releasesIn(charts);
  expect(others).toEqual([]);
  expect(found).toEqual({
    chart: { name: 'trino', version: '1.2.3', repository: 'https://t.io' },
    values: [['helmCharts', 0, 'valuesInline']],
    files: [
      { file: 'a.yaml', isBeside: true },
      { file: 'b.yaml', isBeside: true },
    ],
  });
  expect(releasesIn(head + charts)).toEqual([found]);
});

test('a helmfile names repositories, files of values and values in place', () => {
  const text = `repositories:
- {name: t, url: 'https://t.io'}
releases:
- {chart: t/trino, version: 1.2.3, values: [a.yaml, {server: {}}]}
- {chart: ./own, values: [b.yaml]}
- {name: chartless}
`;
  expect(releasesIn(text)).toEqual([
    {
      chart: { name: 'trino', version: '1.2.3', repository: 'https://t.io' },
      isLocal: false,
      values: [['releases', 0, 'values', 1]],
      files: [{ file: 'a.yaml', isBeside: true }],
    },
    {
      chart: { folder: './own' },
      isLocal: true,
      values: [],
      files: [{ file: 'b.yaml', isBeside: true }],
    },
  ]);
});

test.each([
  'apiVersion: v1\nkind: Pod\nspec: {source: {chart: trino}, chart: trino}\nhelmCharts: [{name: a}]\n',
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: [1]\n',
  'apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nspec: {chart: trino}\n',
  'helmCharts: {name: a}\nreleases: text\n',
  'a: 1\n',
])('%j names no release', (text) => {
  expect(releasesIn(text)).toEqual([]);
});

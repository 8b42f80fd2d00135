import { expect, test } from 'vitest';
import { workspace } from './testing.ts';

const helmRelease = (values: string, version = '1.42.2') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: trino
spec:
  interval: 5m
  chart:
    spec:
      chart: trino
      version: ${version}
      sourceRef:
        kind: HelmRepository
        name: trinodb
  values:
${values}`;

const application = (helm: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: trino
  namespace: argocd
spec:
  project: default
  destination: { name: in-cluster, namespace: trino }
  source:
    chart: trino
    repoURL: https://trinodb.github.io/charts
    targetRevision: 1.42.2
    helm:
${helm}`;

test('values of a HelmRelease are checked, completed and explained in place', async () => {
  const { check, complete, hoverAt, recognise } = workspace();
  const text = helmRelease('    server:\n      workres: 1\n');
  expect(await check('r.yaml', text)).toEqual([
    '16 error[unknown-field] the Trino chart 1.42.2 has no key "workres" here: did you mean workers?',
  ]);
  expect(recognise('r.yaml', text)).toBe('not values');
  expect(complete('r.yaml', helmRelease('    server:\n      |~\n'))).toContain('workers');
  expect(complete('r.yaml', helmRelease('    se|~\n'))).toContain('server');
  expect(hoverAt('r.yaml', helmRelease('    server:\n      work|~ers: 1\n'))).toContain(
    '**server.workers**',
  );
  // Fields of the HelmRelease itself stay its own.
  expect(hoverAt('r.yaml', helmRelease('    {}\n').replace('interval', 'int|~erval'))).toContain(
    '**spec.interval**',
  );
});

test('the repository tells charts of one name apart', async () => {
  const { check } = workspace();
  const repository = (url: string) =>
    `apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: trinodb\nspec:\n  interval: 1h\n  url: ${url}\n---\n`;
  const release = helmRelease('    servre: {}\n');
  expect(
    await check('r.yaml', repository('https://trinodb.github.io/charts/') + release),
  ).toHaveLength(1);
  expect(await check('r.yaml', repository('https://charts.bitnami.com/bitnami') + release)).toEqual(
    [],
  );
});

test('a range of versions is no version: the known keys count', async () => {
  const { check } = workspace();
  const values = '    worker: {}\n    servre: {}\n';
  expect(await check('r.yaml', helmRelease(values, '">=1.0.0"'))).toEqual([
    expect.stringMatching(/^16 error/),
  ]);
  expect(await check('r.yaml', helmRelease(values, '0.9.0'))).toEqual([
    expect.stringMatching(/^15 information\[chart-version\]/),
    expect.stringMatching(
      /^16 error\[unknown-field\] the Trino chart 0\.9\.0 has no key "servre" here/,
    ),
  ]);
});

test('where nothing tells the repository a name alone is no chart', async () => {
  const { check } = workspace();
  const from = (repository: string, values: string) =>
    check('r.yaml', helmRelease(values).replace('name: trinodb', `name: ${repository}`));
  expect(await from('ours', '    servre: {}\n')).toEqual([]);
  expect(await from('ours', '    host: x\n    port: 1\n')).toEqual([]);
  expect(await from('trinodb', '    servre: {}\n')).toHaveLength(1);
  expect(await from('trinodb', '    host: x\n    port: 1\n    user: y\n')).toEqual([]);
});

test('an Application has its values as an object or as text', async () => {
  const { check, complete, hoverAt } = workspace();
  expect(
    await check('a.yaml', application('      valuesObject:\n        server: { workers: x }\n')),
  ).toEqual(['15 error[wrong-type] this must be a whole number, not the text "x"']);
  const asText = application(
    '      values: |\n        server:\n          workres: 1\n          # workers\n        image: {\n  syncPolicy: {}\n',
  );
  expect(await check('a.yaml', asText)).toEqual([
    '16 error[unknown-field] the Trino chart 1.42.2 has no key "workres" here: did you mean workers?',
    expect.stringMatching(/^18 error\[yaml-syntax\]/),
  ]);
  expect(
    complete('a.yaml', application('      values: |\n        server:\n          |~\n')),
  ).toContain('workers');
  expect(
    complete('a.yaml', application('      values: |\n        server: {}\n        im|~\n')),
  ).toContain('image');
  expect(
    hoverAt('a.yaml', application('      values: |-\n        server:\n          wor|~kers: 1\n')),
  ).toContain('**server.workers**');
  // A folded text has other lines than it shows.
  expect(await check('a.yaml', application('      values: >\n        servre: {}\n'))).toEqual([]);
});

test('values in a later document are reported where they stand now', async () => {
  const { check } = workspace();
  const text = `kind: x\n---\n${application('      values: |\n        servre: 1\n')}`;
  expect(await check('a.yaml', text)).toEqual([expect.stringMatching(/^17 error/)]);
});

test('a HelmChart of k3s has its values as text', async () => {
  const { check } = workspace();
  const text = `apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata:
  name: trino
  namespace: kube-system
spec:
  repo: https://trinodb.github.io/charts
  chart: trino
  version: 1.42.2
  valuesContent: |-
    servre: {}
`;
  expect(await check('h.yaml', text)).toEqual([
    expect.stringMatching(/^11 error\[unknown-field\] the Trino chart/),
  ]);
});

test('a chart in the same repository of files is found by its folder', async () => {
  const { check } = workspace({
    'charts/kettle/Chart.yaml': 'name: kettle\nversion: 1.0.0\n',
    'charts/kettle/values.schema.json':
      '{"type":"object","additionalProperties":false,"properties":{"size":{"type":"integer"}}}',
  });
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: kettle }
spec:
  project: default
  destination: { name: in-cluster }
  source:
    repoURL: https://example.com/repo.git
    path: charts/kettle
    helm:
      valuesObject: { size: big }
`;
  expect(await check('apps/kettle.yaml', text)).toEqual([
    '11 error[wrong-type] this must be a whole number, not the text "big"',
  ]);
});

test('a chart is known by the repository of its project and its folder there', async () => {
  const { check } = workspace();
  const text = (folder: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: t }
spec:
  project: default
  destination: { name: in-cluster }
  source:
    repoURL: https://github.com/trinodb/charts.git
    path: ${folder}
    helm:
      valuesObject: { servre: {} }
`;
  expect(await check('a.yaml', text('charts/trino'))).toEqual([expect.stringMatching(/^11 error/)]);
  expect(await check('a.yaml', text('charts/gateway'))).toEqual([]);
});

test('charts that nobody knows are left alone', async () => {
  const { check } = workspace();
  const text = helmRelease('    anything: 1\n').replace('chart: trino', 'chart: podinfo');
  expect(await check('r.yaml', text)).toEqual([]);
});

test('a helmfile and a kustomization have values, too', async () => {
  const { check, complete } = workspace();
  const helmfile = `repositories:
  - { name: trinodb, url: 'https://trinodb.github.io/charts' }
releases:
  - name: t
    chart: trinodb/trino
    version: 1.42.2
    values:
      - other.yaml
      - servre: {}
  - { name: x, chart: ./own, values: [{ servre: {} }] }
`;
  expect(await check('helmfile.yaml', helmfile)).toEqual([expect.stringMatching(/^9 error/)]);
  expect(complete('helmfile.yaml', helmfile.replace('servre: {}\n  -', 'im|~\n  -'))).toEqual([]);
  const kustomization = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
helmCharts:
  - name: trino
    repo: https://trinodb.github.io/charts
    version: 1.42.2
    valuesInline:
      servre: {}
`;
  expect(await check('kustomization.yaml', kustomization)).toEqual([
    expect.stringMatching(/^8 error\[unknown-field\] the Trino chart/),
  ]);
});

test('what another tool fills in is not judged in values, whatever kind they stand in', async () => {
  const values = `      valuesObject:
        coordinator: { resources: { limits: { memory: "{{.memory}}" } } }
        catalogs: { a: "connector.name=hive\\nhive.metastore.uri={{.uri}}\\n" }
        server: { workres: 1 }
`;
  const slip = ['unknown-field'];
  const codes = async (text: string): Promise<(string | undefined)[]> =>
    (await workspace().check('a.yaml', text)).map((each) => /\[(.*?)\]/.exec(each)?.[1]);
  expect(await codes(application(values))).toEqual(slip);
  const template = application(values)
    .split('\n')
    .slice(6)
    .map((line) => `    ${line}`)
    .join('\n');
  const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: a, namespace: argocd }
spec:
  goTemplate: true
  generators: [{ list: { elements: [{ name: x, memory: 8Gi, uri: thrift://a:9083 }] } }]
  template:
    metadata: { name: "{{.name}}" }
    spec:
${template}`;
  expect(await codes(set)).toEqual(slip);
});

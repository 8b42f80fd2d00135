/** What is said of values by the released version of their chart. */
import { expect, test } from 'vitest';
import { CancellationToken } from 'vscode-languageserver';
import { fileUriOf } from '../../../shared/uri.ts';
import { codeActions } from '../../features/codeActions.ts';
import { diagnosticsOf } from '../../features/diagnostics.ts';
import { workspace } from '../testing.ts';

const check = async (text: string, files = {}) => {
  const found = await workspace(files).check('values.yaml', text);
  return found.filter((line) => !line.includes('[chart-version]'));
};

test('a key that moved is told with its new name', async () => {
  const values = 'sparkJobNamespaces: [a]\nreplicaCount: 1\n';
  expect(await check(`# chart: spark-operator@2.0.2\n${values}`)).toEqual([
    '2 error[unknown-field] "sparkJobNamespaces" is spark.jobNamespaces since 2.0.0 of the Spark operator chart',
    '3 error[unknown-field] "replicaCount" is controller.replicas since 2.0.0 of the Spark operator chart',
  ]);
  expect(await check(`# chart: spark-operator@1.4.6\n${values}`)).toEqual([]);
});

test('without a version what only old ones had is no fault', async () => {
  expect(
    await check('# chart: spark-operator\nsparkJobNamespaces: [a]\nserviceAccounts: {}\n'),
  ).toEqual([
    '2 information[unknown-field] "sparkJobNamespaces" is spark.jobNamespaces since 2.0.0 of the Spark operator chart; these values do not say which version they are for',
    '3 information[unknown-field] only versions up to 1.4.6 of the Spark operator chart have the key "serviceAccounts" here; these values do not say which version they are for',
  ]);
});

test('a key that came later is told with its version, or with its name before', async () => {
  const text = 'flower:\n  extraVolumeMounts: []\napiSecretKey: x\nworkers:\n  celery: {}\n';
  expect(await check(`# chart: airflow@1.5.0\n${text}`)).toEqual([
    expect.stringMatching(
      /^3 error.*chart 1\.5\.0 has no key "extraVolumeMounts" here: it came with 1\.\d+\.0$/,
    ),
    expect.stringMatching(/^4 error.*: in this version it is webserverSecretKey$/),
    expect.stringMatching(/^6 error.*: it came with 1\.19\.0$/),
  ]);
  expect(await check(`# chart: airflow@1.21.0\n${text}`)).toEqual([]);
});

test('of a version newer than what is known no key is called unknown', async () => {
  const text = 'scheduler:\n  brandNew: 1\nnope: {}\n';
  expect(await check(`# chart: airflow@9.0.0\n${text}`)).toEqual([]);
  expect(await check(`# chart: airflow@1.21.0\n${text}`)).toHaveLength(2);
  const { recognise } = workspace();
  expect(recognise('values.yaml', `# chart: airflow@9.0.0\n${text}`)).toMatch(
    /^comment Apache Airflow chart 1\./,
  );
});

test('the lock of a chart counts more than the range that it asks for', async () => {
  const chart = (version: string) =>
    `name: a\nversion: 1.0.0\ndependencies:\n  - name: spark-operator\n    version: ${version}\n    repository: https://kubeflow.github.io/spark-operator\n`;
  const lock =
    'dependencies:\n- name: spark-operator\n  repository: https://kubeflow.github.io/spark-operator\n  version: 1.4.6\n';
  const text = 'spark-operator:\n  sparkJobNamespaces: [a]\n';
  expect(await check(text, { 'Chart.yaml': chart('>=1'), 'Chart.lock': lock })).toEqual([]);
  // It is of another time than the range.
  expect(await check(text, { 'Chart.yaml': chart('^2'), 'Chart.lock': lock })).toHaveLength(1);
  expect(await check(text, { 'Chart.yaml': chart('~1.4.0') })).toEqual([]);
});

test.each([
  [
    'kube-prometheus-stack',
    'alertmanager: {config: {global: {slack_api_url: u}, route: {group_by: [a], routes: [{match: {a: b}, continue: true}]}, receivers: [{name: a, slack_configs: [{channel: c}]}]}}',
  ],
  ['kube-prometheus-stack', 'grafana: {sidecar: {dashboards: {folder: /d}}}'],
  [
    'argo-workflows',
    'controller: {persistence: {archive: true, postgresql: {host: h, port: 5432, passwordSecret: {name: a, key: b}}}}',
  ],
  ['argo-cd', 'redis-ha: {haproxy: {replicas: 3, checkInterval: 1s}}'],
  [
    'datahub',
    'datahubSystemUpdate: {bootstrapMCPs: {datahubDocuments: {values_generated_configs: A}}}',
  ],
  ['loki@11.4.8', 'ingester: {zoneAwareReplication: {zoneA: {extraNodeSelector: {a: b}}}}'],
  ['altinity-clickhouse-operator', 'configs: {files: {config.yaml: {addedLater: {a: 1}}}}'],
  ['bitnami-kafka', 'broker: {containerSecurityContext: {capabilities: {add: [IPC_LOCK]}}}'],
])(
  'what %s hands on, or goes through, takes keys that its defaults do not show: %s',
  async (id, values) => {
    expect(await check(`# chart: ${id}\n${values}\n`)).toEqual([]);
  },
);

test.each([
  ['kube-prometheus-stack', 'alertmanager: {confg: {}}', 'confg'],
  ['kube-prometheus-stack', 'alertmanager: {service: {prot: 1}}', 'prot'],
  ['argo-workflows', 'controller: {persistance: {archive: true}}', 'persistance'],
  ['argo-cd', 'redis: {exporter: {enabeld: true}}', 'enabeld'],
  ['loki', 'ingester: {zoneAwareReplication: {zoneA: {nodeSelektor: {}}}}', 'nodeSelektor'],
  ['vault', 'server: {image: {raft: {}}}', 'raft'],
])('beside what %s hands on, keys are known: %s', async (id, values, key) => {
  expect(await check(`# chart: ${id}\n${values}\n`)).toEqual([
    expect.stringMatching(new RegExp(`^2 error\\[unknown-field\\] .*"${key}"`)),
  ]);
});

test('hover says since when and until when there is a key, and where it went', () => {
  const { hoverAt } = workspace();
  const head = '# chart: airflow@1.21.0\n';
  expect(hoverAt('a.yaml', `${head}apiSe|~cretKey: x\n`)).toContain('Since 1.18.0.');
  const moved = hoverAt('a.yaml', `${head}webserverSecret|~Key: x\n`);
  expect(moved).toContain('Since 1.18.0 it is `apiSecretKey`.');
  const gone = hoverAt('b.yaml', '# chart: spark-operator@2.0.2\nsparkJob|~Namespaces: []\n');
  expect(gone).toContain('only in other versions');
  expect(gone).toContain('until 1.4.6. Since 2.0.0 it is `spark.jobNamespaces`.');
});

test('completion offers what the version has', () => {
  const { complete } = workspace();
  const offered = (version: string) => complete('a.yaml', `# chart: airflow@${version}\n|~\n`);
  expect(offered('1.13.0')).not.toContain('apiServer');
  expect(offered('1.21.0')).toContain('apiServer');
  expect(complete('a.yaml', '# chart: airflow@1.21.0\nworkers:\n  celery:\n    |~\n')).toContain(
    'replicas',
  );
});

test.each([
  ['sparkJobNamespaces:\n  - a # mine\n', 'spark:\n  jobNamespaces:\n    - a # mine\n'],
  ['spark: {}\nsparkJobNamespaces: [a]\n', undefined],
  [
    'sparkJobNamespaces: [a]\nspark:\n  serviceAccount: {}\nwebhook: {}\n',
    'spark:\n  serviceAccount: {}\n  jobNamespaces: [a]\nwebhook: {}\n',
  ],
  [
    'spark:\n  serviceAccount: {}\nsparkJobNamespaces: [a]\n',
    'spark:\n  serviceAccount: {}\n  jobNamespaces: [a]\n',
  ],
  ['spark:\n  jobNamespaces: [b]\nsparkJobNamespaces: [a]\n', undefined],
])('the fix moves a key with what stands under it: %j', async (before, after) => {
  expect(await fixed(`# chart: spark-operator@2.0.2\n${before}`)).toBe(
    after && `# chart: spark-operator@2.0.2\n${after}`,
  );
});

/** The text after the first fix of an unknown key. */
async function fixed(text: string): Promise<string | undefined> {
  const { session, folder } = workspace();
  const uri = fileUriOf(`${folder}/values.yaml`);
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri);
  if (!file) throw new Error('the file is not read');
  const found = (await diagnosticsOf(session, file, CancellationToken.None)) ?? [];
  const [first] = found.filter(({ code }) => code === 'unknown-field');
  if (!first) throw new Error('nothing is found');
  const wanted = { range: first.range, context: { diagnostics: [first] } };
  const actions = await codeActions(session, file, wanted, CancellationToken.None);
  const action = actions.find(({ isPreferred }) => isPreferred);
  const edits = action?.edit?.changes?.[uri];
  if (!edits) return undefined;
  const offsetOf = ({ line, character }: { line: number; character: number }): number =>
    text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  return edits
    .toSorted((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start))
    .reduce(
      (result, { range, newText }) =>
        result.slice(0, offsetOf(range.start)) + newText + result.slice(offsetOf(range.end)),
      text,
    );
}

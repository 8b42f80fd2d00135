/** Completion inside of texts, with what the first offered item makes of them. */
import { expect, test } from 'vitest';
import { checkCompletion } from '../../../test/harness/checkCompletion.ts';

const configMap = (file: string, lines: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  ${file}: |\n${lines}`;

test('keys and values of lines', () => {
  const keys = checkCompletion(
    configMap('spark-defaults.conf', '    spark.ui.enabled=true\n    spark.executor.mem$0\n'),
  );
  expect(keys.labels).toContain('spark.executor.memory');
  expect(keys.labels).not.toContain('spark.ui.enabled');
  expect(keys.accept('spark.executor.memory')).toBe(
    configMap('spark-defaults.conf', '    spark.ui.enabled=true\n    spark.executor.memory=\n'),
  );
  const values = checkCompletion(configMap('spark-defaults.conf', '    spark.ui.enabled=fa$0\n'));
  expect(values.labels).toEqual(['false']);
  expect(values.accept('false')).toBe(
    configMap('spark-defaults.conf', '    spark.ui.enabled=false\n'),
  );
});

test('the first line of an empty text, and a line behind the last one', () => {
  for (const lines of ['    $0\n', '    max_connections = 100\n    $0\n'])
    expect(checkCompletion(configMap('postgresql.conf', lines)).labels).toContain('shared_buffers');
});

test('sections and keys of airflow.cfg', () => {
  expect(checkCompletion(configMap('airflow.cfg', '    [co$0\n')).labels).toContain('core');
  const keys = checkCompletion(configMap('airflow.cfg', '    [core]\n    parall$0\n'));
  expect(keys.labels).toContain('parallelism');
  expect(keys.labels).not.toContain('core.parallelism');
  expect(keys.accept('parallelism')).toBe(
    configMap('airflow.cfg', '    [core]\n    parallelism = \n'),
  );
});

test('names and values of Hadoop’s XML', () => {
  const xml = (line: string): string =>
    configMap(
      'core-site.xml',
      `    <configuration>\n      <property>\n        ${line}\n      </property>\n    </configuration>\n`,
    );
  const names = checkCompletion(xml('<name>fs.s3a.pa$0</name>'));
  expect(names.labels).toContain('fs.s3a.path.style.access');
  expect(names.accept('fs.s3a.path.style.access')).toBe(
    xml('<name>fs.s3a.path.style.access</name>'),
  );
  expect(
    checkCompletion(xml('<name>fs.s3a.path.style.access</name><value>$0</value>')).labels,
  ).toEqual(['false', 'true']);
  expect(checkCompletion(xml('$0')).labels).toEqual([]);
});

test('names of Superset and classes of JupyterHub in Python', () => {
  const names = checkCompletion(configMap('superset_config.py', '    ROW_L$0\n'));
  expect(names.labels).toContain('ROW_LIMIT');
  expect(names.accept('ROW_LIMIT')).toBe(configMap('superset_config.py', '    ROW_LIMIT = \n'));
  expect(
    checkCompletion(configMap('jupyterhub_config.py', '    c.JupyterHub.$0\n')).labels,
  ).toContain('c.JupyterHub.port');
});

test('variables of a container', () => {
  const pod = (env: string, image = 'own/dags:1'): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: ${image}\n      env:\n        ${env}\n`;
  expect(checkCompletion(pod('- name: AIRFLOW__$0')).labels).toContain(
    'AIRFLOW__CORE__PARALLELISM',
  );
  expect(
    checkCompletion(pod('- name: AIRFLOW__SCHEDULER__CATCHUP_BY_DEFAULT\n          value: $0'))
      .labels,
  ).toEqual(['True', 'False']);
  expect(checkCompletion(pod('- name: MINIO_B$0')).labels).not.toContain('MINIO_BROWSER');
  expect(checkCompletion(pod('- name: MINIO_B$0', 'minio/minio:1')).labels).toContain(
    'MINIO_BROWSER',
  );
});

test('settings of ClickHouse below a profile', () => {
  const text = (line: string): string =>
    `apiVersion: clickhouse.altinity.com/v1\nkind: ClickHouseInstallation\nmetadata: { name: a }\nspec:\n  configuration:\n    profiles:\n      ${line}\n`;
  expect(checkCompletion(text('default/max_mem$0')).labels).toContain('default/max_memory_usage');
});

test('nothing is offered in a text that holds no configuration', () => {
  expect(checkCompletion(configMap('notes.txt', '    spark.$0\n')).labels).toEqual([]);
});

test('keys of the connector in a catalog of Trino, beside what another tool fills in', () => {
  const catalog = (line: string): string =>
    configMap(
      'lake.properties',
      `    connector.name=iceberg\n    s3.aws-secret-key=\${ENV:SECRET}\n    fs.native-s3.enabled=true\n    ${line}\n`,
    );
  const keys = checkCompletion(catalog('iceberg.cat$0'));
  expect(keys.labels).toContain('iceberg.catalog.type');
  expect(keys.accept('iceberg.catalog.type')).toBe(catalog('iceberg.catalog.type='));
  const all = checkCompletion(catalog('$0')).labels;
  expect(all).not.toContain('s3.aws-secret-key');
  expect(all.filter((key) => /^(?:query|kafka|delta)\./.test(key))).toEqual([]);
  expect(checkCompletion(catalog('iceberg.catalog.type=$0')).labels).toContain('REST');
  expect(checkCompletion(catalog('s3.path-style-access=$0')).labels).toEqual(['false', 'true']);
});

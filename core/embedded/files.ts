/** What the files of a ConfigMap are by their names, where the name, or what stands in the file, leaves no doubt. */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { get, text, type Node } from '../yaml/node.ts';
import { writtenText } from './entries.ts';
import { trinoFile } from './trinoFiles.ts';

/** Files of Hadoop are read one after the other: a key of another one is read here, too. */
const site = (of: string, ...scope: string[]): ConfigAnnotation => ({
  of,
  form: 'xml',
  scope,
  isShared: true,
});

const kafka = (part: string): ConfigAnnotation => ({
  of: 'kafka',
  form: 'properties',
  scope: [part],
  isShared: true,
});

const byName: Readonly<Record<string, ConfigAnnotation>> = {
  'spark-defaults.conf': { of: 'spark', form: 'properties' },
  'flink-conf.yaml': { of: 'flink', form: 'properties' },
  'postgresql.conf': { of: 'postgresql', form: 'properties' },
  'server.properties': { of: 'kafka', form: 'properties', scope: ['broker'] },
  'connect-distributed.properties': kafka('connect-worker'),
  'core-site.xml': site('hadoop', 'core-site', 'fs:'),
  'hdfs-site.xml': site('hadoop', 'hdfs-site'),
  'yarn-site.xml': site('hadoop', 'yarn-site'),
  'mapred-site.xml': site('hadoop', 'mapred-site'),
  'hbase-site.xml': site('hadoop', 'core-site', 'hdfs-site', 'fs:'),
  'hive-site.xml': { of: 'hive', form: 'xml' },
  'hiveserver2-site.xml': { of: 'hive', form: 'xml' },
  'metastore-site.xml': { of: 'hive', form: 'xml' },
  'rabbitmq.conf': { of: 'rabbitmq', form: 'properties' },
  'airflow.cfg': { of: 'airflow', form: 'ini' },
  'superset_config.py': { of: 'superset', form: 'python' },
  'jupyterhub_config.py': { of: 'jupyterhub', form: 'python' },
};

/** `files`: names and texts of the files of the ConfigMap `object`. Asked for each of them, so it never looks at all. */
export function fileAnnotation(
  object: Node | undefined,
  files: Node | undefined,
  name: string,
): ConfigAnnotation | undefined {
  if (Object.hasOwn(byName, name)) return byName[name];
  if (name !== 'config.yaml') return trinoFile(object, files, name);
  const file = get(files, name);
  const content = (file && text(writtenText(file))) ?? '';
  return /^(?:jobmanager|taskmanager)\.[\w.-]+:/m.test(content)
    ? { of: 'flink', form: 'properties' }
    : undefined;
}

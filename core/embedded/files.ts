/** What the files of a ConfigMap are by their names, where the name, or what stands in the file, leaves no doubt. */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { get, text, type Node } from '../yaml/node.ts';
import { writtenText } from './entries.ts';

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
  'hive-site.xml': { of: 'hive', form: 'xml' },
  'metastore-site.xml': { of: 'hive', form: 'xml' },
  'airflow.cfg': { of: 'airflow', form: 'ini' },
  'superset_config.py': { of: 'superset', form: 'python' },
  'jupyterhub_config.py': { of: 'jupyterhub', form: 'python' },
};

/** Of which version of Trino nobody knows: which connector reads which key has changed. */
const catalog: ConfigAnnotation = { of: 'trino', form: 'properties' };

/** `files`: names and texts of the files of a ConfigMap. Asked for each of them, so it never looks at all. */
export function fileAnnotation(
  files: Node | undefined,
  name: string,
): ConfigAnnotation | undefined {
  if (Object.hasOwn(byName, name)) return byName[name];
  const content = (): string => contentOf(files, name);
  if (name === 'config.yaml')
    return /^(?:jobmanager|taskmanager)\.[\w.-]+:/m.test(content())
      ? { of: 'flink', form: 'properties' }
      : undefined;
  if (!name.endsWith('.properties')) return undefined;
  return trinoFile(files, name, content());
}

function trinoFile(
  files: Node | undefined,
  name: string,
  content: string,
): ConfigAnnotation | undefined {
  // Presto has files of the same names; only Trino has these.
  if (/^connector\.name\s*=/m.test(content) && !/presto|hive-hadoop2/.test(content)) return catalog;
  const hasJvm = get(files, 'jvm.config') !== undefined;
  if (name === 'node.properties')
    return /^node\.environment\s*=/m.test(content) && isTrino(files)
      ? { of: 'trino', form: 'properties' }
      : undefined;
  return name === 'config.properties' && hasJvm && isTrino(files)
    ? { of: 'trino', form: 'properties' }
    : undefined;
}

function isTrino(files: Node | undefined): boolean {
  const content = contentOf(files, 'config.properties');
  return /^(?:node-scheduler|discovery\.uri|query\.max-memory)/m.test(content);
}

/** Placeholders and all: what a file is does not hang on them. */
function contentOf(files: Node | undefined, name: string): string {
  const file = get(files, name);
  return (file && text(writtenText(file))) ?? '';
}

/**
 * What the files of a ConfigMap are: by their names, by the names under which pods mount them, and by what stands in them, where that
 * leaves no doubt.
 */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { get, text, type Node } from '../yaml/node.ts';
import { lastPart, writtenText } from './entries.ts';
import { trinoFile } from './trinoFiles.ts';

/** By the key of a ConfigMap: the paths at which containers find the file, under names that its key does not tell. */
export type MountedFiles = ReadonlyMap<string, readonly string[]>;

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

/**
 * `files`: names and texts of the files of the ConfigMap `object`. Asked for each of them, so it never looks at all. A name that
 * tells what the file is counts before those that it is mounted under; where these disagree, nothing is known.
 */
export function fileAnnotation(
  object: Node | undefined,
  files: Node | undefined,
  key: string,
  mounted?: MountedFiles,
): ConfigAnnotation | undefined {
  const own = annotationUnder(object, files, key, key);
  const paths = own ? undefined : mounted?.get(key);
  if (!paths) return own;
  const [first, ...others] = paths.flatMap(
    (path) => annotationUnder(object, files, key, path) ?? [],
  );
  return others.every((each) => isSame(each, first)) ? first : undefined;
}

/** The file that a program finds under a name, by its key or by where it is mounted. */
export function fileNamed(
  files: Node | undefined,
  name: string,
  mounted: MountedFiles = new Map(),
): Node | undefined {
  const own = get(files, name);
  if (own) return own;
  const [key] =
    [...mounted].find(([, paths]) => paths.every((path) => lastPart(path) === name)) ?? [];
  return key === undefined ? undefined : get(files, key);
}

function isSame(one: ConfigAnnotation, other: ConfigAnnotation | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function annotationUnder(
  object: Node | undefined,
  files: Node | undefined,
  key: string,
  path: string,
): ConfigAnnotation | undefined {
  const name = lastPart(path);
  if (Object.hasOwn(byName, name)) return byName[name];
  if (name !== 'config.yaml') return trinoFile(object, files, { key, name, path });
  const file = get(files, key);
  const content = (file && text(writtenText(file))) ?? '';
  return /^(?:jobmanager|taskmanager)\.[\w.-]+:/m.test(content)
    ? { of: 'flink', form: 'properties' }
    : undefined;
}

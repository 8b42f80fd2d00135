/** What the files of a ConfigMap are by their names, where the name, or what stands in the file, leaves no doubt. */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { get, text, type Node } from '../yaml/node.ts';

const byName: Readonly<Record<string, ConfigAnnotation>> = {
  'spark-defaults.conf': { of: 'spark', form: 'properties' },
  'flink-conf.yaml': { of: 'flink', form: 'properties' },
  'postgresql.conf': { of: 'postgresql', form: 'properties' },
  'server.properties': { of: 'kafka', form: 'properties', scope: ['broker'] },
};

/** Of which version of Trino nobody knows: which connector reads which key has changed. */
const catalog: ConfigAnnotation = { of: 'trino', form: 'properties' };

/** `files`: names and texts of the files of a ConfigMap. Asked for each of them, so it never looks at all. */
export function fileAnnotation(
  files: Node | undefined,
  name: string,
): ConfigAnnotation | undefined {
  if (Object.hasOwn(byName, name)) return byName[name];
  if (!name.endsWith('.properties')) return undefined;
  const content = text(get(files, name)) ?? '';
  // Presto has files of the same names; only Trino has these.
  if (/^connector\.name\s*=/m.test(content) && !/presto|hive-hadoop2/.test(content)) return catalog;
  if (name !== 'config.properties' || !get(files, 'jvm.config')) return undefined;
  const isTrino = /^(?:node-scheduler|discovery\.uri|query\.max-memory)/m.test(content);
  return isTrino ? { of: 'trino', form: 'properties' } : undefined;
}

/** What the files of a ConfigMap are by their names, where the name, or what stands in the file, leaves no doubt. */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';

const byName: Readonly<Record<string, ConfigAnnotation>> = {
  'spark-defaults.conf': { of: 'spark', form: 'properties' },
  'flink-conf.yaml': { of: 'flink', form: 'properties' },
  'postgresql.conf': { of: 'postgresql', form: 'properties' },
  'server.properties': { of: 'kafka', form: 'properties', scope: ['broker'] },
};

/** Of which version of Trino nobody knows: which connector reads which key has changed. */
const catalog: ConfigAnnotation = { of: 'trino', form: 'properties' };

/** `names`: of all files beside it. */
export function fileAnnotation(
  name: string,
  text: string,
  names: readonly string[],
): ConfigAnnotation | undefined {
  if (Object.hasOwn(byName, name)) return byName[name];
  if (!name.endsWith('.properties')) return undefined;
  // Presto has files of the same names; only Trino has these.
  if (/^connector\.name\s*=/m.test(text) && !/presto|hive-hadoop2/.test(text)) return catalog;
  const isTrino = /^(?:node-scheduler|discovery\.uri|query\.max-memory)/m.test(text);
  return name === 'config.properties' && names.includes('jvm.config') && isTrino
    ? { of: 'trino', form: 'properties' }
    : undefined;
}

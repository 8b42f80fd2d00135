import { describe, expect, test } from 'vitest';
import { checkCompletion } from '../../../test/harness/checkCompletion.ts';

const application = (conf: string, version = '3.5.3'): string => `
apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  name: etl
spec:
  sparkVersion: ${version}
${conf}`;

describe('properties of Spark', () => {
  const conf = (line: string, version?: string): string =>
    application(`  sparkConf:\n    spark.ui.enabled: "true"\n    ${line}`, version);

  test('are offered with type and default, but for those that are set, kept inside or gone', () => {
    const { labels, item } = checkCompletion(conf('spark.$0'));
    expect(labels).toContain('spark.executor.memory');
    expect(item('spark.executor.memory')?.detail).toBe('size, default 1g');
    expect(labels).not.toContain('spark.ui.enabled');
    expect(labels).not.toContain('spark.blacklist.enabled');
    expect(labels.length).toBeGreaterThan(500);
  });

  test('are those of the version that the application says', () => {
    const later = 'spark.log.structuredLogging.enabled';
    expect(checkCompletion(conf('spark.log$0')).labels).not.toContain(later);
    expect(checkCompletion(conf('spark.log$0', '4.0.0')).labels).toContain(later);
  });

  test('of a family ask for its names', () => {
    const family = 'spark.kubernetes.executor.volumes.[VolumeType].[VolumeName].mount.path';
    const { item } = checkCompletion(conf('spark.kubernetes.$0'));
    expect(item(family)?.textEdit?.newText).toBe(
      'spark.kubernetes.executor.volumes.${1|persistentVolumeClaim,emptyDir,hostPath,nfs|}.${2:VolumeName}.mount.path: $0',
    );
  });

  test('have values, in quotes where YAML would read something else', () => {
    const { labels, accept } = checkCompletion(conf('spark.sql.adaptive.enabled: $0'));
    expect(labels).toEqual(['true', 'false']);
    expect(accept('false')).toContain('spark.sql.adaptive.enabled: "false"');
  });

  test('of Hadoop are offered behind their prefix', () => {
    const { labels } = checkCompletion(conf('spark.hadoop.fs.s3a.$0'));
    expect(labels).toContain('spark.hadoop.fs.s3a.path.style.access');
  });
});

test('hadoopConf has keys of Hadoop, whose secrets get no value', () => {
  const conf = (line: string): string => application(`  hadoopConf:\n    ${line}`);
  expect(checkCompletion(conf('fs.s3a.$0')).labels).toContain('fs.s3a.endpoint');
  expect(checkCompletion(conf('fs.s3a.secret.key: $0')).labels).toEqual([]);
});

test('documentation of a lazy item is found later, the same as at once', () => {
  const text = application('  sparkConf:\n    spark.executor.mem$0');
  expect(checkCompletion(text, { isLazy: true }).item('spark.executor.memory')?.data).toBe(
    'dictionary.spark#spark.executor.memory',
  );
  expect(checkCompletion(text).item('spark.executor.memory')?.documentation).toMatchObject({
    kind: 'markdown',
  });
});

describe('settings of other programs', () => {
  test('of Kafka are those of its brokers', () => {
    const { labels } = checkCompletion(`
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: a }
spec:
  kafka:
    config:
      m$0
`);
    expect(labels).toContain('min.insync.replicas');
    expect(labels).not.toContain('max.poll.records');
  });

  test('of Flink stand behind the keys that they are nested in', () => {
    const { labels } = checkCompletion(`
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: { name: a }
spec:
  flinkConfiguration:
    taskmanager:
      memory.$0
`);
    expect(labels).toContain('memory.process.size');
  });
});

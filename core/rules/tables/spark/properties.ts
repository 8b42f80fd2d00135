/** Properties of Spark applications beside each other and beside the fields of the spec: what Spark refuses or does not read. */
import { entries, get, type Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { sparkApplication } from '../../spark/sparkSpec.ts';
import {
  above,
  atLeast,
  below,
  either,
  isTrue,
  set,
  someKey,
  textOf,
  textWith,
  unlike,
  unset,
  type Here,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';

const on = { types: [sparkApplication] };
const source = onPage('Spark', 'https://spark.apache.org/docs/latest/configuration.html');

const thriftAddresses = /^\s*thrift:\/\/[^\s/]|[{$<]/;

const allocation = 'sparkConf[spark.dynamicAllocation.';

const byProgram: readonly Rule[] = factsOf({ on, by: 'program', source }, [
  {
    code: 'spark-conf-volume-type',
    when: { sparkConf: someKey((key) => isWrongVolumeType(volumeTypeIn(key))) },
    says: 'a volume in a property is a hostPath, emptyDir, nfs or persistentVolumeClaim, and Spark refuses others: mount it with "volumes" of the spec',
  },
  {
    code: 'spark-conf-volume-path',
    when: { sparkConf: hasVolumeWithoutPath },
    says: 'a volume of these properties has no "mount.path", and Spark does not start: add it',
  },
  {
    code: 'spark-heartbeat-timeout',
    when: { 'sparkConf[spark.executor.heartbeatInterval]': isAboveNetworkTimeout },
    says: 'executors have to report more often than "spark.network.timeout" (120s unless set), and Spark does not start: write a shorter time',
  },
  {
    code: 'spark-conf-executors',
    when: {
      [`${allocation}minExecutors]`]: above(`${allocation}maxExecutors]`),
      [`${allocation}enabled]`]: isTrue,
    },
    says: 'the least number of executors is above "spark.dynamicAllocation.maxExecutors", and Spark does not start: write as many or fewer',
  },
  {
    code: 'spark-storage-fraction',
    when: { 'sparkConf[spark.memory.storageFraction]': either(atLeast(1), below(0)) },
    says: 'the part of memory for kept data is between 0 and 1, and Spark does not start: write e.g. 0.5',
  },
  {
    code: 'spark-task-cpus',
    when: { 'sparkConf[spark.task.cpus]': isAboveExecutorCores },
    says: 'no task fits on an executor, which has fewer cores: raise "executor.cores" or lower this',
  },
]);

const failing: readonly Rule[] = factsOf({ on, severity: 'warning', source }, [
  {
    code: 'spark-conf-first-executors',
    when: {
      [`${allocation}initialExecutors]`]: below(`${allocation}minExecutors]`),
      [`${allocation}enabled]`]: isTrue,
    },
    says: 'Spark does not begin with fewer executors than "spark.dynamicAllocation.minExecutors": write as many or more',
  },
  {
    code: 'spark-memory-fraction',
    when: { 'sparkConf[spark.memory.fraction]': either(above(1), below(0)) },
    says: 'this is a part of the heap, between 0 and 1: write e.g. 0.6',
  },
  {
    code: 'spark-batch-delay',
    when: { 'sparkConf[spark.kubernetes.allocation.batch.delay]': isShorterThan(100, 's') },
    says: 'this short a pause between requests for executors overloads the API server: write e.g. 1s',
  },
  {
    code: 'spark-hadoop-twice',
    when: { hadoopConf: isInSparkConfToo },
    says: 'the same key stands in "sparkConf" with "spark.hadoop." in front and another value, and this one wins: remove one of them',
  },
  {
    code: 'spark-hadoop-package',
    each: 'deps.packages[]',
    when: { '': isOfOtherHadoop },
    says: 'the package is of another Hadoop than the images of this version of Spark (3.3 has 3.3.2, 3.4 and 3.5 have 3.3.4, 4.0 has 3.4.1): write that version',
  },
  {
    code: 'spark-delta-catalog',
    when: {
      'sparkConf[spark.sql.extensions]': textWith(/\bDeltaSparkSessionExtension\b/),
      'sparkConf[spark.sql.catalog.spark_catalog]': unset,
    },
    says: 'tables of Delta Lake need a catalog of their own, too: set "spark.sql.catalog.spark_catalog" to org.apache.spark.sql.delta.catalog.DeltaCatalog',
  },
  {
    code: 'spark-delta-extension',
    when: {
      'sparkConf[spark.sql.catalog.spark_catalog]': textWith(/\.delta\.catalog\.DeltaCatalog$/),
      'sparkConf[spark.sql.extensions]': unset,
      sparkConfigMap: unset,
    },
    says: 'the catalog of Delta Lake needs its extension, too: set "spark.sql.extensions" to io.delta.sql.DeltaSparkSessionExtension',
  },
  {
    code: 'spark-metastore-address',
    when: { 'sparkConf[spark.hadoop.hive.metastore.uris]': unlike(thriftAddresses) },
    says: 'a metastore is found at thrift://HOST:PORT, several with commas between them',
  },
  {
    code: 'spark-hadoop-metastore-address',
    when: { 'hadoopConf[hive.metastore.uris]': unlike(thriftAddresses) },
    says: 'a metastore is found at thrift://HOST:PORT, several with commas between them',
  },
  {
    code: 'spark-warehouse-lost',
    when: { 'sparkConf[spark.sql.warehouse.dir]': /^(?:file:\/{0,3})?\/?tmp\b/ },
    says: 'tables are kept in a folder of the container and lost with it: write the address of a bucket',
  },
  {
    code: 'spark-s3-file-system',
    when: { 'hadoopConf[fs.s3a.impl]': unlike(/^org\.apache\.hadoop\.fs\.s3a\.S3AFileSystem$/) },
    says: 's3a:// is read by org.apache.hadoop.fs.s3a.S3AFileSystem alone: write that, or remove the line, as it is the default',
  },
  {
    code: 'spark-conf-s3-file-system',
    when: {
      'sparkConf[spark.hadoop.fs.s3a.impl]': unlike(
        /^org\.apache\.hadoop\.fs\.s3a\.S3AFileSystem$/,
      ),
    },
    says: 's3a:// is read by org.apache.hadoop.fs.s3a.S3AFileSystem alone: write that, or remove the line, as it is the default',
  },
]);

const advice: readonly Rule[] = factsOf({ on, severity: 'information', source }, [
  {
    code: 'spark-old-provider',
    when: {
      'hadoopConf[fs.s3a.aws.credentials.provider]': textWith(/\bcom\.amazonaws\./),
      sparkVersion: /^v?4\./,
    },
    says: 'Spark 4 brings the second SDK of Amazon, and this class is of the first: write its name of software.amazon.awssdk',
  },
  {
    code: 'spark-conf-old-provider',
    when: {
      'sparkConf[spark.hadoop.fs.s3a.aws.credentials.provider]': textWith(/\bcom\.amazonaws\./),
      sparkVersion: /^v?4\./,
    },
    says: 'Spark 4 brings the second SDK of Amazon, and this class is of the first: write its name of software.amazon.awssdk',
  },
  {
    code: 'spark-monitoring-host-port',
    when: { 'driver.hostNetwork': true, 'monitoring.prometheus': set },
    says: 'the port of the metrics is one of the node: a second driver there does not start',
  },
  {
    code: 'spark-credential-shown',
    when: { sparkConf: someKey(isShownCredential) },
    says: 'the UI hides values of keys with secret, password, token or access key in their names only: hand this credential over in another way',
  },
]);

/** `spark.kubernetes.driver.volumes.TYPE.NAME.…` */
function volumeTypeIn(key: string): string | undefined {
  return /^spark\.kubernetes\.(?:driver|executor)\.volumes\.([^.]+)\./.exec(key)?.[1];
}

const volumeTypes: ReadonlySet<string> = new Set([
  ...['hostPath', 'emptyDir', 'nfs', 'persistentVolumeClaim'],
]);

function isWrongVolumeType(type: string | undefined): boolean {
  return type !== undefined && !volumeTypes.has(type) && !/[{$<]/.test(type);
}

/** Of a volume with options. */
function hasVolumeWithoutPath(conf: Node | undefined): boolean {
  const keys = entries(conf).map(({ key }) => key.source);
  const all = new Set(keys);
  return keys.some((key) => {
    const volume =
      /^(spark\.kubernetes\.(?:driver|executor)\.volumes\.[^.]+\.[^.]+)\.options\./.exec(key)?.[1];
    return volume !== undefined && !all.has(`${volume}.mount.path`);
  });
}

const unitsMs: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Undefined for what is no duration; a number alone has the unit that Spark reads for the property. */
function durationMs(text: string | undefined, unit: string): number | undefined {
  const [, digits, written = unit] =
    /^(\d{1,12})(us|ms|s|min|m|h|d)?$/.exec(text?.trim().toLowerCase() ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits) * (unitsMs[written] ?? 1);
}

function isShorterThan(limitMs: number, unit: string) {
  return (found: Node | undefined): boolean => {
    const duration = durationMs(textOf(found), unit);
    return duration !== undefined && duration < limitMs;
  };
}

function isAboveNetworkTimeout(found: Node | undefined, { root }: Here): boolean {
  const given = get(get(root, 'sparkConf'), 'spark.network.timeout');
  const interval = durationMs(textOf(found), 'ms');
  const timeout = durationMs(given ? textOf(given) : '120s', 's');
  return interval !== undefined && timeout !== undefined && interval >= timeout;
}

function isAboveExecutorCores(found: Node | undefined, { root }: Here): boolean {
  const written =
    get(get(root, 'executor'), 'cores') ?? get(get(root, 'sparkConf'), 'spark.executor.cores');
  const cores = Number(written ? textOf(written) : 1);
  return Number(textOf(found)) > cores;
}

function isInSparkConfToo(found: Node | undefined, { root }: Here): boolean {
  const conf = get(root, 'sparkConf');
  return entries(found).some(({ key, value }) => {
    const other = textOf(get(conf, `spark.hadoop.${key.source}`));
    return other !== undefined && other !== textOf(value);
  });
}

/** Hadoop in the images of the Spark project, by version of Spark. */
const hadoopOf: Readonly<Record<string, string>> = {
  '3.3': '3.3.2',
  '3.4': '3.3.4',
  '3.5': '3.3.4',
  '4.0': '3.4.1',
};

/** Only beside an image of the project: others may have any Hadoop. */
function isOfOtherHadoop(found: Node | undefined, { root }: Here): boolean {
  const version = /^org\.apache\.hadoop:hadoop-(?:aws|azure|cloud-storage):(\d+\.\d+\.\d+)$/.exec(
    textOf(found) ?? '',
  )?.[1];
  const image = textOf(get(root, 'image')) ?? '';
  const spark = /^(?:docker\.io\/)?(?:apache\/|library\/)?spark(?:-py|-r)?:(\d\.\d)\.\d/.exec(
    image,
  );
  const own = hadoopOf[spark?.[1] ?? ''];
  return version !== undefined && own !== undefined && version !== own;
}

function isShownCredential(key: string): boolean {
  return (
    /(?:\bpwd\b|passwd|passphrase|credential|api[._-]?key|private[._-]?key)(?:$|[._-]value$)/i.test(
      key,
    ) && !/secret|password|token|access[.]?key/i.test(key)
  );
}

export const sparkProperties: readonly Rule[] = [...byProgram, ...failing, ...advice];

/** sparkConf and hadoopConf: keys and values of properties that are known well enough to check. */
import { at, type Entry, type Node } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { string } from '../read.ts';
import type { FindingDetails } from '../../findings/finding.ts';

const size = /^\d+(b|k|kb|m|mb|g|gb|t|tb|p|pb)?$/i;

const time = /^-?\d+(us|ms|s|m|min|h|d)?$/i;

const integer = /^-?\d+$/;

const truth = /^(true|false)$/i;

const fraction = /^(0(\.\d+)?|1(\.0+)?|\.\d+)$/;

const kinds: readonly (readonly [keys: string, grammar: RegExp, form: string])[] = [
  [
    'driver.memory driver.memoryOverhead driver.maxResultSize executor.memory executor.memoryOverhead executor.pyspark.memory memory.offHeap.size kryoserializer.buffer kryoserializer.buffer.max shuffle.file.buffer reducer.maxSizeInFlight broadcast.blockSize sql.files.maxPartitionBytes sql.adaptive.advisoryPartitionSizeInBytes',
    size,
    'a whole number and k, m or g, e.g. 512m',
  ],
  [
    'network.timeout executor.heartbeatInterval dynamicAllocation.executorIdleTimeout dynamicAllocation.cachedExecutorIdleTimeout dynamicAllocation.schedulerBacklogTimeout dynamicAllocation.shuffleTracking.timeout kubernetes.allocation.batch.delay locality.wait',
    time,
    'a whole number and ms, s, min or h, e.g. 120s',
  ],
  [
    'dynamicAllocation.enabled dynamicAllocation.shuffleTracking.enabled eventLog.enabled eventLog.compress shuffle.service.enabled speculation memory.offHeap.enabled sql.adaptive.enabled sql.adaptive.coalescePartitions.enabled decommission.enabled ui.enabled rdd.compress shuffle.compress kubernetes.executor.deleteOnTermination kubernetes.submission.waitAppCompletion',
    truth,
    'true or false',
  ],
  [
    'driver.cores executor.cores executor.instances task.cpus task.maxFailures default.parallelism sql.shuffle.partitions dynamicAllocation.minExecutors dynamicAllocation.maxExecutors dynamicAllocation.initialExecutors ui.port kubernetes.allocation.batch.size rpc.message.maxSize',
    integer,
    'a whole number',
  ],
  ['memory.fraction memory.storageFraction', fraction, 'a number from 0 to 1, e.g. 0.6'],
];

/** Properties with the form of their values. */
export const properties: ReadonlyMap<string, { readonly grammar: RegExp; readonly form: string }> =
  new Map(
    kinds.flatMap(([keys, grammar, form]) =>
      keys.split(' ').map((key) => [`spark.${key}`, { grammar, form }] as const),
    ),
  );

/** A fix that gives a property another key. */
export function renamed(key: Entry['key'], meant: string): FindingDetails {
  return { fix: { title: `Rename to ${meant}`, edits: [[key.span, yamlText(meant)]] } };
}

/** A property of Hadoop, wherever it is set. */
export function hadoopProperty(spec: Node, key: string): Node | undefined {
  return at(spec, ['hadoopConf', key]) ?? at(spec, ['sparkConf', `spark.hadoop.${key}`]);
}

/** The S3 endpoint, unless it is Amazon's or filled in later. */
export function s3Endpoint(spec: Node): { readonly endpoint?: Node; readonly text?: string } {
  const endpoint = hadoopProperty(spec, 'fs.s3a.endpoint');
  const text = string(endpoint);
  return !endpoint || !text || /amazonaws\.com|[${}]/.test(text) ? {} : { endpoint, text };
}

/** sparkConf and hadoopConf: keys and values of properties that are known well enough to check. */

export const SIZE = /^\d+(b|k|kb|m|mb|g|gb|t|tb|p|pb)?$/i;

export const TIME = /^-?\d+(us|ms|s|m|min|h|d)?$/i;

export const INTEGER = /^-?\d+$/;

export const BOOLEAN = /^(true|false)$/i;

export const FRACTION = /^(0(\.\d+)?|1(\.0+)?|\.\d+)$/;

export const KINDS: readonly (readonly [keys: string, grammar: RegExp, form: string])[] = [
  [
    'driver.memory driver.memoryOverhead driver.maxResultSize executor.memory executor.memoryOverhead executor.pyspark.memory memory.offHeap.size kryoserializer.buffer kryoserializer.buffer.max shuffle.file.buffer reducer.maxSizeInFlight broadcast.blockSize sql.files.maxPartitionBytes sql.adaptive.advisoryPartitionSizeInBytes',
    SIZE,
    'a whole number and k, m or g, e.g. 512m',
  ],
  [
    'network.timeout executor.heartbeatInterval dynamicAllocation.executorIdleTimeout dynamicAllocation.cachedExecutorIdleTimeout dynamicAllocation.schedulerBacklogTimeout dynamicAllocation.shuffleTracking.timeout kubernetes.allocation.batch.delay locality.wait',
    TIME,
    'a whole number and ms, s, min or h, e.g. 120s',
  ],
  [
    'dynamicAllocation.enabled dynamicAllocation.shuffleTracking.enabled eventLog.enabled eventLog.compress shuffle.service.enabled speculation memory.offHeap.enabled sql.adaptive.enabled sql.adaptive.coalescePartitions.enabled decommission.enabled ui.enabled rdd.compress shuffle.compress kubernetes.executor.deleteOnTermination kubernetes.submission.waitAppCompletion',
    BOOLEAN,
    'true or false',
  ],
  [
    'driver.cores executor.cores executor.instances task.cpus task.maxFailures default.parallelism sql.shuffle.partitions dynamicAllocation.minExecutors dynamicAllocation.maxExecutors dynamicAllocation.initialExecutors ui.port kubernetes.allocation.batch.size rpc.message.maxSize',
    INTEGER,
    'a whole number',
  ],
  ['memory.fraction memory.storageFraction', FRACTION, 'a number from 0 to 1, e.g. 0.6'],
];

export const GRAMMARS: ReadonlyMap<string, { readonly grammar: RegExp; readonly form: string }> =
  new Map(
    KINDS.flatMap(([keys, grammar, form]) =>
      keys.split(' ').map((key) => [`spark.${key}`, { grammar, form }] as const),
    ),
  );

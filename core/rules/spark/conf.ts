/** sparkConf and hadoopConf: keys and values of properties that are known well enough to check. */
import { at, entries, get, type Entry, type Node } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { nearest } from '../../formats/nearest.ts';
import { spark } from '../examples.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT } from './sparkSpec.ts';

const SIZE = /^\d+(b|k|kb|m|mb|g|gb|t|tb|p|pb)?$/i;
const TIME = /^-?\d+(us|ms|s|m|min|h|d)?$/i;
const INTEGER = /^-?\d+$/;
const BOOLEAN = /^(true|false)$/i;
const FRACTION = /^(0(\.\d+)?|1(\.0+)?|\.\d+)$/;

const KINDS: readonly (readonly [keys: string, grammar: RegExp, form: string])[] = [
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

const GRAMMARS: ReadonlyMap<string, { readonly grammar: RegExp; readonly form: string }> = new Map(
  KINDS.flatMap(([keys, grammar, form]) =>
    keys.split(' ').map((key) => [`spark.${key}`, { grammar, form }] as const),
  ),
);

export const sparkConfValue: Rule = {
  code: 'spark-conf-value',
  severity: 'warning',
  summary:
    'The value of a Spark property has the form that Spark reads: JVM sizes, times, whole numbers, true or false.',
  on: { types: [APPLICATION, CONNECT] },
  bad: [
    spark('sparkConf: { spark.executor.memoryOverhead: 1Gi }'),
    spark('sparkConf: { spark.network.timeout: 5 minutes }'),
    spark('sparkConf: { spark.sql.adaptive.enabled: "ja" }'),
  ],
  good: spark(
    'sparkConf: { spark.executor.memoryOverhead: 1g, spark.network.timeout: 5min, spark.sql.adaptive.enabled: "true" }',
  ),
  check({ node }, report) {
    for (const { key, value } of entries(get(node, 'sparkConf'))) {
      const known = GRAMMARS.get(key.source);
      const text = string(value)?.trim();
      if (!known || !text || known.grammar.test(text) || /[${}]/.test(text)) continue;
      report(value, `"${text}" is not a value of ${key.source}: write ${known.form}`);
    }
  },
};

/** Keys compared with every known one: that is what takes time in a document full of others. */
const maxGuesses = 1000;

export const sparkConfKey: Rule = {
  code: 'spark-conf-key',
  severity: 'warning',
  summary:
    'Keys that Spark does not read: without "spark.", misspelt, or with a prefix that is added anyway.',
  on: { types: [APPLICATION, CONNECT] },
  bad: [
    spark('sparkConf: { executor.memory: 1g }'),
    spark('sparkConf: { spark.dynamicallocation.enabled: "true" }'),
    spark('hadoopConf: { spark.hadoop.fs.s3a.endpoint: "http://a" }'),
  ],
  good: spark(
    'sparkConf: { spark.dynamicAllocation.enabled: "true", spark.my.own: a }\nhadoopConf: { fs.s3a.connection.maximum: "5" }',
  ),
  check({ node, ctx }, report) {
    let guesses = maxGuesses;
    for (const { key } of entries(get(node, 'sparkConf'))) {
      const name = key.source;
      if (!name.startsWith('spark.') && !/[${}]/.test(name))
        report(key, `Spark reads no "${name}": write spark.${name}`, rename(key, `spark.${name}`));
      else if (!GRAMMARS.has(name)) {
        const canBeNear = name.length > 16 && guesses-- > 0;
        const meant = byLowerCase.get(name.toLowerCase()) ?? (canBeNear && closestKey(name));
        if (meant)
          report(key, `"${name}" is nearly ${meant}: check the spelling`, rename(key, meant));
      }
    }
    if (ctx.gvk.kind === 'SparkConnect') return; // its operator adds the prefix only where it is missing
    for (const { key } of entries(get(node, 'hadoopConf'))) {
      if (!key.source.startsWith('spark.hadoop.')) continue;
      const meant = key.source.slice('spark.hadoop.'.length);
      report(key, `the prefix is added to keys of hadoopConf: write ${meant}`, rename(key, meant));
    }
  },
};

function rename(
  key: Entry['key'],
  meant: string,
): { fix: { title: string; edits: [[Entry['key']['span'], string]] } } {
  return { fix: { title: `Rename to ${meant}`, edits: [[key.span, yamlText(meant)]] } };
}

const byLowerCase: ReadonlyMap<string, string> = new Map(
  [...GRAMMARS.keys()].map((key) => [key.toLowerCase(), key]),
);

/** One or two letters off; keys that differ in a whole word are other keys. */
function closestKey(name: string): string | undefined {
  const meant = nearest(name, [...GRAMMARS.keys()]);
  return meant?.split('.').length === name.split('.').length &&
    Math.abs(meant.length - name.length) <= 1
    ? meant
    : undefined;
}

const FORBIDDEN =
  /^spark\.(master|kubernetes\.driver\.master|kubernetes\.((driver|executor)\.)?container\.image|kubernetes\.authenticate\.((driver|executor)\.)?(oauthToken|oauthTokenFile)|kubernetes\.authenticate\.(driver|executor)\.serviceAccountName)$/;

export const sparkConfForbidden: Rule = {
  code: 'spark-conf-forbidden',
  severity: 'warning',
  summary: 'Properties that current operators refuse: the fields of the spec take their place.',
  on: { types: [APPLICATION, CONNECT] },
  bad: [
    spark('sparkConf: { spark.kubernetes.authenticate.driver.serviceAccountName: spark }'),
    spark('sparkConf: { spark.kubernetes.namespace: other }').replace(
      'name: etl',
      'name: etl\n  namespace: data',
    ),
  ],
  good: spark('sparkConf: { spark.kubernetes.namespace: data }').replace(
    'name: etl',
    'name: etl\n  namespace: data',
  ),
  check({ node, ctx }, report) {
    const namespace = string(at(ctx.root, ['metadata', 'namespace']));
    for (const { key, value } of entries(get(node, 'sparkConf'))) {
      if (FORBIDDEN.test(key.source)) {
        report(
          key,
          `current operators refuse "${key.source}": use the field of the spec (image, serviceAccount) instead`,
        );
      } else if (
        key.source === 'spark.kubernetes.namespace' &&
        namespace &&
        string(value) &&
        string(value) !== namespace
      ) {
        report(
          value,
          `the application is in the namespace "${namespace}": write the same, or remove this`,
        );
      }
    }
  },
};

const CREDENTIAL =
  /^(spark\.hadoop\.)?(fs\.s3a\.((bucket\.[^.]+\.)?(access\.key|secret\.key|session\.token))|fs\.azure\.account\.key\..+|fs\.gs\.auth\..*private\.key)$/;

export const sparkCredentials: Rule = {
  code: 'spark-plain-credentials',
  severity: 'warning',
  summary: 'Credentials in the application can be read by everybody who may see it, and in the UI.',
  on: { types: [APPLICATION, CONNECT] },
  bad: spark('hadoopConf: { fs.s3a.secret.key: abc }'),
  good: spark('hadoopConf: { fs.s3a.aws.credentials.provider: com.example.Provider }'),
  check({ node }, report) {
    for (const section of ['sparkConf', 'hadoopConf']) {
      for (const { key, value } of entries(get(node, section))) {
        // The value is not named: it is a secret. A reference to a variable is fine.
        if (!CREDENTIAL.test(key.source) || !string(value) || /\$[{(]/.test(string(value) ?? ''))
          continue;
        report(
          key,
          `"${key.source}" holds a credential in plain text: take it from a Secret through env`,
        );
      }
    }
  },
};

export const sparkPathStyle: Rule = {
  code: 'spark-s3-endpoint',
  severity: 'information',
  summary: 'An S3 endpoint of your own (MinIO, Ceph) is addressed by path.',
  on: { types: [APPLICATION, CONNECT] },
  bad: spark('hadoopConf: { fs.s3a.endpoint: "http://minio:9000" }'),
  good: spark(
    'hadoopConf: { fs.s3a.endpoint: "http://minio:9000", fs.s3a.path.style.access: "true" }',
  ),
  check({ node }, report) {
    const conf = (key: string): Node | undefined =>
      at(node, ['hadoopConf', key]) ?? at(node, ['sparkConf', `spark.hadoop.${key}`]);
    const endpoint = conf('fs.s3a.endpoint');
    const text = string(endpoint);
    if (!endpoint || !text || /amazonaws\.com|[${}]/.test(text)) return;
    const style = conf('fs.s3a.path.style.access');
    if (!style) report(endpoint, `"${text}" is not Amazon's: add fs.s3a.path.style.access: "true"`);
    const tls = conf('fs.s3a.connection.ssl.enabled');
    if (tls && text.startsWith('https:') && string(tls) === 'false')
      report(tls, 'the endpoint is https: write "true", or remove this');
    if (tls && text.startsWith('http:') && string(tls) === 'true')
      report(tls, 'the endpoint is http: write "false", or change the endpoint');
  },
};

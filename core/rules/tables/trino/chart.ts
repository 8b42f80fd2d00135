/** Values of the Trino chart: what it refuses to render, and what Trino refuses at its start. */
import { list } from '../../read.ts';
import { heapBytes } from '../../../formats/heap.ts';
import { type Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atOneOf,
  below,
  blank,
  both,
  count,
  either,
  empty,
  filled,
  type Here,
  keyOf,
  noItem,
  not,
  oneOf,
  someItem,
  type Test,
  textOf,
  textWith,
  textWithout,
  unlike,
  unset,
  valueAt,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
import { trinoBytes } from './sizes.ts';
const on = { charts: ['trino'] };
const source = onPage(
  'the chart of Trino',
  'https://github.com/trinodb/charts/tree/main/charts/trino',
);
const trino = onPage('Trino', 'https://trino.io/docs/current/admin/properties.html');

const refused = factsOf({ on, by: 'helm', source }, [
  {
    code: 'trino-two-scalers',
    when: { 'server.keda.enabled': true, 'server.autoscaling.enabled': true },
    says: 'KEDA and "autoscaling" exclude each other: keep one',
  },
  {
    code: 'trino-keda-triggers',
    when: { 'server.keda.triggers': blank, 'server.keda.enabled': true },
    says: 'KEDA needs at least one trigger',
  },
  {
    code: 'trino-grace-period',
    when: {
      'worker.terminationGracePeriodSeconds': isBelowTwiceGrace,
      'worker.gracefulShutdown.enabled': true,
    },
    says: 'a graceful shutdown waits twice for its "gracePeriodSeconds": give the pod at least that long',
  },
  {
    code: 'trino-grace-lifecycle',
    when: { 'worker.lifecycle': filled, 'worker.gracefulShutdown.enabled': true },
    says: 'the graceful shutdown writes "lifecycle" itself: remove it, or the shutdown',
  },
  {
    code: 'trino-access-properties',
    when: { 'accessControl.properties': blank, 'accessControl.type': 'properties' },
    says: 'access control of type properties needs their text',
  },
  {
    code: 'trino-header-properties',
    when: {
      'headerAuthenticator.properties': empty,
      'server.config.authenticationType': /\bHEADER\b/,
    },
    at: 'server.config.authenticationType',
    says: 'log-in by header needs "headerAuthenticator.properties": add them',
  },
  {
    code: 'trino-network-node-port',
    when: { 'networkPolicy.enabled': true, 'service.type': 'NodePort' },
    at: 'service.type',
    says: 'a network policy does not go with a Service of type NodePort: write ClusterIP',
  },
  {
    code: 'trino-scaler-most',
    when: {
      'server.autoscaling.maxReplicas': below('server.workers'),
      'server.autoscaling.enabled': true,
    },
    says: 'the most workers are fewer than "server.workers", which are the least',
  },
  {
    code: 'trino-scaler-target',
    when: {
      'server.autoscaling.targetCPUUtilizationPercentage': blank,
      'server.autoscaling.targetMemoryUtilizationPercentage': blank,
      'server.autoscaling.enabled': true,
    },
    says: 'an autoscaler needs a target: set processors or memory',
  },
]);

const ends = factsOf({ on, by: 'program', source: trino }, [
  {
    code: 'trino-access-rules',
    each: 'accessControl.rules.*',
    when: { '': isNoJson },
    says: 'the rules are no JSON, and Trino does not start',
  },
  {
    code: 'trino-groups-rules',
    when: {
      'resourceGroups.resourceGroupsConfig': either(
        isNoJson,
        textWithout(/"rootGroups"/),
        textWithout(/"selectors"/),
      ),
    },
    says: 'resource groups are JSON with "rootGroups" and "selectors"',
  },
  {
    code: 'trino-log-in-over-http',
    when: {
      'server.config.https.enabled': false,
      'server.config.authenticationType': filled,
      additionalConfigProperties: not(someItem({ '': /process-forwarded *= *true/ })),
    },
    at: 'server.config.authenticationType',
    says: 'Trino takes log-ins over HTTPS only: switch it on, or set http-server.process-forwarded=true behind a proxy',
  },
  {
    code: 'trino-internal-secret',
    when: {
      'server.config.authenticationType': filled,
      additionalConfigProperties: both(
        count(1),
        not(someItem({ '': /^ *internal-communication\.shared-secret *=/ })),
      ),
    },
    says: 'with log-in the nodes need "internal-communication.shared-secret": add it to "additionalConfigProperties"',
  },
  {
    code: 'trino-catalog-connector',
    each: 'catalogs.*',
    when: { '': textWithout(/^[ \t]*connector\.name[ \t]*[=:]/m) },
    says: 'a catalog names its connector: add the line connector.name=…',
  },
  {
    code: 'trino-catalog-line',
    each: 'catalogs.*',
    when: { '': hasBareLine },
    says: 'a line of a catalog is key=value',
  },
  {
    code: 'trino-metastore-address',
    each: 'catalogs.*',
    when: { '': textWith(/^[ \t]*hive\.metastore\.uri[ \t]*=[ \t]*(?!thrift:\/\/|\$\{)\S/m) },
    says: 'the address of a metastore begins with thrift://',
  },
  {
    code: 'trino-metastore-required',
    each: 'catalogs.*',
    when: {
      '': both(
        textWith(/^[ \t]*connector\.name[ \t]*=[ \t]*(?:hive|delta_lake)[ \t]*$/m),
        textWithout(/hive\.metastore(?:\.uri|\s*=\s*(?:glue|file))/),
      ),
    },
    says: 'the connector needs the address of its metastore, hive.metastore.uri',
  },
  {
    code: 'trino-iceberg-type',
    each: 'catalogs.*',
    when: {
      '': textWith(
        /^[ \t]*iceberg\.catalog\.type[ \t]*=[ \t]*(?!(?:hive_metastore|glue|jdbc|rest|nessie|snowflake)[ \t]*$|\$\{)\S/im,
      ),
    },
    says: 'a type of Iceberg catalog is hive_metastore, glue, jdbc, rest, nessie or snowflake',
  },
  {
    code: 'trino-jdbc-address',
    each: 'catalogs.*',
    when: {
      '': both(
        textWith(
          /^[ \t]*connector\.name[ \t]*=[ \t]*(?:postgresql|mysql|mariadb|oracle|sqlserver|clickhouse|redshift)[ \t]*$/m,
        ),
        textWithout(/^[ \t]*connection-url[ \t]*=/m),
      ),
    },
    says: 'the connector needs "connection-url"',
  },
  {
    code: 'trino-removed-total',
    when: {
      additionalConfigProperties: someItem({ '': /^ *query\.max-total-memory-per-node *=/ }),
    },
    says: '"query.max-total-memory-per-node" was removed, and Trino does not start with properties that it does not know: delete it',
  },
  {
    code: 'trino-heap-unit',
    supersedes: ['format-jvm-size'],
    when: { 'worker.jvm.maxHeapSize': unlike(/^\d+[kmgt]?$/i) },
    says: 'a heap is a whole number and k, m, g or t, e.g. 8G',
  },
  {
    code: 'trino-heap-start',
    when: { 'worker.jvm.minHeapSize': isAboveHeap('worker.jvm.maxHeapSize') },
    says: 'the heap begins larger than "maxHeapSize" lets it grow, and Trino does not start: lower it',
  },
  {
    code: 'trino-coordinator-heap-start',
    when: { 'coordinator.jvm.minHeapSize': isAboveHeap('coordinator.jvm.maxHeapSize') },
    says: 'the heap begins larger than "maxHeapSize" lets it grow, and Trino does not start: lower it',
  },
  {
    code: 'trino-coordinator-heap-unit',
    supersedes: ['format-jvm-size'],
    when: { 'coordinator.jvm.maxHeapSize': unlike(/^\d+[kmgt]?$/i) },
    says: 'a heap is a whole number and k, m, g or t, e.g. 8G',
  },
  ...[
    'server.config.query.maxMemory',
    'coordinator.config.query.maxMemoryPerNode',
    'worker.config.query.maxMemoryPerNode',
    'coordinator.config.memory.heapHeadroomPerNode',
    'worker.config.memory.heapHeadroomPerNode',
  ].map((path, index) => ({
    code: `trino-size-unit-${index + 1}`,
    when: { [path]: unlike(/^\d+(?:\.\d+)?(?:B|kB|MB|GB|TB|PB|%)$/) },
    says: 'a size is a number and kB, MB, GB or TB, e.g. 4GB',
  })),
  {
    code: 'trino-task-exchange',
    when: {
      additionalConfigProperties: someItem({ '': /^ *retry-policy *= *TASK/i }),
      'server.exchangeManager': blank,
    },
    says: 'retries of tasks need an exchange manager: set "server.exchangeManager"',
  },
  {
    code: 'trino-property-line',
    each: 'additionalConfigProperties[]',
    when: { '': unlike(/=/) },
    says: 'a property is key=value',
  },
  {
    code: 'trino-node-property-line',
    each: 'additionalNodeProperties[]',
    when: { '': unlike(/=/) },
    says: 'a property is key=value',
  },
  {
    code: 'trino-log-property-line',
    each: 'additionalLogProperties[]',
    when: { '': unlike(/=/) },
    says: 'a property is key=value',
  },
  {
    code: 'trino-environment',
    when: { 'server.node.environment': unlike(/^[a-z0-9][_a-z0-9]*$/) },
    says: 'an environment has small letters, digits and "_" only',
  },
  {
    code: 'trino-listener-name',
    each: 'eventListenerProperties[]',
    when: { '/eventListenerProperties': noItem({ '': /event-listener\.name/ }) },
    at: '/eventListenerProperties',
    says: 'a listener has the line event-listener.name=…',
  },
]);

const failing = factsOf({ on, severity: 'warning', source: trino }, [
  {
    code: 'trino-stop-rights',
    when: {
      'worker.gracefulShutdown.enabled': true,
      'accessControl.type': 'configmap',
      'accessControl.rules': noItem({ '': /system_information|\{\{/ }),
    },
    at: 'accessControl.rules',
    says: 'no rule lets anybody stop a worker in peace: add "system_information" with the right "write" for the user of the chart',
  },
  {
    code: 'trino-old-catalogs',
    when: { additionalCatalogs: filled },
    says: '"additionalCatalogs" is an old name of "catalogs": rename it',
  },
  {
    code: 'trino-catalog-again',
    each: 'additionalCatalogs.*',
    when: { '': isAlsoIn('catalogs') },
    says: 'the catalog stands under "catalogs" too: keep one',
  },
  {
    code: 'trino-catalog-old-s3',
    each: 'catalogs.*',
    when: { '': textWith(/^[ \t]*hive\.s3\.[\w.-]+[ \t]*=/m) },
    says: 'Trino 470 and later do not know hive.s3.*: use fs.native-s3.enabled=true and s3.*',
  },
  {
    code: 'trino-catalog-region',
    each: 'catalogs.*',
    when: {
      '': both(textWith(/^[ \t]*s3\.endpoint[ \t]*=/m), textWithout(/^[ \t]*s3\.region[ \t]*=/m)),
    },
    says: 'an endpoint of S3 needs a region too, any for MinIO: add s3.region=us-east-1',
  },
  {
    code: 'trino-catalog-path-style',
    each: 'catalogs.*',
    when: {
      '': both(
        textWith(/^[ \t]*s3\.endpoint[ \t]*=[ \t]*https?:\/\/(?![^\n]*amazonaws)/m),
        textWithout(/^[ \t]*s3\.path-style-access[ \t]*=[ \t]*true/m),
      ),
    },
    says: 'MinIO and Ceph are addressed by path: add s3.path-style-access=true',
  },
  {
    code: 'trino-scaler-requests',
    when: {
      'server.autoscaling.targetCPUUtilizationPercentage': above(0),
      'server.autoscaling.enabled': true,
      'worker.resources': filled,
      'worker.resources.requests.cpu': both(unset, (found) => found === undefined),
    },
    says: 'the share of processors is of what workers request: set "worker.resources.requests.cpu"',
  },
  {
    code: 'trino-heap-twice',
    when: { 'worker.jvm.maxHeapPercent': filled, 'worker.jvm.maxHeapSize': filled },
    says: '"maxHeapSize" wins over "maxHeapPercent": keep one',
  },
  {
    code: 'trino-coordinator-heap-twice',
    when: { 'coordinator.jvm.maxHeapPercent': filled, 'coordinator.jvm.maxHeapSize': filled },
    says: '"maxHeapSize" wins over "maxHeapPercent": keep one',
  },
  {
    code: 'trino-exchange-local',
    when: {
      'server.exchangeManager.baseDir': /^(?!s3|gs|abfss|hdfs)\//,
      'server.workers': above(1),
    },
    says: 'workers do not share a local folder: use a bucket such as s3://…',
  },
  {
    code: 'trino-property-of-chart',
    each: 'additionalConfigProperties[]',
    when: {
      '': /^ *(?:coordinator|http-server\.http\.port|query\.max-memory|discovery\.uri|node-scheduler\.include-coordinator) *=/,
    },
    says: 'the chart writes this property too, from a value of its own: set that and remove it here',
  },
  {
    code: 'trino-no-workers',
    when: { 'server.workers': 0 },
    says: 'without workers queries wait for ever unless the coordinator takes part: write 1 or more',
  },
  {
    code: 'trino-jmx-port',
    when: { 'jmx.registryPort': oneOf(8080), 'jmx.enabled': true },
    says: 'the port is that of HTTP: choose another one, 9080 is usual',
  },
  {
    code: 'trino-spill-path',
    when: {
      additionalConfigProperties: both(
        someItem({ '': /^ *spill-enabled *= *true/ }),
        not(someItem({ '': /^ *spiller-spill-path *=/ })),
      ),
    },
    says: 'spilling needs a folder on a volume: add spiller-spill-path=…',
  },
  {
    code: 'trino-spill-root',
    each: 'additionalConfigProperties[]',
    when: { '': /^ *spiller-spill-path *= *\/tmp/ },
    says: 'what is spilled there counts as storage of the container, which may be evicted: use a volume',
  },
  {
    code: 'trino-scale-down',
    when: {
      'worker.gracefulShutdown.enabled': false,
      '': atOneOf(['server.autoscaling.enabled', 'server.keda.enabled'], true),
    },
    says: 'without a graceful shutdown fewer workers means failed queries: switch it on',
  },
  {
    code: 'trino-total-memory',
    when: { additionalConfigProperties: totalIsBelow },
    says: 'query.max-total-memory is less than query.max-memory: raise it',
  },
]);

const advice = factsOf({ on, severity: 'information', source }, [
  {
    code: 'trino-password-source',
    when: {
      'server.config.authenticationType': /PASSWORD/,
      'auth.passwordAuth': empty,
      'auth.passwordAuthSecret': empty,
      'coordinator.additionalConfigFiles': empty,
    },
    says: 'nothing says which passwords are right: set "auth.passwordAuthSecret"',
  },
  {
    code: 'trino-query-memory-reach',
    when: { 'server.config.query.maxMemory': isOutOfReach },
    says: 'all workers together give a query less ("maxMemoryPerNode" of each): it never gets so much',
  },
  {
    code: 'trino-forwarded',
    when: {
      'ingress.enabled': true,
      'ingress.tls': filled,
      additionalConfigProperties: lacksForwarded,
      'coordinator.additionalConfigProperties': lacksForwarded,
    },
    at: 'ingress.tls',
    says: 'TLS ends at the Ingress, and Trino takes no log-in over what it sees as plain HTTP: add http-server.process-forwarded=true to "additionalConfigProperties"',
  },
  {
    code: 'trino-extra-config',
    when: { coordinatorExtraConfig: filled },
    says: 'the chart has keys for this now: use "coordinator.additionalConfigProperties"',
  },
  {
    code: 'trino-worker-extra-config',
    when: { workerExtraConfig: filled },
    says: 'the chart has keys for this now: use "worker.additionalConfigProperties"',
  },
  {
    code: 'trino-catalog-name',
    each: 'catalogs.*',
    when: { '': keyOf((key) => !/^[a-z_][a-z0-9_]*$/.test(key)) },
    says: 'the name of this catalog has to be quoted in every query: use small letters, digits and "_"',
  },
  {
    code: 'trino-keda-none',
    when: { 'server.keda.minReplicaCount': 0, 'server.keda.enabled': true },
    says: 'without workers the first query waits until a trigger fires',
  },
  {
    code: 'trino-image-twice',
    when: { 'image.digest': filled, 'image.tag': filled },
    says: 'the digest wins over the tag: keep one',
  },
  {
    code: 'trino-coordinator-works',
    when: {
      additionalConfigProperties: someItem({ '': /include-coordinator *= *true/ }),
      'server.workers': above(1),
    },
    says: 'the coordinator does work of workers too, which slows down everybody: leave it to the workers',
  },
  {
    code: 'trino-task-memory',
    when: {
      additionalConfigProperties: someItem({ '': /^ *retry-policy *= *TASK/i }),
      'server.config.query.maxMemory': filled,
    },
    says: 'with retries of tasks the limit of memory for a query is not applied',
  },
  {
    code: 'trino-memory-target',
    when: {
      'server.autoscaling.targetMemoryUtilizationPercentage': above(0),
      'server.autoscaling.enabled': true,
    },
    says: 'a Java heap hardly ever gives memory back, so that workers are added and not removed: scale by processors',
  },
]);

function lacksForwarded(found: Node | undefined): boolean {
  return !list(found).some((item) => /process-forwarded *= *true|\{\{/i.test(textOf(item) ?? ''));
}

function isOutOfReach(found: Node | undefined, here: Here): boolean {
  const [query, ofNode] = [found, valueAt(here, 'worker.config.query.maxMemoryPerNode')].map(
    (node) => trinoBytes(textOf(node)),
  );
  const workers = Number(textOf(valueAt(here, 'server.workers')) ?? NaN);
  return query !== undefined && ofNode !== undefined && query > workers * ofNode;
}

/** A line that is neither key and value nor a comment, and does not go on from the one before. */
function hasBareLine(found: Node | undefined): boolean {
  const text = textOf(found) ?? '';
  if (text.includes('{{')) return false;
  const lines = text.split('\n');
  return lines.some(
    (line, index) =>
      /^\s*[^#!\s]/.test(line) && !/[=:]/.test(line) && !lines[index - 1]?.endsWith('\\'),
  );
}

function isNoJson(found: Node | undefined): boolean {
  const text = textOf(found);
  if (text === undefined || text.trim() === '' || text.includes('{{')) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

function isBelowTwiceGrace(found: Node | undefined, here: Here): boolean {
  const grace = Number(textOf(valueAt(here, 'worker.gracefulShutdown.gracePeriodSeconds')) ?? 120);
  return Number(textOf(found)) < 2 * grace;
}

function isAboveHeap(most: string): Test {
  return (found, here) => {
    const [first, last] = [heapBytes(textOf(found)), heapBytes(textOf(valueAt(here, most)))];
    return first !== undefined && last !== undefined && first > last;
  };
}

function isAlsoIn(list: string): Test {
  return (_found, here) =>
    here.of !== undefined && valueAt(here, `/${list}[${here.of.key.source}]`) !== undefined;
}

function totalIsBelow(found: Node | undefined): boolean {
  const lines = list(found).map((item) => textOf(item) ?? '');
  const sizeOf = (key: string): number => {
    const line = lines.find((each) => each.trim().startsWith(`${key}=`)) ?? '';
    const [, digits, unit = ''] = /=\s*(\d+)(MB|GB|TB)\s*$/.exec(line) ?? [];
    return digits === undefined ? NaN : Number(digits) * 1024 ** ['MB', 'GB', 'TB'].indexOf(unit);
  };
  return sizeOf('query.max-total-memory') < sizeOf('query.max-memory');
}

export const trinoChart: readonly Rule[] = [...refused, ...ends, ...failing, ...advice];

/** Clusters of Stackable: what its operators refuse. */
import { entries, get, type Node } from '../../../yaml/node.ts';
import { amount, list } from '../../read.ts';
import { nodeAt } from '../path.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  blank,
  both,
  count,
  empty,
  filled,
  type Here,
  nullAt,
  oneOf,
  otherThan,
  repeatedIn,
  set,
  someItem,
  someKey,
  type Test,
  textOf,
  unlike,
  unset,
  valueAt,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
import { trinoBytes } from '../trino/sizes.ts';
const source = onPage('Stackable', 'https://docs.stackable.tech/home/stable/');
const on = (...kinds: readonly string[]): { readonly kinds: readonly string[] } => ({ kinds });
const trino = on('trino.stackable.tech/TrinoCluster');
const hive = on('hive.stackable.tech/HiveCluster');
const superset = on('superset.stackable.tech/SupersetCluster');
const airflow = on('airflow.stackable.tech/AirflowCluster');
const catalog = on('trino.stackable.tech/TrinoCatalog');

/** The roles of each product in whose settings the agent of the logs may be switched on. */
const roles: readonly (readonly [
  name: string,
  kinds: { readonly kinds: readonly string[] },
  roles: readonly string[],
])[] = [
  ['trino', trino, ['coordinators', 'workers']],
  ['hive', hive, ['metastore']],
  ['superset', superset, ['nodes', 'workers', 'beat']],
  [
    'airflow',
    airflow,
    [
      'webservers',
      'schedulers',
      'celeryExecutors',
      'kubernetesExecutors',
      'triggerers',
      'dagProcessors',
    ],
  ],
];

const ofRoles = roles.flatMap(([name, kinds, of]) =>
  of.flatMap((role) => [
    ...factsOf({ on: kinds, by: 'operator', source }, [
      {
        code: `stackable-${name}-${role.toLowerCase()}-logs`,
        when: {
          [`spec.${role}.config.logging.enableVectorAgent`]: true,
          'spec.clusterConfig.vectorAggregatorConfigMapName': empty,
        },
        says: 'the agent of the logs needs to know where they go: set "clusterConfig.vectorAggregatorConfigMapName"',
      },
      ...(role === 'kubernetesExecutors'
        ? []
        : [
            {
              code: `stackable-${name}-${role.toLowerCase()}-group-logs`,
              each: `spec.${role}.roleGroups.*`,
              when: {
                'config.logging.enableVectorAgent': true,
                '/spec.clusterConfig.vectorAggregatorConfigMapName': empty,
              },
              says: 'the agent of the logs needs to know where they go: set "clusterConfig.vectorAggregatorConfigMapName"',
            },
          ]),
    ]),
  ]),
);

const connectors = ['hive', 'iceberg', 'deltaLake'];

const trinos = [
  ...factsOf({ on: trino, by: 'operator', source }, [
    {
      code: 'stackable-trino-several-providers',
      when: { 'spec.clusterConfig.authentication': severalWithOidc },
      says: 'there is at most one class of OpenID Connect: keep one',
    },
    {
      code: 'stackable-trino-log-in',
      when: {
        'spec.clusterConfig.authentication': filled,
        'spec.clusterConfig.tls': nullAt('serverSecretClass'),
      },
      at: 'spec.clusterConfig.tls.serverSecretClass',
      says: 'who logs in needs TLS, which is switched off here: name a SecretClass',
    },
    ...['coordinators', 'workers'].map((role) => ({
      code: `stackable-trino-${role}-memory-unset`,
      each: `spec.${role}.roleGroups.*`,
      when: { 'config.resources.memory': nullAt('limit') },
      at: 'config.resources.memory.limit',
      says: 'the heap is a part of this limit: write it',
    })),
    {
      code: 'stackable-trino-spooling',
      when: {
        'spec.clusterConfig.clientProtocol.spooling': set,
        'spec.image.productVersion': /^(?:[1-3]\d\d|4[0-5]\d|46[0-5])$/,
      },
      at: 'spec.image.productVersion',
      says: 'Trino spools from 466 on: take a newer version, or remove "spooling"',
    },
    {
      code: 'stackable-trino-version',
      when: { 'spec.image.productVersion': unlike(/^\d/) },
      says: 'a version is a number that the operator knows, such as 476',
    },
  ]),
  ...factsOf({ on: trino, by: 'program', source }, [
    ...['s3', 'hdfs', 'local'].map((store) => ({
      code: `stackable-trino-exchange-${store}-folders`,
      when: {
        [`spec.clusterConfig.faultTolerantExecution.task.exchangeManager.${store}.baseDirectories`]:
          blank,
      },
      says: 'an exchange needs a folder to write to: add one',
    })),
    {
      code: 'stackable-trino-memory',
      each: 'spec.workers.roleGroups.*',
      when: { 'config.queryMaxMemoryPerNode': isAboveHeap },
      says: 'a query may take more than the heap leaves, which is 80 % of the memory with 30 % of it for headroom: lower it',
    },
  ]),
  ...factsOf({ on: trino, severity: 'warning', source }, [
    {
      code: 'stackable-trino-coordinators',
      when: { 'spec.coordinators.roleGroups': replicasAbove(1) },
      says: 'there is one coordinator: write 1',
    },
    {
      code: 'stackable-trino-no-workers',
      when: { 'spec.workers.roleGroups': replicasAre(0) },
      says: 'queries wait for ever without workers: write 1 or more',
    },
    {
      code: 'stackable-trino-listener',
      when: {
        'spec.coordinators.roleConfig.listenerClass': oneOf(
          'external',
          'internal',
          'stable',
          'unstable',
          'ClusterIP',
          'NodePort',
          'LoadBalancer',
        ),
      },
      says: 'classes are cluster-internal, external-unstable and external-stable',
    },
    {
      code: 'stackable-trino-exchange-local',
      when: { 'spec.clusterConfig.faultTolerantExecution.task.exchangeManager.local': set },
      says: 'workers do not share a local folder: use s3',
    },
  ]),
  ...factsOf({ on: catalog, severity: 'warning', source }, [
    {
      code: 'stackable-catalog-removal',
      each: 'spec.experimentalConfigRemovals[]',
      when: { '': 'connector.name' },
      says: 'a catalog needs its connector: keep this property',
    },
    {
      code: 'stackable-catalog-unlabelled',
      when: { 'metadata.name': set, 'metadata.labels': empty },
      says: 'a cluster finds catalogs by their labels: add one that its "catalogLabelSelector" has',
    },
  ]),
  ...factsOf({ on: trino, severity: 'information', source }, [
    {
      code: 'stackable-trino-query-memory',
      each: 'spec.workers.roleGroups.*',
      when: { 'config.queryMaxMemory': isAboveAllHeaps },
      says: 'the workers of the group have less memory together: a query never gets so much',
    },
    {
      code: 'stackable-trino-all-catalogs',
      when: { 'spec.clusterConfig.catalogLabelSelector': blank },
      says: 'an empty selector takes every catalog of the namespace: choose by a label',
    },
    {
      code: 'stackable-trino-grace',
      when: { 'spec.workers.config.gracefulShutdownTimeout': /^(?:[1-4]?\d?s|[1-4]m)$/ },
      says: 'queries that take longer fail when workers end: 60m is the default',
    },
  ]),
  ...factsOf({ on: catalog, severity: 'information', source }, [
    {
      code: 'stackable-catalog-hyphen',
      when: {
        'metadata.name': /-/,
        'spec.name.inferred.replaceHyphensWithUnderscores': unset,
        'spec.name.custom': unset,
      },
      says: 'the name has to be quoted in every query: set "spec.name.inferred.replaceHyphensWithUnderscores: true"',
    },
  ]),
  ...factsOf(
    { on: catalog, by: 'operator', source },
    connectors.map((connector) => ({
      code: `stackable-catalog-${connector.toLowerCase()}-tls`,
      when: { [`spec.connector.${connector}.s3.inline.tls.verification.none`]: set },
      says: 'the certificate of the store has to be checked: write "server" with a certificate of its authority',
    })),
  ),
  ...factsOf(
    { on: catalog, severity: 'warning', source },
    connectors.map((connector) => ({
      code: `stackable-catalog-${connector.toLowerCase()}-open`,
      when: {
        [`spec.connector.${connector}.s3.inline.credentials`]: set,
        [`spec.connector.${connector}.s3.inline.tls`]: unset,
      },
      says: 'the keys of the store go over the network as everybody can read them: add "tls"',
    })),
  ),
];

const hives = [
  ...factsOf({ on: hive, by: 'operator', source }, [
    {
      code: 'stackable-hive-tls',
      when: { 'spec.clusterConfig.s3.inline.tls.verification.none': set },
      says: 'the certificate of the store has to be checked: write "server" with a certificate of its authority',
    },
    {
      code: 'stackable-hive-replicas',
      when: {
        'spec.metastore.roleGroups': replicasAbove(1),
        'spec.clusterConfig.metadataDatabase.derby': set,
      },
      says: 'each pod has a Derby database of its own: write 1, or use PostgreSQL',
    },
  ]),
  ...factsOf({ on: hive, by: 'operator', source }, [
    {
      code: 'stackable-hive-memory-unset',
      each: 'spec.metastore.roleGroups.*',
      when: { 'config.resources.memory': nullAt('limit') },
      at: 'config.resources.memory.limit',
      says: 'the heap is a part of this limit: write it',
    },
    {
      code: 'stackable-hive-memory-removed',
      when: { 'spec.metastore.config.resources.memory': nullAt('limit') },
      at: 'spec.metastore.config.resources.memory.limit',
      says: 'the heap is a part of this limit: write it',
    },
  ]),
  ...factsOf({ on: hive, severity: 'warning', source }, [
    {
      code: 'stackable-hive-old-database',
      when: { 'spec.clusterConfig.database': set },
      says: 'operators after release 26.3 read "metadataDatabase" in place of this: write that where you run such a one',
    },
    {
      code: 'stackable-hive-no-groups',
      when: { 'spec.metastore.roleGroups': blank },
      says: 'no metastore runs without a role group: add "default: {}"',
    },
    {
      code: 'stackable-hive-local-warehouse',
      each: 'spec.metastore.roleGroups.*',
      when: { 'config.warehouseDir': /^(?:file:|\/)/ },
      says: 'the warehouse is a folder of the pod: use a bucket, s3a://…',
    },
    {
      code: 'stackable-hive-warehouse',
      when: { 'spec.metastore.config.warehouseDir': /^(?:file:|\/)/ },
      says: 'the warehouse is a folder of the pod: use a bucket, s3a://…',
    },
  ]),
  ...factsOf({ on: hive, severity: 'information', source }, [
    {
      code: 'stackable-hive-credentials',
      when: {
        'spec.clusterConfig.s3.inline.host': set,
        'spec.clusterConfig.s3.inline.credentials': unset,
      },
      says: 'a bucket that is not public needs credentials: add "credentials.secretClass"',
    },
    {
      code: 'stackable-hive-mysql',
      when: { 'spec.clusterConfig.metadataDatabase.mysql': set },
      says: 'the image has no driver for MySQL: use an image of your own, or a volume with the driver',
    },
    {
      code: 'stackable-hive-derby',
      when: { 'spec.clusterConfig.metadataDatabase.derby': set },
      says: 'a Derby database is lost with its pod: use PostgreSQL',
    },
    {
      code: 'stackable-hive-storage',
      when: { 'spec.metastore.config.resources.storage.data': set },
      says: 'the metastore has no storage of its own: remove it',
    },
  ]),
];

const supersets = [
  ...factsOf({ on: superset, by: 'operator', source }, [
    {
      code: 'stackable-superset-class-repeated',
      each: 'spec.clusterConfig.authentication[]',
      when: {
        authenticationClass: repeatedIn(
          '/spec.clusterConfig.authentication',
          'authenticationClass',
        ),
      },
      says: 'the class stands here twice: remove one',
    },
    {
      code: 'stackable-superset-registration',
      each: 'spec.clusterConfig.authentication[]',
      when: {
        userRegistration: otherThan('/spec.clusterConfig.authentication[0].userRegistration'),
      },
      says: 'all classes have the same "userRegistration"',
    },
    {
      code: 'stackable-superset-registration-role',
      each: 'spec.clusterConfig.authentication[]',
      when: {
        userRegistrationRole: otherThan(
          '/spec.clusterConfig.authentication[0].userRegistrationRole',
        ),
      },
      says: 'all classes have the same "userRegistrationRole"',
    },
    {
      code: 'stackable-superset-sync',
      each: 'spec.clusterConfig.authentication[]',
      when: { syncRolesAt: otherThan('/spec.clusterConfig.authentication[0].syncRolesAt') },
      says: 'all classes have the same "syncRolesAt"',
    },
    {
      code: 'stackable-superset-variables',
      each: 'spec.*',
      when: { envOverrides: someKey((key) => !/^[A-Za-z_]\w*$/.test(key)) },
      says: 'the name of a variable has letters, digits and "_" only',
    },
  ]),
  ...factsOf({ on: superset, severity: 'information', source }, [
    {
      code: 'stackable-superset-old-database',
      when: {
        'spec.clusterConfig.credentialsSecret': set,
        'spec.clusterConfig.metadataDatabase': unset,
      },
      at: 'spec.clusterConfig.credentialsSecret',
      says: 'operators after release 26.3 refuse this without "metadataDatabase": add it where you run such a one',
    },
  ]),
  ...factsOf({ on: superset, by: 'program', source }, [
    {
      code: 'stackable-superset-broker',
      when: { 'spec.workers': set, 'spec.clusterConfig.celeryBroker': unset },
      says: 'workers need "clusterConfig.celeryBroker"',
    },
    {
      code: 'stackable-superset-backend',
      when: { 'spec.workers': set, 'spec.clusterConfig.celeryResultsBackend': unset },
      says: 'workers need "clusterConfig.celeryResultsBackend"',
    },
  ]),
  ...factsOf({ on: superset, severity: 'warning', source }, [
    {
      code: 'stackable-superset-broker-unused',
      when: { 'spec.clusterConfig.celeryBroker': set, 'spec.workers': unset },
      says: 'without "workers" the broker is not used: add them or remove it',
    },
    {
      code: 'stackable-superset-backend-unused',
      when: { 'spec.clusterConfig.celeryResultsBackend': set, 'spec.workers': unset },
      says: 'without "workers" nothing writes results: add them or remove it',
    },
  ]),
];

const airflows = [
  ...factsOf({ on: airflow, by: 'operator', source }, [
    {
      code: 'stackable-airflow-class-repeated',
      each: 'spec.clusterConfig.authentication[]',
      when: {
        authenticationClass: repeatedIn(
          '/spec.clusterConfig.authentication',
          'authenticationClass',
        ),
      },
      says: 'the class stands here twice: remove one',
    },
    {
      code: 'stackable-airflow-registration',
      each: 'spec.clusterConfig.authentication[]',
      when: {
        userRegistration: otherThan('/spec.clusterConfig.authentication[0].userRegistration'),
      },
      says: 'all classes have the same "userRegistration"',
    },
    {
      code: 'stackable-airflow-registration-role',
      each: 'spec.clusterConfig.authentication[]',
      when: {
        userRegistrationRole: otherThan(
          '/spec.clusterConfig.authentication[0].userRegistrationRole',
        ),
      },
      says: 'all classes have the same "userRegistrationRole"',
    },
    {
      code: 'stackable-airflow-several-classes',
      when: { 'spec.clusterConfig.authentication': count(2) },
      says: 'there is one class of authentication: keep one',
    },
    {
      code: 'stackable-airflow-proxy-network',
      each: 'spec.webservers.roleConfig.trustedProxies[]',
      when: { '': hasHostBits },
      says: 'a network ends with its prefix, as 10.0.0.0/8: write zeros behind it, and at most /32',
    },
    {
      code: 'stackable-airflow-proxy',
      each: 'spec.webservers.roleConfig.trustedProxies[]',
      when: { '': unlike(/^(?:\*|[\d.]+(?:\/\d+)?|[0-9a-f:]+(?:\/\d+)?)$/i) },
      says: 'a proxy is an address, a network or "*"',
    },
    {
      code: 'stackable-airflow-proxy-everybody',
      when: { 'spec.webservers.roleConfig.trustedProxies': both(count(2), someItem({ '': '*' })) },
      says: '"*" stands for all: remove the others',
    },
    {
      code: 'stackable-airflow-volume',
      each: 'spec.clusterConfig.volumeMounts[]',
      when: { name: isNoVolume },
      says: 'no entry of "clusterConfig.volumes" has this name',
    },
  ]),
  ...factsOf({ on: airflow, by: 'program', source }, [
    {
      code: 'stackable-airflow-broker',
      when: { 'spec.celeryExecutors': set, 'spec.clusterConfig.celeryBroker': unset },
      says: 'Celery needs "clusterConfig.celeryBroker"',
    },
    {
      code: 'stackable-airflow-backend',
      when: { 'spec.celeryExecutors': set, 'spec.clusterConfig.celeryResultsBackend': unset },
      says: 'Celery needs "clusterConfig.celeryResultsBackend"',
    },
  ]),
  ...factsOf({ on: airflow, severity: 'warning', source }, [
    {
      code: 'stackable-airflow-proxy-of-two',
      when: {
        'spec.webservers.roleConfig.trustedProxies': filled,
        'spec.image.productVersion': /^2\./,
      },
      says: 'Airflow 2 trusts every host as soon as one is named: use Airflow 3',
    },
    {
      code: 'stackable-airflow-exposed',
      when: { 'spec.clusterConfig.exposeConfig': true },
      says: 'the configuration with its secrets is shown in the browser: write false',
    },
    {
      code: 'stackable-airflow-no-tables',
      when: { 'spec.clusterConfig.databaseInitialization.enabled': false },
      says: 'nobody makes the tables: leave it on for the first start',
    },
  ]),
  ...factsOf({ on: airflow, severity: 'information', source }, [
    {
      code: 'stackable-airflow-examples',
      when: { 'spec.clusterConfig.loadExamples': true },
      says: 'examples are for trying out: switch them off',
    },
    {
      code: 'stackable-airflow-broker-unused',
      when: { 'spec.clusterConfig.celeryBroker': set, 'spec.kubernetesExecutors': set },
      says: 'executors on Kubernetes need no broker: remove it',
    },
  ]),
];

const classes = factsOf(
  { on: on('authentication.stackable.tech/AuthenticationClass'), by: 'operator', source },
  [
    {
      code: 'stackable-class-oidc-tls',
      when: { 'spec.provider.oidc.tls.verification.none': set },
      says: 'the certificate of the provider has to be checked: write "server"',
    },
    {
      code: 'stackable-class-ldap-tls',
      when: { 'spec.provider.ldap.tls.verification.none': set },
      says: 'the certificate of the directory has to be checked: write "server"',
    },
  ],
);

const claims = factsOf(
  {
    on: on('authentication.stackable.tech/AuthenticationClass'),
    severity: 'warning',
    source,
  },
  [
    {
      code: 'stackable-class-claim',
      when: {
        'spec.provider.oidc.principalClaim': unlike(/^preferred_username$/),
        'spec.provider.oidc.providerHint': 'Keycloak',
      },
      says: 'the operators of Superset and Airflow take only preferred_username of Keycloak: write that',
    },
  ],
);

const shutdowns = ['spec.*', 'spec.*.roleGroups.*'].flatMap((each, index) =>
  factsOf({ on: { kinds: roles.flatMap(([, { kinds }]) => kinds) }, by: 'operator', source }, [
    {
      code: index === 0 ? 'stackable-shutdown' : 'stackable-group-shutdown',
      each,
      when: {
        'config.gracefulShutdownTimeout': unlike(
          /^(?=\d)(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/,
        ),
      },
      says: 'a duration has the units d, h, m, s and ms, the largest first, as 1h30m',
    },
  ]),
);

const sparks = [
  ...factsOf({ on: on('spark.stackable.tech/SparkApplication'), by: 'operator', source }, [
    {
      code: 'stackable-spark-tls',
      when: { 'spec.s3connection.inline.tls.verification.none': set },
      says: 'the certificate of the store has to be checked: write "server" with a certificate of its authority',
    },
    {
      code: 'stackable-spark-logs',
      when: {
        'spec.driver.config.logging.enableVectorAgent': true,
        'spec.vectorAggregatorConfigMapName': empty,
      },
      says: 'the agent of the logs needs to know where they go: set "vectorAggregatorConfigMapName"',
    },
    {
      code: 'stackable-spark-executor-logs',
      when: {
        'spec.executor.config.logging.enableVectorAgent': true,
        'spec.vectorAggregatorConfigMapName': empty,
      },
      says: 'the agent of the logs needs to know where they go: set "vectorAggregatorConfigMapName"',
    },
  ]),
];

function severalWithOidc(found: Node | undefined): boolean {
  return list(found).filter((each) => get(each, 'oidc') !== undefined).length > 1;
}

/** The replicas of all groups, where each says how many. */
function sumOf(found: Node | undefined): number {
  return entries(found).reduce(
    (sum, { value }) => sum + Number(textOf(get(value, 'replicas')) ?? NaN),
    0,
  );
}

function replicasAbove(most: number): Test {
  return (found) => sumOf(found) > most;
}

function replicasAre(wanted: number): Test {
  return (found) => entries(found).length > 0 && sumOf(found) === wanted;
}

function isAboveHeap(found: Node | undefined, here: Here): boolean {
  const query = trinoBytes(textOf(found));
  const limit = amount(valueAt(here, 'config.resources.memory.limit'));
  if (query === undefined || limit === undefined) return false;
  return query > (Number(limit) / 1e9) * 0.8 * 0.7;
}

/** More than the heaps of all workers of the group, as far as it says how many and how large. */
function isAboveAllHeaps(found: Node | undefined, here: Here): boolean {
  const query = trinoBytes(textOf(found));
  const limit = amount(valueAt(here, 'config.resources.memory.limit'));
  const workers = Number(textOf(valueAt(here, 'replicas')) ?? NaN);
  if (query === undefined || limit === undefined) return false;
  return query > (Number(limit) / 1e9) * 0.8 * workers;
}

/** A network whose address goes on behind its prefix, or a prefix longer than an address. */
function hasHostBits(found: Node | undefined): boolean {
  const [, address = '', written] =
    /^(\d+(?:\.\d+){3})\/(\d{1,3})$/.exec(textOf(found) ?? '') ?? [];
  if (written === undefined) return false;
  const prefix = Number(written);
  const bits = address.split('.').map((part) => Number(part).toString(2).padStart(8, '0'));
  return prefix > 32 || bits.join('').slice(prefix).includes('1');
}

function isNoVolume(found: Node | undefined, { root }: Here): boolean {
  const volumes = list(nodeAt(root, ['spec', 'clusterConfig', 'volumes']));
  const name = textOf(found);
  return name !== undefined && !volumes.some((volume) => textOf(get(volume, 'name')) === name);
}

export const stackableClusters: readonly Rule[] = [
  ...ofRoles,
  ...trinos,
  ...hives,
  ...supersets,
  ...airflows,
  ...classes,
  ...claims,
  ...shutdowns,
  ...sparks,
];

/** Clusters, backups and poolers of CloudNativePG: what its webhook refuses, and what fails later. */
import { get, type Node } from '../../../yaml/node.ts';
import { amount, list } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atLeast,
  below,
  empty,
  filled,
  keyOf,
  keysSet,
  oneOf,
  repeatedIn,
  sameAs,
  set,
  textOf,
  textWith,
  unlike,
  unset,
  type Here,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
import { isPoolerParameter } from './poolerParameters.ts';

const source = onPage(
  'CloudNativePG',
  'https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/',
);
const by = 'webhook';
const cluster = { kinds: ['postgresql.cnpg.io/Cluster'] };
const scheduled = { kinds: ['postgresql.cnpg.io/ScheduledBackup'] };
const pooler = { kinds: ['postgresql.cnpg.io/Pooler'] };

const refused = [
  ...factsOf({ on: cluster, by, source }, [
    {
      code: 'postgres-name',
      when: { 'metadata.name': unlike(/^[a-z](?:[-a-z0-9]{0,48}[a-z0-9])?$/) },
      says: 'services are made of the name: it begins with a letter, has small letters, digits and "-", and at most 50 characters',
    },
    {
      code: 'postgres-storage-size',
      when: {
        'spec.storage.size': empty,
        'spec.storage.pvcTemplate.resources.requests.storage': empty,
        spec: set,
      },
      at: 'spec.storage',
      says: 'instances need storage: add "storage.size", such as 10Gi',
    },
    {
      code: 'postgres-wal-size',
      when: {
        'spec.walStorage': set,
        'spec.walStorage.size': empty,
        'spec.walStorage.pvcTemplate.resources.requests.storage': empty,
      },
      says: 'a claim for the log needs "size": add it, such as 5Gi',
    },
    {
      code: 'postgres-image-latest',
      when: { 'spec.imageName': textWith(/:latest$|^[^:@]+$/) },
      says: 'the operator has to know the version of PostgreSQL and refuses "latest", which is also meant without a tag: write one such as :17.5',
    },
    {
      code: 'postgres-image-digest',
      when: { 'spec.imageName': textWith(/^[^@:]*(?::\d+\/[^@:]*)?@sha256:/) },
      says: 'the operator reads the version of PostgreSQL from the tag: write it in front of the digest',
    },
    {
      code: 'postgres-sync-order',
      when: { 'spec.minSyncReplicas': above('spec.maxSyncReplicas') },
      says: 'there are more synchronous replicas at least than at most: exchange the numbers',
    },
    {
      code: 'postgres-sync-most',
      when: { 'spec.maxSyncReplicas': atLeast('spec.instances') },
      says: 'one of the instances is the primary: write less than "instances"',
    },
    {
      code: 'postgres-sync-number',
      when: {
        'spec.postgresql.synchronous.number': atLeast('spec.instances'),
        'spec.postgresql.synchronous.standbyNamesPre': empty,
        'spec.postgresql.synchronous.standbyNamesPost': empty,
      },
      says: 'one of the instances is the primary: write less than "instances"',
    },
    {
      code: 'postgres-instances',
      when: { 'spec.instances': below(1) },
      says: 'a cluster has at least one instance',
    },
    {
      code: 'postgres-backup-credentials',
      when: {
        'spec.backup.barmanObjectStore': keysSet(
          ['s3Credentials', 'azureCredentials', 'googleCredentials'],
          0,
          0,
        ),
      },
      says: 'a bucket needs credentials: add s3Credentials, azureCredentials or googleCredentials',
    },
    {
      code: 'postgres-backup-two-credentials',
      when: {
        'spec.backup.barmanObjectStore': keysSet(
          ['s3Credentials', 'azureCredentials', 'googleCredentials'],
          2,
        ),
      },
      says: 'a bucket has credentials of one provider: remove the others',
    },
    {
      code: 'postgres-role-reserved',
      each: 'spec.managed.roles[]',
      when: { name: /^(?:postgres|streaming_replica|cnpg_pooler_pgbouncer|pg_.*)$/ },
      says: 'PostgreSQL or the operator has this role for itself: choose another name',
    },
    {
      code: 'postgres-role-repeated',
      each: 'spec.managed.roles[]',
      when: { name: repeatedIn('/spec.managed.roles', 'name') },
      says: 'another role has this name: remove one of them',
    },
    {
      code: 'postgres-tablespace-repeated',
      each: 'spec.tablespaces[]',
      when: { name: repeatedIn('/spec.tablespaces', 'name') },
      says: 'another tablespace has this name: rename one of them',
    },
    {
      code: 'postgres-external-repeated',
      each: 'spec.externalClusters[]',
      when: { name: repeatedIn('/spec.externalClusters', 'name') },
      says: 'another external cluster has this name: rename one of them',
    },
    {
      code: 'postgres-memory-request',
      when: { 'spec.resources.requests.memory': isBelowSharedBuffers },
      says: 'the requested memory is less than "shared_buffers" of PostgreSQL: raise it',
    },
  ]),
  ...factsOf({ on: scheduled, severity: 'warning', source }, [
    {
      code: 'postgres-backup-schedule',
      when: { 'spec.schedule': isOfFiveFields },
      says: 'the first of the fields are seconds here, so with five it runs far more often than meant: write 0 in front',
    },
  ]),
  ...factsOf({ on: pooler, by, source }, [
    {
      code: 'postgres-pooler-name',
      when: { 'metadata.name': sameAs('spec.cluster.name') },
      says: 'the cluster has a Service of this name: give the pooler another one, such as NAME-pooler-rw',
    },
    {
      code: 'postgres-pooler-cluster',
      when: { 'spec.cluster': set, 'spec.cluster.name': empty },
      says: 'a pooler needs the name of its cluster',
    },
    {
      code: 'postgres-pooler-own-parameter',
      each: 'spec.pgbouncer.parameters.*',
      when: {
        '': keyOf((key) =>
          /^(?:\[|listen_|unix_socket|auth_|admin_users$|stats_users$|pool_mode$|user$|logfile$|pidfile$|syslog|conffile$|resolv_conf$|service_name$|job_name$|(?:client|server)_tls_(?:ca|cert|key)_file$)/.test(
            key,
          ),
        ),
      },
      isOfKey: true,
      supersedes: ['postgres-pooler-parameter'],
      says: 'the operator sets this itself and refuses it here: remove it',
    },
    {
      code: 'postgres-pooler-queries',
      when: {
        'spec.pgbouncer.authQuery': filled,
        'spec.pgbouncer.authQuerySecret': empty,
      },
      says: 'with a query of your own the pooler needs its account, too: add "authQuerySecret"',
    },
    {
      code: 'postgres-pooler-query-missing',
      when: {
        'spec.pgbouncer.authQuerySecret': filled,
        'spec.pgbouncer.authQuery': empty,
      },
      says: 'with an account of your own the pooler needs its query, too: add "authQuery"',
    },
  ]),
];

/** PgBouncer takes more of them from release to release, and the webhook has a list. */
const poolers = factsOf({ on: pooler, severity: 'warning', source }, [
  {
    code: 'postgres-pooler-parameter',
    each: 'spec.pgbouncer.parameters.*',
    when: { '': keyOf((key) => /^[a-z_]+$/.test(key) && !isPoolerParameter(key)) },
    isOfKey: true,
    says: 'the webhook takes no such parameter of PgBouncer: look for another spelling, or remove it',
  },
]);

const failing = factsOf({ on: cluster, severity: 'warning', source }, [
  {
    code: 'postgres-no-source-for-recovery',
    when: {
      'spec.bootstrap.recovery': keysSet(['backup', 'source', 'volumeSnapshots'], 0, 0),
    },
    says: 'nothing says what to recover from: add "source", "backup" or "volumeSnapshots"',
  },
  {
    code: 'postgres-replica-bootstrap',
    when: {
      'spec.replica.enabled': true,
      'spec.bootstrap.pg_basebackup': unset,
      'spec.bootstrap.recovery': unset,
    },
    says: 'a replica begins with a copy of its source: add "bootstrap" with pg_basebackup or recovery',
  },
  {
    code: 'postgres-volume-access',
    when: { 'spec.storage.pvcTemplate.accessModes': isOfMany },
    says: 'each instance has a claim of its own that one node writes: use ReadWriteOnce',
  },
  {
    code: 'postgres-archive-off',
    when: { 'spec.postgresql.parameters[archive_mode]': oneOf('off'), 'spec.backup': set },
    says: 'backups need the archive of the log: remove this parameter',
  },
]);

/** `0 2 * * *`; `@daily` is no list of fields. */
function isOfFiveFields(found: Node | undefined): boolean {
  const text = textOf(found)?.trim();
  return (
    text !== undefined && !/^(?:@|TZ=|CRON_TZ=)|[{$]/.test(text) && text.split(/\s+/).length === 5
  );
}

function isOfMany(found: Node | undefined): boolean {
  return list(found).some((mode) => textOf(mode) === 'ReadWriteMany');
}

/** Kibibytes of the units of PostgreSQL; a number alone counts blocks of 8 KiB. */
const unitsKib: Readonly<Record<string, number>> = {
  '': 8,
  kB: 1,
  MB: 1024,
  GB: 1024 ** 2,
  TB: 1024 ** 3,
};

function isBelowSharedBuffers(found: Node | undefined, { root }: Here): boolean {
  const parameters = get(get(get(root, 'spec'), 'postgresql'), 'parameters');
  const written = textOf(get(parameters, 'shared_buffers')) ?? '';
  const [, digits, unit = ''] = /^(\d{1,12})\s*(kB|MB|GB|TB)?$/.exec(written) ?? [];
  const requested = amount(found);
  if (digits === undefined || requested === undefined) return false;
  const kib = Number(digits) * (unitsKib[unit] ?? 0);
  return Number(requested) / 1e9 < kib * 1024;
}

export const postgresClusters: readonly Rule[] = [...refused, ...failing, ...poolers];

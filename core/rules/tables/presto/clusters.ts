/** Presto by its operator and by its chart, and the charts of the Hive metastore. */
import { get, type Node } from '../../../yaml/node.ts';
import { amount, list } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atOneOf,
  below,
  blank,
  either,
  empty,
  filled,
  type Here,
  keysSet,
  noneOf,
  oneOf,
  repeatedIn,
  set,
  someKey,
  type Test,
  textOf,
  textWithout,
  unlike,
  unset,
  valueAt,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
import { trinoBytes } from '../trino/sizes.ts';
const source = onPage(
  'the Presto operator',
  'https://github.com/prestodb/presto-kubernetes-operator',
);
const on = { kinds: ['prestodb.io/Presto', 'falarica.io/Presto'] };
const chart = { charts: ['presto'] };
const okdp = { charts: ['hive-metastore-okdp'] };
const reserved =
  /^(?:coordinator|http-server\.http\.port|node\.internal-address|discovery\.uri|node-scheduler\.include-coordinator|discovery-server\.enabled|http-server\.https\..*)$/;

const clusters = [
  ...factsOf({ on, by: 'operator', source }, [
    ...['coordinator', 'worker'].flatMap((role) => [
      {
        code: `presto-${role}-memory`,
        when: { [`spec.${role}.memoryLimit`]: unlike(/^\d+(?:\.\d+)?(?:[kMGT]|[KMGT]i)?$/) },
        says: 'memory is a quantity, e.g. 4Gi',
      },
      {
        code: `presto-${role}-cpu`,
        when: { [`spec.${role}.cpuLimit`]: unlike(/^\d+(?:\.\d+)?m?$/) },
        says: 'processors are a quantity, e.g. 500m',
      },
      {
        code: `presto-${role}-cpu-order`,
        when: { [`spec.${role}.cpuRequest`]: above(`spec.${role}.cpuLimit`) },
        says: 'the request is more than the limit',
      },
      {
        code: `presto-${role}-properties`,
        when: { [`spec.${role}.additionalProps`]: someKey((key) => reserved.test(key)) },
        says: 'the operator writes one of these properties itself: remove it',
      },
    ]),
    {
      code: 'presto-scaler',
      when: {
        'spec.worker.autoscaling.enabled': true,
        '': atOneOf(
          ['minReplicas', 'maxReplicas', 'targetCPUUtilizationPercentage'].map(
            (key) => `spec.worker.autoscaling.${key}`,
          ),
          unset,
        ),
      },
      says: 'scaling needs "minReplicas", "maxReplicas" and "targetCPUUtilizationPercentage"',
    },
    {
      code: 'presto-scaler-order',
      when: { 'spec.worker.autoscaling.minReplicas': above('spec.worker.autoscaling.maxReplicas') },
      says: 'the least workers are more than "maxReplicas"',
    },
    {
      code: 'presto-https',
      when: {
        'spec.coordinator.httpsEnabled': true,
        '': atOneOf(
          ['httpsKeyPairSecretName', 'httpsKeyPairSecretKey', 'httpsKeyPairPassword'].map(
            (key) => `spec.coordinator.${key}`,
          ),
          empty,
        ),
      },
      says: 'HTTPS needs the Secret, its key and the password of the key pair',
    },
    {
      code: 'presto-catalog-repeated',
      supersedes: ['duplicate-item'],
      each: 'spec.catalogs.catalogSpec[]',
      when: { name: repeatedIn('/spec.catalogs.catalogSpec', 'name') },
      says: 'another catalog has this name',
    },
    ...['secretName', 'secretKey'].map((key) => ({
      code: `presto-catalog-${key === 'secretName' ? 'secret' : 'key'}`,
      each: 'spec.catalogs.catalogSecrets[]',
      supersedes: ['missing-field'],
      when: { '': keysSet(['secretName', 'secretKey'], 1), [key]: empty },
      says: 'a catalog in a Secret needs "secretName" and "secretKey"',
    })),
    {
      code: 'presto-catalog-in-secret',
      each: 'spec.catalogs.catalogSecrets[]',
      when: { secretKey: isCatalog },
      says: '"catalogSpec" has a catalog of this name: rename one of them',
    },
    {
      code: 'presto-service-type',
      supersedes: ['invalid-value'],
      when: { 'spec.service.type': 'ExternalName' },
      says: 'Presto runs in the cluster: write ClusterIP, NodePort or LoadBalancer',
    },
    {
      code: 'presto-volume-path',
      each: 'spec.volumes[]',
      when: { mountPath: /^\/etc\/(?:presto|httpssecret)(?:\/|$)/ },
      says: 'the operator mounts its own files there: choose another path',
    },
    {
      code: 'presto-volume-repeated',
      each: 'spec.volumes[]',
      when: { mountPath: repeatedIn('/spec.volumes', 'mountPath') },
      says: 'another volume is mounted there',
    },
  ]),
  ...factsOf({ on, by: 'program', source }, [
    ...['coordinator', 'worker'].map((role) => ({
      code: `presto-${role}-query-memory`,
      when: {
        [`spec.${role}.additionalProps[query.max-memory-per-node]`]: isAboveLimitOf(role),
      },
      says: 'a query may take as much as the whole heap, which is the limit of the container: lower it',
    })),
    {
      code: 'presto-catalog-connector',
      each: 'spec.catalogs.catalogSpec[]',
      when: {
        content: (found) =>
          found?.type === 'map' &&
          get(found, 'connector.name') === undefined &&
          found.entries.length > 0,
      },
      says: 'a catalog names its connector: add connector.name',
    },
  ]),
  ...factsOf({ on, severity: 'warning', source }, [
    {
      code: 'presto-spill-path',
      when: { 'spec.worker.additionalProps[spiller-spill-path]': isInNoVolume },
      says: 'no volume is mounted there, so that the file system of the container fills up: add one',
    },
    {
      code: 'presto-catalog-reserved',
      each: 'spec.catalogs.catalogSpec[]',
      when: { name: oneOf('jmx', 'tpch', 'tpcds') },
      says: 'the operator adds a catalog of this name: choose another',
    },
    {
      code: 'presto-catalog-password',
      each: 'spec.catalogs.catalogSpec[]',
      when: { content: hasPassword },
      says: 'a password in plain text: use "catalogSecrets"',
    },
    {
      code: 'presto-node-port',
      when: { 'spec.service.nodePort': either(below(30_000), above(32_767)) },
      says: 'node ports are from 30000 to 32767',
    },
    {
      code: 'presto-node-port-unused',
      when: {
        'spec.service.nodePort': set,
        'spec.service.type': noneOf('NodePort', 'LoadBalancer'),
      },
      says: 'a Service of this type has no node port: remove it',
    },
  ]),
  ...factsOf({ on, severity: 'information', source }, [
    ...['coordinator', 'worker'].map((role) => ({
      code: `presto-${role}-heap`,
      when: {
        [`spec.${role}.memoryLimit`]: filled,
        [`spec.${role}.additionalJVMConfig`]: lacksHeap,
      },
      says: 'the heap is as large as this limit, and what Java needs beside it ends the container: set -Xmx to 80 % of it in "additionalJVMConfig"',
    })),
    {
      code: 'presto-old-group',
      when: { apiVersion: /^falarica\.io\// },
      says: 'this group came before prestodb.io/v1alpha1: write that where the newer operator runs',
    },
    {
      code: 'presto-key-password',
      when: { 'spec.coordinator.httpsKeyPairPassword': filled },
      says: 'the password stands in plain text here and in a ConfigMap: let few people read them',
    },
    {
      code: 'presto-count',
      when: {
        'spec.worker.count': either(
          below('spec.worker.autoscaling.minReplicas'),
          above('spec.worker.autoscaling.maxReplicas'),
        ),
        'spec.worker.autoscaling.enabled': true,
      },
      says: 'the autoscaler changes this number at once: write one between its bounds',
    },
  ]),
  ...factsOf({ on: chart, by: 'program', source }, [
    {
      code: 'presto-chart-connector',
      each: 'catalog.*',
      when: { '': textWithout(/connector\.name/) },
      says: 'a catalog names its connector: add connector.name=…',
    },
  ]),
  ...factsOf({ on: chart, severity: 'warning', source }, [
    {
      code: 'presto-chart-coordinators',
      when: { 'coordinator.replicas': above(1), mode: noneOf('ha-cluster') },
      says: 'only the mode ha-cluster has several coordinators',
    },
    ...['coordinator', 'worker', 'resourceManager'].map((role) => ({
      code: `presto-chart-${role.toLowerCase()}-config`,
      when: { [`${role}.config`]: filled },
      says: 'this text takes the place of the whole common configuration, limits of memory included: write all of it',
    })),
    ...['coordinator', 'worker'].map((role) => ({
      code: `presto-chart-${role}-jvm`,
      when: { [`${role}.jvm`]: filled },
      says: 'this text takes the place of all common options of the JVM: write all of them',
    })),
  ]),
  ...factsOf({ on: chart, severity: 'information', source }, [
    {
      code: 'presto-chart-heap',
      when: { 'worker.resources.limits.memory': filled, jvm: lacksHeap, 'worker.jvm': lacksHeap },
      says: 'Java takes a quarter of this limit unless it is told otherwise: set -Xmx or -XX:MaxRAMPercentage in "jvm"',
    },
    {
      code: 'presto-chart-workers',
      when: { 'worker.replicas': above(0), mode: 'single' },
      says: 'the mode single has no workers: use cluster',
    },
  ]),
  ...factsOf(
    {
      on: okdp,
      by: 'program',
      source: onPage('the Hive metastore', 'https://github.com/OKDP/hive-metastore'),
    },
    [
      {
        code: 'hive-chart-host',
        when: { 'db.host': blank },
        says: 'the metastore needs the host of its database',
      },
      {
        code: 'hive-chart-password',
        when: { 'db.user.password.secretName': blank },
        says: 'the password of the database stands in a Secret: name it',
      },
      {
        code: 'hive-chart-password-key',
        when: { 'db.user.password.propertyName': blank },
        says: 'the password of the database has a key in its Secret: name it',
      },
      ...['accessKey', 'secretKey'].flatMap((key) => [
        {
          code: `hive-chart-${key.toLowerCase()}-property`,
          when: {
            [`s3.${key}.secretName`]: filled,
            [`s3.${key}.propertyName`]: blank,
          },
          at: `s3.${key}.propertyName`,
          says: 'the key stands in the Secret under a name: write it',
        },
        {
          code: `hive-chart-${key.toLowerCase()}-secret`,
          when: { [`s3.${key}.propertyName`]: filled, [`s3.${key}.secretName`]: blank },
          at: `s3.${key}.secretName`,
          says: 'the key stands in a Secret: name it',
        },
      ]),
      {
        code: 'hive-chart-driver-class',
        when: { 'db.driverRef': /postgresql/, 'db.driverName': 'mysql' },
        says: 'class and name are of different drivers',
      },
    ],
  ),
];

/** A text, or a list of options. */
function lacksHeap(found: Node | undefined): boolean {
  const options = found?.type === 'seq' ? list(found).map(textOf) : [textOf(found)];
  if (found?.type === 'map') return false;
  return !options.some((option) => /-Xmx|MaxRAMPercentage|\{\{/.test(option ?? ''));
}

function isCatalog(found: Node | undefined, here: Here): boolean {
  const specs = list(valueAt(here, '/spec.catalogs.catalogSpec'));
  const name = textOf(found);
  return name !== undefined && specs.some((spec) => textOf(get(spec, 'name')) === name);
}

function isAboveLimitOf(role: string): Test {
  return (found, here) => {
    const query = trinoBytes(textOf(found));
    const limit = amount(valueAt(here, `spec.${role}.memoryLimit`));
    return query !== undefined && limit !== undefined && query >= Number(limit) / 1e9;
  };
}

function isInNoVolume(found: Node | undefined, here: Here): boolean {
  const path = textOf(found);
  if (!path?.startsWith('/')) return false;
  const mounts = list(valueAt(here, 'spec.volumes')).map((each) => textOf(get(each, 'mountPath')));
  return !mounts.some((mount) => mount !== undefined && `${path}/`.startsWith(`${mount}/`));
}

function hasPassword(found: Node | undefined): boolean {
  const isPlain = (text: string | undefined): boolean =>
    text !== undefined && text !== '' && !text.startsWith('${');
  if (found?.type === 'map')
    return found.entries.some(
      ({ key, value }) => key.source.endsWith('password') && isPlain(textOf(value)),
    );
  return /^[\w.-]*password[ \t]*=[ \t]*[^$\s]/m.test(textOf(found) ?? '');
}

export const prestoAndHive: readonly Rule[] = clusters;

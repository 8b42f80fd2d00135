/** Clusters of Tarantool. */
import { get, type Node } from '../../../yaml/node.ts';
import { amount, list } from '../../read.ts';
import { nodeAt } from '../path.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atLeast,
  atMost,
  below,
  either,
  empty,
  filled,
  type Here,
  isNoYaml,
  keysSet,
  noItem,
  noneOf,
  set,
  someItem,
  textOf,
  unlike,
  unset,
  valueAt,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const source = onPage('the Tarantool operator', 'https://github.com/tarantool/tarantool-operator');
const on = (kind: string): { readonly kinds: readonly string[] } => ({
  kinds: [`tarantool.io/${kind}`],
});
const template = 'spec.replicasetTemplate';

export const tarantoolClusters: readonly Rule[] = [
  ...factsOf(
    {
      on: {
        kinds: ['Cluster', 'Role', 'ReplicasetTemplate', 'CartridgeConfig'].map(
          (kind) => `tarantool.io/${kind}`,
        ),
      },
      severity: 'information',
      source,
    },
    [
      {
        code: 'tarantool-old-version',
        when: { apiVersion: 'tarantool.io/v1alpha1' },
        says: 'the operator from 1.0 on has other kinds: write tarantool.io/v1beta1, with the template inside of the Role',
      },
    ],
  ),
  ...factsOf({ on: on('Role'), by: 'operator', source }, [
    {
      code: 'tarantool-role-cluster',
      when: { spec: set, 'metadata.labels[tarantool.io/cluster-name]': empty },
      says: 'a role belongs to the cluster that its label tarantool.io/cluster-name names: add it',
    },
    {
      code: 'tarantool-pod-template',
      when: { [template]: filled, [`${template}.podTemplate`]: unset },
      says: 'a replica set needs its "podTemplate"',
    },
    {
      code: 'tarantool-update-strategy',
      supersedes: ['invalid-value'],
      when: { [`${template}.updateStrategy.type`]: noneOf('RollingUpdate', 'OnDelete') },
      says: 'a strategy is RollingUpdate or OnDelete',
    },
    {
      code: 'tarantool-mount',
      each: `${template}.podTemplate.spec.containers[].volumeMounts[]`,
      when: { name: isNoVolume },
      says: 'neither a volume nor a claim template has this name',
    },
  ]),
  ...factsOf({ on: on('CartridgeConfig'), by: 'operator', source }, [
    {
      code: 'tarantool-config-cluster',
      when: { spec: set, 'metadata.labels[tarantool.io/cluster-name]': empty },
      says: 'a configuration belongs to the cluster that its label tarantool.io/cluster-name names: add it',
    },
    {
      code: 'tarantool-config-sections',
      when: { 'spec.data': /^\s*-/ },
      says: 'the text is a mapping of sections, and not a list',
    },
    {
      code: 'tarantool-config-yaml',
      when: { 'spec.data': isNoYaml },
      says: 'the text is no YAML: look at brackets, quotes and indentation',
    },
  ]),
  ...factsOf({ on: on('Cluster'), by: 'operator', source }, [
    {
      code: 'tarantool-provider',
      when: { 'spec.failover.mode': 'stateful', 'spec.failover.stateProvider': empty },
      says: 'a stateful failover needs "stateProvider", etcd2 or stateboard',
    },
    {
      code: 'tarantool-etcd',
      when: { 'spec.failover.stateProvider': 'etcd2', 'spec.failover.etcd2': unset },
      says: 'the provider needs "etcd2" with user and endpoints',
    },
    {
      code: 'tarantool-etcd-endpoints',
      when: {
        'spec.failover.etcd2': filled,
        'spec.failover.etcd2.endpoints': empty,
        'spec.failover.stateProvider': 'etcd2',
      },
      says: 'etcd needs "endpoints"',
    },
    {
      code: 'tarantool-stateboard',
      when: { 'spec.failover.stateProvider': 'stateboard', 'spec.failover.stateboard': unset },
      says: 'the provider needs "stateboard"',
    },
  ]),
  ...factsOf({ on: on('Cluster'), by: 'program', source }, [
    {
      code: 'tarantool-port',
      supersedes: ['format-port-number'],
      when: { 'spec.listenPort': either(atMost(0), above(65_535)) },
      says: 'a port is a number from 1 to 65535',
    },
  ]),
  ...factsOf({ on: on('Cluster'), severity: 'warning', source }, [
    {
      code: 'tarantool-failover-off',
      when: { 'spec.failover.mode': 'disabled' },
      says: 'nobody takes over when an instance fails: use stateful, eventual or raft',
    },
    {
      code: 'tarantool-fencing',
      when: { 'spec.failover.fencing': true, 'spec.failover.mode': noneOf('stateful') },
      says: 'only a stateful failover fences: remove it',
    },
    {
      code: 'tarantool-fencing-timeout',
      when: { 'spec.failover.fencingTimeout': atLeast('spec.failover.timeout') },
      says: 'fencing takes as long as the failover: make it shorter',
    },
    {
      code: 'tarantool-domain',
      when: { 'spec.domain': unlike(/\./) },
      says: 'the domain of a Kubernetes cluster is cluster.local unless it was set up otherwise',
    },
  ]),
  ...factsOf({ on: on('Cluster'), severity: 'information', source }, [
    {
      code: 'tarantool-provider-unused',
      when: {
        'spec.failover': keysSet(['etcd2', 'stateboard', 'stateProvider'], 1),
        'spec.failover.mode': noneOf('stateful'),
      },
      at: 'spec.failover.mode',
      says: 'only a stateful failover keeps its state elsewhere: remove "stateProvider", "etcd2" and "stateboard"',
    },
    {
      code: 'tarantool-etcd-unused',
      when: { 'spec.failover.etcd2': set, 'spec.failover.stateProvider': noneOf('etcd2') },
      says: 'another provider is chosen: remove it',
    },
    {
      code: 'tarantool-stateboard-unused',
      when: {
        'spec.failover.stateboard': set,
        'spec.failover.stateProvider': noneOf('stateboard'),
      },
      says: 'another provider is chosen: remove it',
    },
  ]),
  ...factsOf({ on: on('Role'), severity: 'warning', source }, [
    {
      code: 'tarantool-replicas',
      supersedes: ['value-range'],
      when: { [`${template}.replicas`]: below(0) },
      says: 'a number of replicas is not below zero',
    },
    {
      code: 'tarantool-replica-sets',
      supersedes: ['value-range'],
      when: { 'spec.replicasets': below(0) },
      says: 'a number of replica sets is not below zero',
    },
    {
      code: 'tarantool-weight',
      when: {
        'spec.vshard.weight': atMost(0),
        'spec.vshard.clusterRoles': someItem({ '': 'vshard-storage' }),
      },
      says: 'no data comes to a storage of weight 0: write 100',
    },
    {
      code: 'tarantool-claim-unused',
      each: `${template}.volumeClaimTemplates[]`,
      when: { 'metadata.name': isNotMounted },
      says: 'no container mounts this claim',
    },
    {
      code: 'tarantool-no-claim',
      when: {
        'spec.vshard.clusterRoles': someItem({ '': 'vshard-storage' }),
        [`${template}.volumeClaimTemplates`]: empty,
      },
      says: 'data of a storage is lost with its pod: add a claim template and mount it at /var/lib/tarantool',
    },
    {
      code: 'tarantool-own-address',
      each: `${template}.podTemplate.spec.containers[].env[]`,
      when: { name: 'TARANTOOL_ADVERTISE_URI' },
      says: 'the operator sets this variable: remove it',
    },
    {
      code: 'tarantool-cookie',
      each: `${template}.podTemplate.spec.containers[].env[]`,
      when: { name: 'TARANTOOL_CLUSTER_COOKIE', value: filled },
      at: 'value',
      says: 'a cookie in plain text: read it from a Secret',
    },
  ]),
  ...factsOf({ on: on('Role'), by: 'program', source }, [
    {
      code: 'tarantool-memory',
      each: `${template}.podTemplate.spec.containers[]`,
      when: { env: someItem({ name: 'TARANTOOL_MEMTX_MEMORY' }), '': isAboveLimit },
      at: 'env',
      says: 'the memory of memtx is not below the limit of the container: 70 % of it is usual',
    },
  ]),
  ...factsOf({ on: on('Role'), severity: 'information', source }, [
    {
      code: 'tarantool-one-replica',
      when: {
        [`${template}.replicas`]: 1,
        'spec.vshard.clusterRoles': someItem({ '': 'vshard-storage' }),
      },
      says: 'nobody takes over from a single replica: 2 or more',
    },
    {
      code: 'tarantool-early-probe',
      each: `${template}.podTemplate.spec.containers[]`,
      when: { 'livenessProbe.initialDelaySeconds': below(30), startupProbe: unset },
      says: 'reading a large snapshot takes longer, and the container is started anew meanwhile: add "startupProbe"',
    },
    {
      code: 'tarantool-weight-unused',
      when: {
        'spec.vshard.weight': above(0),
        'spec.vshard.clusterRoles': noItem({ '': /storage/ }),
      },
      says: 'only a storage has a weight: remove it',
    },
  ]),
];

function namesOf(here: Here, path: string, ...name: readonly string[]): (string | undefined)[] {
  return list(valueAt(here, path)).map((each) => textOf(nodeAt(each, name)));
}

function isNoVolume(found: Node | undefined, here: Here): boolean {
  const name = textOf(found);
  return (
    name !== undefined &&
    !namesOf(here, `/${template}.podTemplate.spec.volumes`, 'name').includes(name) &&
    !namesOf(here, `/${template}.volumeClaimTemplates`, 'metadata', 'name').includes(name)
  );
}

function isNotMounted(found: Node | undefined, here: Here): boolean {
  const name = textOf(found);
  const containers = list(valueAt(here, `/${template}.podTemplate.spec.containers`));
  const mounted = containers.flatMap((container) =>
    list(get(container, 'volumeMounts')).map((mount) => textOf(get(mount, 'name'))),
  );
  return name !== undefined && containers.length > 0 && !mounted.includes(name);
}

function isAboveLimit(found: Node | undefined): boolean {
  const limit = amount(nodeAt(found, ['resources', 'limits', 'memory']));
  const variable = list(get(found, 'env')).find(
    (each) => textOf(get(each, 'name')) === 'TARANTOOL_MEMTX_MEMORY',
  );
  const memory = amount(get(variable, 'value'));
  return limit !== undefined && memory !== undefined && memory >= limit;
}

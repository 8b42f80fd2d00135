/** Resources of Strimzi: what its operators refuse, and what they wait for without a word. */
import { heapBytes } from '../../../formats/heap.ts';
import { get, type Node } from '../../../yaml/node.ts';
import { list } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  below,
  both,
  count,
  empty,
  filled,
  noneOf,
  not,
  oneOf,
  repeatedIn,
  set,
  textOf,
  unlike,
  unset,
  type Here,
  type Test,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';

const source = onPage('Strimzi', 'https://strimzi.io/docs/operators/latest/configuring.html');
const by = 'operator';
const on = (...kinds: readonly string[]): { readonly kinds: readonly string[] } => ({
  kinds: kinds.map((kind) => `kafka.strimzi.io/${kind}`),
});

/** Kustomize may set labels before the object is sent. */
const noLabel: Test = (found, { visit }) =>
  (found === undefined || textOf(found) === '') && visit.ctx.transformed?.labels !== true;

const ofCluster = 'metadata.labels[strimzi.io/cluster]';

const ownership = [
  ...factsOf({ on: on('KafkaTopic', 'KafkaUser', 'KafkaNodePool'), severity: 'warning', source }, [
    {
      code: 'strimzi-cluster-label',
      when: { [ofCluster]: noLabel },
      says: 'without the label "strimzi.io/cluster" no operator takes it up: add the label with the name of the Kafka cluster',
    },
  ]),
  ...factsOf({ on: on('KafkaConnector'), severity: 'warning', source }, [
    {
      code: 'strimzi-connect-label',
      when: { [ofCluster]: noLabel },
      says: 'without the label "strimzi.io/cluster" nobody runs the connector: add the label with the name of the KafkaConnect',
    },
  ]),
  ...factsOf({ on: on('KafkaRebalance'), severity: 'warning', source }, [
    {
      code: 'strimzi-rebalance-label',
      when: {
        [ofCluster]: noLabel,
        'metadata.annotations[strimzi.io/rebalance-template]': not(oneOf('true')),
      },
      says: 'without the label "strimzi.io/cluster" nothing is balanced: add the label with the name of the Kafka cluster',
    },
  ]),
];

const topics = [
  ...factsOf({ on: on('KafkaTopic'), by, source }, [
    {
      code: 'strimzi-topic-name',
      when: { 'spec.topicName': unlike(/^[a-zA-Z0-9._-]{1,249}$/) },
      says: 'Kafka takes letters, digits, ".", "_" and "-" in the name of a topic, at most 249 characters',
    },
  ]),
  ...factsOf({ on: on('KafkaTopic'), severity: 'warning', source }, [
    {
      code: 'strimzi-topic-insync',
      when: { 'spec.config[min.insync.replicas]': above('spec.replicas') },
      says: 'nobody can write with "acks=all" to a topic that asks for more replicas in sync than it has: lower it or raise "replicas"',
    },
  ]),
];

const users = [
  ...factsOf({ on: on('KafkaUser'), by, source }, [
    {
      code: 'strimzi-acl-name',
      each: 'spec.authorization.acls[]',
      when: { 'resource.type': oneOf('topic', 'group', 'transactionalId'), 'resource.name': empty },
      says: 'a rule about a topic, a group or a transactional ID needs "name": write the name, "*" for all',
    },
    {
      code: 'strimzi-acl-none',
      when: { 'spec.authorization.type': 'simple', 'spec.authorization.acls': empty },
      says: 'simple authorization needs "acls": add the rules',
    },
    {
      code: 'strimzi-acl-operations',
      each: 'spec.authorization.acls[]',
      when: { operations: empty, operation: empty, resource: set },
      at: 'resource',
      says: 'the rule allows nothing: add "operations", such as [Read]',
    },
    {
      code: 'strimzi-user-name-length',
      when: {
        'metadata.name': /^.{65}/,
        'spec.authentication.type': oneOf('tls', 'tls-external'),
      },
      says: 'a certificate names its owner in at most 64 characters: shorten the name',
    },
  ]),
];

const moves = [
  ...factsOf({ on: on('KafkaRebalance'), by, source }, [
    {
      code: 'strimzi-rebalance-brokers',
      when: { 'spec.mode': oneOf('add-brokers', 'remove-brokers'), 'spec.brokers': empty },
      says: 'brokers are added or removed by their ids: list them in "brokers"',
    },
    {
      code: 'strimzi-rebalance-volumes',
      when: { 'spec.mode': 'remove-disks', 'spec.moveReplicasOffVolumes': empty },
      says: 'disks are emptied by broker and volume: list them in "moveReplicasOffVolumes"',
    },
  ]),
  ...factsOf({ on: on('KafkaRebalance'), severity: 'warning', source }, [
    {
      code: 'strimzi-rebalance-brokers-unused',
      when: { 'spec.brokers': filled, 'spec.mode': not(oneOf('add-brokers', 'remove-brokers')) },
      says: 'a full rebalance looks at all brokers and reads no list: set "mode: add-brokers" or remove-brokers, or remove the list',
    },
  ]),
];

/** Where storage stands. */
const storages: readonly { readonly kind: string; readonly path: string; readonly code: string }[] =
  [
    { kind: 'KafkaNodePool', path: 'spec.storage', code: 'strimzi-pool' },
    { kind: 'Kafka', path: 'spec.kafka.storage', code: 'strimzi-kafka' },
  ];

const storage = storages.flatMap(({ kind, path, code }) =>
  factsOf({ on: on(kind), by, source }, [
    {
      code: `${code}-storage-size`,
      when: {
        [`${path}.type`]: 'persistent-claim',
        [`${path}.size`]: empty,
        [`${path}.volumes`]: empty,
      },
      says: 'a claim needs "size": add it, e.g. 100Gi',
    },
    {
      code: `${code}-storage-volumes`,
      when: { [`${path}.type`]: noneOf('jbod'), [`${path}.volumes`]: filled },
      says: 'only storage of the type jbod has "volumes": write "type: jbod", or "size" in place of the list',
    },
    {
      code: `${code}-jbod-volumes`,
      when: { [`${path}.type`]: 'jbod', [`${path}.volumes`]: empty },
      says: 'storage of the type jbod needs "volumes": add a volume with id, type and size',
    },
    {
      code: `${code}-volume-size`,
      each: `${path}.volumes[]`,
      when: { type: 'persistent-claim', size: empty },
      says: 'a claim needs "size": add it, e.g. 100Gi',
    },
    {
      code: `${code}-volume-id`,
      each: `${path}.volumes[]`,
      when: { id: unset, [`/${path}.type`]: 'jbod' },
      at: 'type',
      says: 'each volume of jbod storage needs an "id" of its own: add it, from 0 on',
    },
    {
      code: `${code}-volume-repeated`,
      each: `${path}.volumes[]`,
      when: { id: repeatedIn(`/${path}.volumes`, 'id') },
      says: 'another volume has this id: choose one of its own',
    },
  ]),
);

const pools = [
  ...factsOf({ on: on('KafkaNodePool'), by, source }, [
    {
      code: 'strimzi-pool-roles',
      when: { 'spec.roles': both(set, empty) },
      says: 'nodes need a role: write broker, controller or both',
    },
  ]),
];

const listener = 'spec.kafka.listeners[]';

const clusters = [
  ...factsOf({ on: on('Kafka'), by, source }, [
    {
      code: 'strimzi-listener-repeated',
      supersedes: ['duplicate-item'],
      each: listener,
      when: { name: repeatedIn('/spec.kafka.listeners', 'name') },
      says: 'another listener has this name: rename one of them',
    },
    {
      code: 'strimzi-listener-port',
      supersedes: ['duplicate-item'],
      each: listener,
      when: { port: repeatedIn('/spec.kafka.listeners', 'port') },
      says: 'another listener has this port: give each its own',
    },
    {
      code: 'strimzi-listener-reserved',
      each: listener,
      when: { port: oneOf(9404, 9999) },
      says: 'metrics have the ports 9404 and 9999: choose another one from 9092 on',
    },
    {
      code: 'strimzi-listener-tls',
      each: listener,
      when: { type: oneOf('route', 'ingress'), tls: false },
      at: 'tls',
      says: 'routes and Ingresses pass on encrypted connections only: write "tls: true"',
    },
    {
      code: 'strimzi-listener-certificates',
      each: listener,
      when: { 'authentication.type': 'tls', tls: false },
      says: 'clients show certificates on encrypted connections only: write "tls: true"',
    },
    {
      code: 'strimzi-ingress-hosts',
      each: listener,
      when: {
        type: 'ingress',
        'configuration.bootstrap.host': empty,
      },
      says: 'a listener behind an Ingress needs "configuration.bootstrap.host" and a host for each broker: add them',
    },
    {
      code: 'strimzi-replication-factor',
      each: 'spec.kafka.config.*',
      when: {
        '': both(above('/spec.kafka.replicas'), isCopies),
        '/metadata.annotations[strimzi.io/node-pools]': not(oneOf('enabled')),
      },
      says: 'there are fewer brokers than the copies that this asks for: lower it or raise "replicas"',
    },
    {
      code: 'strimzi-custom-authorizer',
      when: {
        'spec.kafka.authorization.type': 'custom',
        'spec.kafka.authorization.authorizerClass': empty,
      },
      says: 'custom authorization needs "authorizerClass": add it',
    },
  ]),
  ...factsOf({ on: on('Kafka'), severity: 'information', source }, [
    {
      code: 'strimzi-no-entity-operator',
      when: { 'spec.entityOperator': unset, 'spec.kafka': set },
      at: 'spec',
      says: 'without "entityOperator" nobody makes the KafkaTopics and KafkaUsers of this cluster: add it with topicOperator and userOperator',
    },
  ]),
];

const heaps = factsOf(
  {
    on: { types: ['kafka.strimzi.io/JvmOptions'] },
    by: 'program',
    source: onPage('Java', 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html'),
  },
  [
    {
      code: 'strimzi-heap-start',
      when: { '-Xms': isAboveMost },
      says: 'the heap begins larger than "-Xmx" lets it grow, and Java does not start: lower "-Xms"',
    },
  ],
);

const connects = [
  ...factsOf({ on: on('KafkaMirrorMaker2'), by, source }, [
    {
      code: 'strimzi-mirror-source',
      each: 'spec.mirrors[]',
      when: { sourceCluster: both(set, isNoAlias) },
      says: 'no entry of "clusters" has this alias',
    },
    {
      code: 'strimzi-mirror-target',
      each: 'spec.mirrors[]',
      when: { targetCluster: both(set, isNoAlias) },
      says: 'no entry of "clusters" has this alias',
    },
    {
      code: 'strimzi-mirror-connect',
      when: { 'spec.connectCluster': both(set, isNoAlias) },
      says: 'no entry of "clusters" has this alias',
    },
    {
      code: 'strimzi-mirror-target-other',
      each: 'spec.mirrors[]',
      when: { targetCluster: isOtherThanConnect },
      says: 'MirrorMaker runs beside "connectCluster" and writes only there: make the two the same',
    },
  ]),
  ...factsOf({ on: on('KafkaConnector'), by, source }, [
    {
      code: 'strimzi-connector-class',
      when: { 'spec.class': empty, spec: count(0), [ofCluster]: set },
      at: 'spec',
      says: 'a connector needs "class": write the name of the class or its short name',
    },
    {
      code: 'strimzi-connector-tasks',
      when: { 'spec.tasksMax': below(1) },
      says: 'a connector has at least one task',
    },
  ]),
];

function isAboveMost(found: Node | undefined, { root }: Here): boolean {
  const [least, most] = [heapBytes(textOf(found)), heapBytes(textOf(get(root, '-Xmx')))];
  return least !== undefined && most !== undefined && least > most;
}

/** How many copies of something there are, by the key. */
function isCopies(_found: Node | undefined, { of }: Here): boolean {
  return /^(?:default\.replication\.factor|(?:offsets\.topic|transaction\.state\.log)\.(?:replication\.factor|min\.isr))$/.test(
    of?.key.source ?? '',
  );
}

function isNoAlias(found: Node | undefined, { root }: Here): boolean {
  const wanted = textOf(found);
  const aliases = aliasesIn(root);
  return wanted !== undefined && aliases.length > 0 && !aliases.includes(wanted);
}

function aliasesIn(root: Node): string[] {
  return list(get(get(root, 'spec'), 'clusters')).flatMap(
    (cluster) => textOf(get(cluster, 'alias')) ?? [],
  );
}

function isOtherThanConnect(found: Node | undefined, { root }: Here): boolean {
  const target = textOf(found);
  const connect = textOf(get(get(root, 'spec'), 'connectCluster'));
  return target !== undefined && connect !== undefined && target !== connect;
}

export const strimziKafka: readonly Rule[] = [
  ...ownership,
  ...topics,
  ...users,
  ...moves,
  ...storage,
  ...pools,
  ...clusters,
  ...heaps,
  ...connects,
];

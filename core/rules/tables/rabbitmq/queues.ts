/** Queues, policies and the rest of RabbitMQ's topology operator: what its webhooks and the broker refuse. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { either, empty, filled, isFalse, isTrue, oneOf, set, unset } from '../conditions.ts';
import { factsOf } from '../fact.ts';

const source = onPage(
  'RabbitMQ',
  'https://www.rabbitmq.com/kubernetes/operator/using-topology-operator',
);
const kinds = [
  ...['Queue', 'Exchange', 'Binding', 'Policy', 'OperatorPolicy', 'User', 'Vhost', 'Permission'],
  ...['TopicPermission', 'Federation', 'Shovel', 'SchemaReplication'],
].map((kind) => `rabbitmq.com/${kind}`);

const clusters = factsOf({ on: { kinds }, by: 'webhook', source }, [
  {
    code: 'rabbitmq-cluster',
    when: {
      'spec.rabbitmqClusterReference.name': empty,
      'spec.rabbitmqClusterReference.connectionSecret': unset,
      spec: set,
    },
    at: 'spec.rabbitmqClusterReference',
    says: 'nothing says of which cluster it is: add "name", or "connectionSecret"',
  },
  {
    code: 'rabbitmq-cluster-twice',
    when: {
      'spec.rabbitmqClusterReference.connectionSecret': set,
      'spec.rabbitmqClusterReference.name': filled,
    },
    says: '"name" and "connectionSecret" exclude each other: keep one',
  },
]);

const queues = factsOf({ on: { kinds: ['rabbitmq.com/Queue'] }, by: 'operator', source }, [
  {
    code: 'rabbitmq-queue-durable',
    when: { 'spec.type': oneOf('quorum', 'stream'), 'spec.durable': either(unset, isFalse) },
    says: 'such a queue outlives the broker: add "durable: true"',
  },
  {
    code: 'rabbitmq-queue-auto-delete',
    when: { 'spec.autoDelete': isTrue, 'spec.type': oneOf('quorum', 'stream') },
    says: 'such a queue stays when its last reader goes: remove this',
  },
]);

export const rabbitmqQueues: readonly Rule[] = [...clusters, ...queues];

/** Objects of RabbitMQ's operators: what RabbitMQ does not take of them. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { keySlipOf, slipOf } from '../conditions.ts';
import { factsOf } from '../fact.ts';

const page = (path: string) => onPage('RabbitMQ', `https://www.rabbitmq.com/${path}`);
const on = (...kinds: readonly string[]): { readonly kinds: readonly string[] } => ({
  kinds: kinds.map((kind) => `rabbitmq.com/${kind}`),
});

/** Those that RabbitMQ itself has. */
const plugins = [
  ...['amqp1_0', 'auth_backend_cache', 'auth_backend_http', 'auth_backend_ldap'],
  ...['auth_backend_oauth2', 'auth_mechanism_ssl', 'aws', 'consistent_hash_exchange'],
  ...['event_exchange', 'federation', 'federation_management', 'federation_prometheus'],
  ...['jms_topic_exchange', 'management', 'management_agent', 'mqtt', 'peer_discovery_aws'],
  ...['peer_discovery_common', 'peer_discovery_consul', 'peer_discovery_etcd'],
  ...['peer_discovery_k8s', 'prometheus', 'random_exchange', 'recent_history_exchange'],
  ...['sharding', 'shovel', 'shovel_management', 'shovel_prometheus', 'stomp', 'stream'],
  ...['stream_common', 'stream_management', 'top', 'tracing', 'trust_store', 'web_dispatch'],
  ...['web_mqtt', 'web_mqtt_examples', 'web_stomp', 'web_stomp_examples'],
].map((name) => `rabbitmq_${name}`);

const policyKeys = [
  ...['alternate-exchange', 'consumer-timeout', 'dead-letter-exchange', 'dead-letter-routing-key'],
  ...['dead-letter-strategy', 'delivery-limit', 'expires', 'federation-upstream'],
  ...['federation-upstream-pattern', 'federation-upstream-set', 'ha-mode', 'ha-params'],
  ...['ha-promote-on-failure', 'ha-promote-on-shutdown', 'ha-sync-batch-size', 'ha-sync-mode'],
  ...['initial-cluster-size', 'max-age', 'max-in-memory-bytes', 'max-in-memory-length'],
  ...['max-length', 'max-length-bytes', 'message-ttl', 'overflow', 'queue-leader-locator'],
  ...['queue-master-locator', 'queue-mode', 'queue-version', 'routing-key', 'shards-per-node'],
  ...['stream-filter-size-bytes', 'stream-max-segment-size-bytes', 'target-group-size'],
];

export const rabbitmqTopology: readonly Rule[] = [
  ...factsOf({ on: on('RabbitmqCluster'), source: page('docs/plugins') }, [
    {
      code: 'rabbitmq-plugin',
      each: 'spec.rabbitmq.additionalPlugins[]',
      when: { '': slipOf(...plugins) },
      says: 'RabbitMQ has no plugin "{}", and the operator does not get further: check the spelling',
    },
  ]),
  ...factsOf({ on: on('Queue'), by: 'operator', source: page('docs/queues') }, [
    {
      code: 'rabbitmq-queue-type',
      when: { 'spec.type': slipOf('classic', 'quorum', 'stream') },
      says: 'RabbitMQ has no queues of this type: write classic, quorum or stream',
    },
  ]),
  ...factsOf(
    { on: on('Policy', 'OperatorPolicy'), by: 'operator', source: page('docs/policies') },
    [
      {
        code: 'rabbitmq-policy-key',
        each: 'spec.definition.*',
        when: { '': keySlipOf(...policyKeys) },
        isOfKey: true,
        says: 'RabbitMQ knows no such setting of a policy and refuses it: check the spelling',
      },
    ],
  ),
];

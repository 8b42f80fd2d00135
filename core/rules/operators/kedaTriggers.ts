/** What the triggers of KEDA read and what they cannot do without. */
import { kedaFields } from './kedaFields.ts';

/** Fields of a trigger; in a list one of them. */
export type Needed = string | readonly string[];

const kafka: readonly Needed[] = ['bootstrapServers', 'consumerGroup'];
const queue: Needed = ['queueName', 'topicName'];

/** By type, beyond what `kedaFields` calls needed: some are asked for later, some are one of several. What a TriggerAuthentication may give as well is asked for only where there is none. */
export const neededByTrigger: ReadonlyMap<string, readonly Needed[]> = new Map<
  string,
  readonly Needed[]
>([
  ['apache-kafka', kafka],
  ['aws-kinesis-stream', ['streamName', 'awsRegion']],
  ['aws-sqs-queue', [['queueURL', 'queueURLFromEnv'], 'awsRegion']],
  ['azure-blob', ['blobContainerName']],
  ['azure-queue', ['queueName']],
  ['azure-servicebus', [queue]],
  ['cpu', ['value']],
  ['cron', ['timezone', 'start', 'end', 'desiredReplicas']],
  ['elasticsearch', [['addresses', 'cloudID', 'addressesFromEnv'], 'index', 'targetValue']],
  ['external', ['scalerAddress']],
  ['external-push', ['scalerAddress']],
  ['gcp-pubsub', [['subscriptionName', 'topicName']]],
  ['graphite', ['serverAddress', 'query', 'queryTime', 'threshold']],
  ['influxdb', ['serverURL', 'query', 'thresholdValue']],
  ['kafka', kafka],
  ['kubernetes-workload', ['podSelector', 'value']],
  ['loki', ['serverAddress', 'query', 'threshold']],
  ['memory', ['value']],
  ['metrics-api', ['url', 'valueLocation', 'targetValue']],
  ['mongodb', ['query', 'queryValue', 'collection', 'dbName']],
  ['mssql', ['query', 'targetValue']],
  ['mysql', ['query', 'queryValue']],
  ['nats-jetstream', ['natsServerMonitoringEndpoint', 'stream', 'consumer']],
  ['postgresql', ['query', 'targetQueryValue']],
  ['prometheus', ['serverAddress', 'query', 'threshold']],
  ['rabbitmq', ['queueName', ['host', 'hostFromEnv']]],
  ['redis', ['listName', ['address', 'host', 'addressFromEnv', 'hostFromEnv']]],
  ['redis-streams', ['stream', ['address', 'host', 'addressFromEnv', 'hostFromEnv']]],
  ['selenium-grid', ['url']],
  ['solr', ['host', 'collection', 'targetQueryValue']],
]);

/** Types that releases before or after the one that is known have. */
const others = ['azure-app-insights', 'apache-pulsar', 'stan', 'external-mock'];

export const triggerTypes: readonly string[] = [
  ...new Set([...neededByTrigger.keys(), ...Object.keys(kedaFields), ...others]),
];

/** A field of the metadata of a trigger. */
export interface TriggerField {
  readonly isNeeded: boolean;
  /** KEDA refuses a trigger that has it. */
  readonly isRefused: boolean;
  readonly kind: string | undefined;
  readonly choices: readonly string[] | undefined;
  /** Where it is read: metadata (t), a variable of the pod (e), a TriggerAuthentication (a). */
  readonly from: string;
}

const read = new Map<string, ReadonlyMap<string, TriggerField>>();

/** By name; undefined for a type whose fields are not known. */
export function fieldsOfTrigger(type: string): ReadonlyMap<string, TriggerField> | undefined {
  const written = Object.hasOwn(kedaFields, type) ? kedaFields[type] : undefined;
  if (written === undefined) return undefined;
  const known = read.get(type);
  if (known) return known;
  const fields = new Map<string, TriggerField>();
  for (const each of written.split(' ')) {
    const [, sign, name = '', needed, kind, choices, from = 't'] = fieldForm.exec(each) ?? [];
    const before = fields.get(name);
    fields.set(name, {
      isNeeded: needed !== undefined,
      isRefused: sign !== undefined || before?.isRefused === true,
      kind,
      choices: choices?.split('|'),
      from: `${before?.from ?? ''}${sign === undefined ? from : ''}`,
    });
  }
  read.set(type, fields);
  return fields;
}

const fieldForm = /^(-)?([\w.*]+)(!)?(?::(\w+))?(?:=([^/]+))?(?:\/(\w+))?$/;

/** Fields that are numbers and have a code each. */
export const numbersByTrigger: readonly (readonly [type: string, field: string])[] = [
  ['kafka', 'lagThreshold'],
  ['apache-kafka', 'lagThreshold'],
  ['prometheus', 'threshold'],
  ['cron', 'desiredReplicas'],
  ['rabbitmq', 'value'],
  ['redis', 'listLength'],
  ['postgresql', 'targetQueryValue'],
  ['mysql', 'queryValue'],
  ['aws-sqs-queue', 'queueLength'],
];

/** What the triggers of KEDA cannot do without. Names of its scalers and of their fields; each field may come from a variable of the pod, too. */

/** Fields of a trigger; in a list one of them. */
export type Needed = string | readonly string[];

const kafka: readonly Needed[] = ['bootstrapServers', 'consumerGroup'];
const queue: Needed = ['queueName', 'topicName'];

/** By type. What a TriggerAuthentication may give as well is asked for only where there is none. */
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
  [
    'rabbitmq',
    ['queueName', ['host', 'hostFromEnv'], ['value', 'queueLength', 'queueLengthFromEnv']],
  ],
  ['redis', ['listName', ['address', 'host', 'addressFromEnv', 'hostFromEnv']]],
  ['redis-streams', ['stream', ['address', 'host', 'addressFromEnv', 'hostFromEnv']]],
  ['selenium-grid', ['url']],
  ['solr', ['host', 'collection', 'targetQueryValue']],
]);

/** Types that need nothing that is known. */
const others = [
  ...['activemq', 'apache-kafka', 'apache-pulsar', 'arangodb', 'artemis-queue', 'aws-cloudwatch'],
  ...['aws-dynamodb', 'aws-dynamodb-streams', 'azure-app-insights', 'azure-data-explorer'],
  ...['azure-eventhub', 'azure-log-analytics', 'azure-monitor', 'azure-pipelines', 'beanstalkd'],
  ...['cassandra', 'couchdb', 'datadog', 'dynatrace', 'etcd', 'gcp-cloudtasks'],
  ...['gcp-stackdriver', 'gcp-storage', 'github-runner', 'huawei-cloudeye', 'ibmmq', 'liiklus'],
  ...['new-relic', 'nsq', 'openstack-metric', 'openstack-swift', 'predictkube', 'pulsar'],
  ...['redis-cluster', 'redis-cluster-streams', 'redis-sentinel', 'redis-sentinel-streams'],
  ...['solace-event-queue', 'splunk', 'splunk-observability', 'stan', 'sumologic', 'temporal'],
];

export const triggerTypes: readonly string[] = [...neededByTrigger.keys(), ...others];

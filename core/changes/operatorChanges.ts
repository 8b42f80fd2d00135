/**
 * What operators make of changes that an API server takes: they refuse them, take no notice, begin anew or let data go. Data: what
 * stands here is from the sources of the operators, its examples are in `operatorExamples.yaml`.
 */

/** What becomes of a change. */
export const outcomes = {
  refused: {
    code: 'operator-refuses-change',
    severity: 'warning',
    summary:
      'A field has another value than the object has had so far: the operator or its webhook refuses that, or leaves all as it is.',
  },
  unread: {
    code: 'change-without-effect',
    severity: 'information',
    summary: 'A field has another value than the object has had so far, which nothing reads again.',
  },
  restart: {
    code: 'change-restarts',
    severity: 'information',
    summary: 'A change makes the operator end what runs and begin anew.',
  },
  loss: {
    code: 'change-loses-data',
    severity: 'warning',
    summary:
      'A change makes the operator remove something together with its data, or data that there are can be read no more.',
  },
  upgrade: {
    code: 'upgrade-refused',
    severity: 'warning',
    summary:
      'A value of a chart is another one than so far: the API server refuses the object that comes of it, so that the upgrade of the release fails.',
  },
} as const;

/** A change of something that is written, and what becomes of it. */
export interface Change {
  /** From the root of the object or the values, with dots; `volumes[id]` is each item of a list, known again by that key. */
  readonly paths: readonly string[];
  /**
   * `differs`: both times a value is written, another one. `shrinks`: the number or quantity is smaller. `goes`: it was there.
   * `switches`: it comes or goes. `turnsOn`: it is true now, and was not. `any`: something below surely differs.
   */
  readonly when: 'differs' | 'shrinks' | 'goes' | 'switches' | 'turnsOn' | 'any';
  readonly outcome: keyof typeof outcomes;
  /** Keys below that may have other values, for `any`. */
  readonly mayChange?: readonly string[];
  /** Holds for objects that have one of these values there now; null: it is not set. */
  readonly where?: { readonly path: string; readonly oneOf: readonly (string | null)[] };
  /** What was there is a secret, or holds some. */
  readonly isSecret?: true;
  /** What happens and what to do instead, behind a colon. */
  readonly words: string;
}

export interface OperatorChange extends Change {
  /** `GROUP/KIND`. */
  readonly kinds: readonly string[];
  /** Only of what a cluster has: whether it runs no commit says. */
  readonly isOfCluster?: true;
}

const strimziStorage =
  'Strimzi leaves the storage of all brokers as it is and only says so in a condition; make a node pool with the new storage, move the partitions there and remove this one';
const storageOfKafka = (field: string): string[] =>
  ['spec.kafka.storage', 'spec.storage', 'spec.zookeeper.storage'].flatMap((path) => [
    `${path}.${field}`,
    `${path}.volumes[id].${field}`,
  ]);

const strimzi: readonly OperatorChange[] = [
  {
    kinds: ['kafka.strimzi.io/Kafka', 'kafka.strimzi.io/KafkaNodePool'],
    paths: [...storageOfKafka('type'), ...storageOfKafka('class')],
    when: 'differs',
    outcome: 'refused',
    words: strimziStorage,
  },
  {
    kinds: ['kafka.strimzi.io/Kafka', 'kafka.strimzi.io/KafkaNodePool'],
    paths: storageOfKafka('size'),
    when: 'shrinks',
    outcome: 'refused',
    words: strimziStorage,
  },
  {
    kinds: ['kafka.strimzi.io/KafkaTopic'],
    paths: ['spec.partitions'],
    when: 'shrinks',
    outcome: 'refused',
    words:
      'a topic cannot lose partitions, Strimzi leaves it as it is and reports NotSupported; make a topic of another name and copy the records',
  },
  {
    kinds: ['kafka.strimzi.io/KafkaTopic'],
    paths: ['spec.topicName'],
    when: 'differs',
    outcome: 'refused',
    words:
      'Strimzi renames no topic and reports NotSupported; make another KafkaTopic for the new name',
  },
  {
    kinds: ['kafka.strimzi.io/KafkaTopic'],
    paths: ['spec.replicas'],
    when: 'differs',
    outcome: 'refused',
    words:
      'without Cruise Control Strimzi changes no replication factor and reports NotSupported; have Cruise Control run, or move the replicas with kafka-reassign-partitions.sh first',
  },
];

const cloudNativePg: readonly OperatorChange[] = [
  {
    kinds: ['postgresql.cnpg.io/Cluster'],
    paths: ['spec.storage.size', 'spec.walStorage.size', 'spec.tablespaces[name].storage.size'],
    when: 'shrinks',
    outcome: 'refused',
    words:
      'the webhook of CloudNativePG refuses a volume that shrinks; ask for as much or more, or restore a backup into a new cluster',
  },
  {
    kinds: ['postgresql.cnpg.io/Cluster'],
    paths: ['spec.walStorage', 'spec.tablespaces[name]'],
    when: 'goes',
    outcome: 'refused',
    words:
      'the webhook of CloudNativePG refuses to take it away once the cluster has it; leave it, or restore a backup into a new cluster',
  },
  {
    kinds: ['postgresql.cnpg.io/Cluster'],
    paths: ['spec.postgresUID', 'spec.postgresGID'],
    when: 'differs',
    outcome: 'refused',
    words:
      'the webhook of CloudNativePG refuses another user or group once the cluster is made; restore a backup into a new cluster',
  },
  {
    kinds: ['postgresql.cnpg.io/Cluster'],
    paths: ['spec.bootstrap.initdb'],
    when: 'any',
    outcome: 'unread',
    words:
      'CloudNativePG reads it when it makes the cluster and never again; change the database itself, for example with a Database object',
  },
];

const flink: readonly OperatorChange[] = [
  {
    kinds: ['flink.apache.org/FlinkDeployment'],
    paths: ['spec.job'],
    when: 'switches',
    outcome: 'refused',
    words:
      'the Flink operator makes no session cluster of the cluster of a job, and the reverse; make a FlinkDeployment of another name',
  },
  {
    kinds: ['flink.apache.org/FlinkDeployment'],
    paths: ['spec.mode'],
    when: 'differs',
    outcome: 'refused',
    words:
      'the Flink operator does not change between native and standalone; make a FlinkDeployment of another name',
  },
  {
    kinds: ['flink.apache.org/FlinkSessionJob'],
    paths: ['spec.deploymentName'],
    when: 'differs',
    outcome: 'refused',
    words:
      'the Flink operator moves no job to another session cluster; make a FlinkSessionJob of another name',
  },
  {
    kinds: ['flink.apache.org/FlinkDeployment', 'flink.apache.org/FlinkSessionJob'],
    paths: ['spec.image', 'spec.job.jarURI', 'spec.job.entryClass', 'spec.job.parallelism'],
    when: 'differs',
    outcome: 'restart',
    isOfCluster: true,
    where: { path: 'spec.job.upgradeMode', oneOf: ['stateless', null] },
    words:
      'the operator ends the job and begins it anew without its state, as upgradeMode is stateless; set savepoint or last-state first to keep it',
  },
];

const spark: readonly OperatorChange[] = [
  {
    kinds: ['sparkoperator.k8s.io/SparkApplication'],
    paths: ['spec'],
    when: 'any',
    outcome: 'restart',
    mayChange: ['suspend'],
    isOfCluster: true,
    words:
      'whatever changes in the spec, the operator ends the run that there is and submits the application anew; apply it when that may be, or give the new run another name',
  },
];

const others: readonly OperatorChange[] = [
  {
    kinds: ['clickhouse.altinity.com/ClickHouseInstallation'],
    paths: [
      'spec.configuration.clusters[name].layout.shardsCount',
      'spec.configuration.clusters[name].layout.replicasCount',
    ],
    when: 'shrinks',
    outcome: 'loss',
    words:
      'the operator removes the hosts that are too many with their claims; move the data of a shard away before, or set reclaimPolicy: Retain in the claim template',
  },
  {
    kinds: ['tarantool.io/Role'],
    paths: ['spec.replicasets'],
    when: 'shrinks',
    outcome: 'loss',
    words:
      'the buckets of the replica sets that go are gone unless they moved before; set their weight to 0, wait until they are empty, then lower the number',
  },
  {
    kinds: ['tarantool.io/Role'],
    paths: ['spec.replicasetTemplate.volumeClaimTemplates'],
    when: 'any',
    outcome: 'refused',
    words:
      'the operator cannot change them in the StatefulSets that it made; delete these with --cascade=orphan, so that it makes them anew',
  },
  {
    kinds: ['prestodb.io/Presto'],
    paths: ['spec.coordinator.cpuRequest'],
    when: 'differs',
    outcome: 'refused',
    words: 'the webhook of the operator refuses it; delete the cluster and apply it again',
  },
  {
    kinds: ['PyTorchJob', 'TFJob', 'MPIJob', 'XGBoostJob', 'PaddleJob', 'JAXJob'].map(
      (kind) => `kubeflow.org/${kind}`,
    ),
    paths: ['spec.runPolicy.managedBy'],
    when: 'differs',
    outcome: 'refused',
    words: 'the webhook of the training operator refuses it; make a job of another name',
  },
  {
    kinds: ['kubeflow.org/Experiment'],
    paths: ['spec'],
    when: 'any',
    outcome: 'refused',
    mayChange: ['maxTrialCount', 'maxFailedTrialCount', 'parallelTrialCount'],
    words:
      'the webhook of Katib takes other numbers of trials and nothing else; make an experiment of another name',
  },
];

export const operatorChanges: readonly OperatorChange[] = [
  ...strimzi,
  ...cloudNativePg,
  ...flink,
  ...spark,
  ...others,
];

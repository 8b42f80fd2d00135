/** Copies of topics of Kafka: each needs a broker of its own. */
import { quote } from '../../formats/format.ts';
import type { CopyFacts, ObjectFacts } from '../facts.ts';
import type { Declared, Graph, KnownObject } from '../graph.ts';
import { isSameNamespace, resolve } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode, type LinkedReporter } from './linked.ts';

export const topicReplicas: LinkedCode = {
  code: 'topic-replicas-above-brokers',
  severity: 'warning',
  summary: 'A KafkaTopic asks for more copies than its cluster has brokers.',
};

export const settingReplicas: LinkedCode = {
  code: 'kafka-copies-above-brokers',
  severity: 'warning',
  summary:
    'A setting of Kafka or Kafka Connect asks for more copies than the node pools of the cluster have brokers.',
};

export const kafkaCopies: LinkedCheck = {
  codes: [topicReplicas, settingReplicas],
  check({ facts }, { graph }, report) {
    if (!facts.copies || !graph.isWhole) return;
    const kafka = clusterOf(facts, graph);
    if (!kafka) return;
    const brokers = brokersOf(kafka, graph);
    if (brokers === undefined || brokers === 0) return;
    for (const copies of facts.copies)
      if (copies.count > brokers) tell(kafka, brokers, copies, report);
  },
};

function tell(
  kafka: KnownObject,
  brokers: number,
  { setting, range }: CopyFacts,
  report: LinkedReporter,
): void {
  const those = brokers === 1 ? '1 broker' : `${brokers} brokers`;
  const who =
    setting === undefined ? 'Strimzi does not make the topic' : 'Kafka does not make such topics';
  report(
    setting === undefined ? topicReplicas : settingReplicas,
    range,
    `Kafka ${quote(kafka.facts.name.text)} has ${those}, and each copy needs one of its own: ${who}; write ${brokers} or less, or run more brokers`,
    { related: related(kafka) },
  );
}

const group = 'kafka.strimzi.io';
const clusterLabel = 'strimzi.io/cluster';

/** The one cluster that an object is, says that it is of, or connects to. */
function clusterOf(facts: ObjectFacts, graph: Graph): KnownObject | undefined {
  const found = [...clustersOf(facts, graph)];
  return found.length === 1 ? found[0] : undefined;
}

function clustersOf(facts: ObjectFacts, graph: Graph): Iterable<KnownObject> {
  const { kind, name, namespace, labels, references } = facts;
  const near = (each: Declared): boolean =>
    !each.isMade && isSameNamespace(each.namespace, namespace);
  if (kind === 'KafkaTopic' || kind === 'Kafka') {
    const cluster = kind === 'Kafka' ? name.text : labels[clusterLabel];
    const all = cluster === undefined ? [] : graph.named({ group, kind: 'Kafka' }, cluster);
    return all.filter(near).map(({ by }) => by);
  }
  const services = references.filter((each) => each.kind === 'Service' && each.group === '');
  const targets = services.flatMap((each) => resolve(graph, facts, each, true).targets);
  return new Set(targets.map(({ by }) => by).filter((by) => by.facts.kind === 'Kafka'));
}

/** Counted where the workspace says how many each pool of the cluster runs. */
function brokersOf({ facts }: KnownObject, graph: Graph): number | undefined {
  const pools = [...graph.ofKind({ group, kind: 'KafkaNodePool' })]
    .filter((each) => !each.isMade && isSameNamespace(each.namespace, facts.namespace))
    .map(({ by }) => by.facts)
    .filter(({ labels }) => labels[clusterLabel] === facts.name.text);
  const counts = (pools.length > 0 ? pools : [facts]).map(({ brokers }) => brokers);
  return counts.reduce(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}

/** The node pools of a Kafka cluster of Strimzi: brokers alone keep no metadata, controllers alone no data. */
import { quote } from '../../formats/format.ts';
import { looksFilledIn } from '../../placeholders/placeholdersIn.ts';
import { isSameNamespace } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode } from './linked.ts';

export const poolRoleMissing: LinkedCode = {
  code: 'kafka-pool-role-missing',
  severity: 'warning',
  summary: 'The node pools of a Kafka cluster are all brokers, or all controllers.',
};

/** The name of the cluster may be filled in later. */
function isOf(cluster: string | undefined, name: string): boolean {
  return cluster === name || (cluster !== undefined && looksFilledIn(cluster));
}

export const kafkaPools: LinkedCheck = {
  codes: [poolRoleMissing],
  check({ facts: { needsControllers, name, namespace } }, { graph }, report) {
    if (!needsControllers || !graph.isWhole) return;
    const pools = [...graph.ofKind({ group: 'kafka.strimzi.io', kind: 'KafkaNodePool' })]
      .filter((each) => !each.isMade && isSameNamespace(each.namespace, namespace))
      .map(({ by }) => by)
      .filter(({ facts }) => isOf(facts.labels['strimzi.io/cluster'], name.text));
    const roles = pools.map(({ facts }) => facts.nodeRoles);
    if (pools.length === 0 || roles.includes(undefined)) return;
    const missing = ['controller', 'broker'].find(
      (role) => !roles.some((each) => each?.includes(role)),
    );
    if (missing === undefined) return;
    const other = missing === 'controller' ? 'broker' : 'controller';
    report(
      poolRoleMissing,
      name.range,
      `no node pool of Kafka ${quote(name.text)} has the role ${missing}, so the operator makes no cluster: add a pool with it, or write roles: [${missing}, ${other}]`,
      { related: related(pools[0]) },
    );
  },
};

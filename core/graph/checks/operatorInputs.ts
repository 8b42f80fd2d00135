/** What operators read in other objects: connectors that nobody looks at, a Secret without what has to be in it. */
import { quote } from '../../formats/format.ts';
import type { KnownObject } from '../graph.ts';
import { isSameNamespace, resolve } from '../resolve.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const connectorsIgnored: LinkedCode = {
  code: 'connectors-ignored',
  severity: 'warning',
  summary: 'A KafkaConnect looks at no KafkaConnector, and there is one for it.',
};
export const rootUserMissing: LinkedCode = {
  code: 'root-user-missing',
  severity: 'warning',
  summary: 'The Secret with the configuration of a MinIO tenant does not set its root user.',
};

export const operatorInputs: LinkedCheck = {
  codes: [connectorsIgnored, rootUserMissing],
  check(object, around, report) {
    if (object.facts.ignoresConnectors) checkConnect(object, around, report);
    const { group, kind } = object.facts;
    if (group === 'minio.min.io' && kind === 'Tenant') checkTenant(object, around, report);
  },
};

function checkConnect(object: KnownObject, { graph }: Around, report: LinkedReporter): void {
  const { name, namespace } = object.facts;
  const connectors = [...graph.ofKind({ group: 'kafka.strimzi.io', kind: 'KafkaConnector' })]
    .filter((each) => !each.isMade && isSameNamespace(each.namespace, namespace))
    .map(({ by }) => by);
  const own = connectors.find((connector) => {
    const label = connector.facts.labels[clusterLabel];
    return label === name.text || (label === undefined && connector.uri === object.uri);
  });
  if (!own) return;
  report(
    connectorsIgnored,
    name.range,
    `KafkaConnector ${quote(own.facts.name.text)} is ignored: add the annotation strimzi.io/use-connector-resources: "true" here`,
    { related: related(own) },
  );
}

const clusterLabel = 'strimzi.io/cluster';

const rootVariables = ['MINIO_ROOT_USER', 'MINIO_ROOT_PASSWORD'];
const configuration = 'config.env';

function checkTenant(object: KnownObject, around: Around, report: LinkedReporter): void {
  for (const reference of object.facts.references) {
    if (reference.kind !== 'Secret' || !reference.needs.includes(configuration)) continue;
    const { targets } = resolve(around.graph, object.facts, reference, true);
    const [secret] = targets;
    const set = secret?.by.facts.variables?.[configuration];
    if (!secret || targets.length > 1 || !set) continue;
    const missing = rootVariables.filter((variable) => !set.includes(variable));
    if (missing.length === 0) continue;
    report(
      rootUserMissing,
      reference.name.range,
      `${configuration} of Secret ${quote(secret.name)} does not set ${missing.join(' and ')}: add "export ${missing[0] ?? ''}=..." there, or MinIO does not start`,
      { related: related(secret.by) },
    );
  }
}

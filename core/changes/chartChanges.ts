/**
 * What becomes of a change of values of charts. Data: what stands here is from the templates of the charts, its examples are in
 * `chartExamples.yaml`.
 */
import type { Change } from './operatorChanges.ts';

export interface ChartChange extends Change {
  /** By their ids: folders of `schemas/<system>/charts`. */
  readonly charts: readonly string[];
  /** Switches by path: where one of them is off, before or now, nothing is made of the values. */
  readonly unlessOff?: readonly string[];
  /** The text at the path has to hold the word, or is not set: `executor`. */
  readonly mayHold?: { readonly path: string; readonly word: string };
  /** A new value that holds the old one keeps it. */
  readonly keeps?: true;
}

type Of = Pick<ChartChange, 'charts'> &
  Partial<Pick<ChartChange, 'unlessOff' | 'mayHold' | 'where'>>;

/** Fields of the claims of a StatefulSet: `size`, its class, its access modes. */
const ofSet = (of: Of, prefix: string, fields: readonly string[]): ChartChange[] => [
  {
    ...of,
    unlessOff: [`${prefix}.enabled`, ...(of.unlessOff ?? [])],
    paths: fields.map((field) => `${prefix}.${field}`),
    when: 'differs',
    outcome: 'upgrade',
    words:
      'the chart puts it into the claims of a StatefulSet, which the API server lets nobody change, so that the upgrade fails; delete the set with --cascade=orphan before, and enlarge its claims by hand',
  },
];

/** Fields of a claim of the release: its size may grow, the others stay. */
const ofClaim = (of: Of, prefix: string, size: string, fixed: readonly string[]): ChartChange[] => [
  {
    ...of,
    unlessOff: [`${prefix}.enabled`, ...(of.unlessOff ?? [])],
    paths: [`${prefix}.${size}`],
    when: 'shrinks',
    outcome: 'upgrade',
    words:
      'the API server refuses a claim that asks for less than before, so that the upgrade fails; ask for as much or more',
  },
  {
    ...of,
    unlessOff: [`${prefix}.enabled`, ...(of.unlessOff ?? [])],
    paths: fixed.map((field) => `${prefix}.${field}`),
    when: 'differs',
    outcome: 'upgrade',
    words:
      'the API server lets nobody change it in a claim, so that the upgrade fails; make a claim of another name, copy the data, and let the chart use that one',
  },
];

const bitnami = ['size', 'storageClass', 'accessModes'];
const isCelery = { path: 'executor', word: 'Celery' };
const airflow = { charts: ['airflow'] };
const ofCelery = { ...airflow, mayHold: isCelery };

/** PostgreSQL and Redis as parts of another chart: most have those of Bitnami. */
const databases = (charts: readonly string[]): ChartChange[] => [
  ...ofSet(
    { charts, unlessOff: ['postgresql.enabled'] },
    'postgresql.primary.persistence',
    bitnami,
  ),
  ...ofSet({ charts, unlessOff: ['redis.enabled'] }, 'redis.master.persistence', bitnami),
];

const volumes: readonly ChartChange[] = [
  ...ofSet(ofCelery, 'workers.persistence', ['size', 'storageClassName']),
  ...ofSet({ ...airflow, unlessOff: ['triggerer.enabled'] }, 'triggerer.persistence', [
    'size',
    'storageClassName',
  ]),
  ...ofSet({ ...ofCelery, unlessOff: ['redis.enabled'] }, 'redis.persistence', [
    'size',
    'storageClassName',
  ]),
  ...ofClaim(airflow, 'dags.persistence', 'size', ['storageClassName', 'accessMode']),
  ...ofClaim(airflow, 'logs.persistence', 'size', ['storageClassName']),
  ...databases(['superset']),
  ...ofSet({ charts: ['bitnami-postgresql'] }, 'primary.persistence', bitnami),
  ...ofSet({ charts: ['bitnami-postgresql'] }, 'readReplicas.persistence', bitnami),
  ...ofSet(
    { charts: ['bitnami-redis'], where: { path: 'master.kind', oneOf: ['StatefulSet', null] } },
    'master.persistence',
    bitnami,
  ),
  ...ofSet({ charts: ['bitnami-kafka'] }, 'controller.persistence', bitnami),
  ...ofSet({ charts: ['bitnami-kafka'] }, 'broker.persistence', bitnami),
  ...ofSet({ charts: ['bitnami-clickhouse'] }, 'persistence', bitnami),
  ...ofSet(
    { charts: ['bitnami-minio'], where: { path: 'mode', oneOf: ['distributed'] } },
    'persistence',
    bitnami,
  ),
  ...ofSet({ charts: ['vault'] }, 'server.dataStorage', ['size', 'storageClass', 'accessMode']),
  ...ofClaim({ charts: ['jupyterhub'] }, 'hub.db.pvc', 'storage', [
    'storageClassName',
    'accessModes',
  ]),
];

const keys: readonly ChartChange[] = [
  {
    charts: ['airflow'],
    paths: ['fernetKey'],
    when: 'differs',
    outcome: 'loss',
    isSecret: true,
    keeps: true,
    words:
      'with another key nobody can read the passwords of the connections and variables that there are; write the new key, a comma and the old one, and run airflow rotate-fernet-key before the old one goes',
  },
  {
    charts: ['airflow-community'],
    paths: ['airflow.fernetKey'],
    when: 'differs',
    outcome: 'loss',
    isSecret: true,
    keeps: true,
    words:
      'with another key nobody can read the passwords of the connections and variables that there are; write the new key, a comma and the old one, and run airflow rotate-fernet-key before the old one goes',
  },
];

const others: readonly ChartChange[] = [
  {
    charts: ['jupyterhub'],
    paths: ['singleuser.storage.dynamic.pvcNameTemplate'],
    when: 'differs',
    outcome: 'loss',
    words:
      'users get new, empty homes, as their claims keep the names that they were made with; leave the template, or copy the homes to claims of the new names',
  },
  {
    charts: ['mlflow'],
    paths: ['artifactRoot.proxiedArtifactStorage'],
    when: 'turnsOn',
    outcome: 'unread',
    words:
      'experiments that there are keep the place of artifacts that they were made with, and clients still write there by themselves; only new experiments go through the server',
  },
];

export const chartChanges: readonly ChartChange[] = [...volumes, ...keys, ...others];

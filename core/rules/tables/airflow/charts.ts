/** Values of the charts of Airflow, and the old operator. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atOneOf,
  below,
  blank,
  either,
  empty,
  filled,
  isFalse,
  isNoYaml,
  isTrue,
  keysSet,
  noneOf,
  not,
  oneOf,
  otherThan,
  set,
  type Test,
  textOf,
  textWith,
  unlike,
  unset,
  valueAt,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const on = { charts: ['airflow'] };
const community = { charts: ['airflow-community'] };
const source = onPage(
  'the chart of Airflow',
  'https://airflow.apache.org/docs/helm-chart/stable/index.html',
);
const theirs = onPage(
  'the community chart of Airflow',
  'https://github.com/airflow-helm/charts/tree/main/charts/airflow',
);
const celery = /Celery/;

const official = [
  ...factsOf({ on, by: 'helm', source }, [
    {
      code: 'airflow-executor-differs',
      when: { 'config.core.executor': otherThan('executor') },
      says: 'the executor of the configuration is another one than "executor": leave it out here',
    },
    {
      code: 'airflow-executor-sequential',
      when: { executor: 'SequentialExecutor' },
      says: 'this executor needs SQLite, which the chart does not take: write LocalExecutor, CeleryExecutor or KubernetesExecutor',
    },
    {
      code: 'airflow-pod-template',
      when: { podTemplate: textWith(/^kind:[ \t]*(?!Pod\b|["'{])\w/m) },
      says: 'tasks run as pods: the template is of kind Pod',
    },
    {
      code: 'airflow-pod-template-yaml',
      when: { podTemplate: isNoYaml },
      says: 'the text is no YAML: look at its indentation',
    },
    {
      code: 'airflow-redis-secret',
      when: { 'redis.passwordSecretName': filled, 'data.brokerUrlSecretName': blank },
      says: 'a Secret for the password needs "data.brokerUrlSecretName" too',
    },
    {
      code: 'airflow-redis-twice',
      when: { 'redis.passwordSecretName': filled, 'redis.password': filled },
      says: '"password" and "passwordSecretName" exclude each other: keep the Secret',
    },
    {
      code: 'airflow-broker',
      when: {
        'redis.enabled': false,
        executor: celery,
        'data.brokerUrl': blank,
        'data.brokerUrlSecretName': blank,
      },
      says: 'Celery needs a broker: set "data.brokerUrlSecretName"',
    },
    {
      code: 'airflow-broker-required',
      when: {
        'redis.enabled': false,
        executor: celery,
        'data.brokerUrl': empty,
        'data.brokerUrlSecretName': empty,
      },
      says: 'Celery needs a broker: set "data.brokerUrlSecretName"',
    },
    {
      code: 'airflow-broker-twice',
      when: { 'data.brokerUrlSecretName': filled, 'data.brokerUrl': filled },
      says: '"brokerUrl" and "brokerUrlSecretName" exclude each other: keep the Secret',
    },
    {
      code: 'airflow-old-postgresql-password',
      when: { 'postgresql.postgresqlPassword': filled },
      says: 'this key moved to "postgresql.auth.password"',
    },
    {
      code: 'airflow-old-postgresql-user',
      when: { 'postgresql.postgresqlUsername': filled },
      says: 'this key moved to "postgresql.auth.username"',
    },
    {
      code: 'airflow-version-least',
      when: { airflowVersion: /^(?:1\.|2\.[0-2]\.)/ },
      says: 'the chart runs newer versions of Airflow only',
    },
  ]),
  ...factsOf({ on, by: 'program', source }, [
    {
      code: 'airflow-pod-template-restart',
      when: { podTemplate: textWith(/^[ \t]+restartPolicy:[ \t]*["']?(?:Always|OnFailure)/m) },
      says: 'a task that has ended would begin again: write "restartPolicy: Never"',
    },
    {
      code: 'airflow-executor-removed',
      when: {
        executor: oneOf('CeleryKubernetesExecutor', 'LocalKubernetesExecutor'),
        airflowVersion: /^3\./,
      },
      says: 'Airflow 3 has no such executor: write CeleryExecutor,KubernetesExecutor',
    },
    {
      code: 'airflow-fernet-form',
      when: { fernetKey: unlike(/^[\w-]{43}=$/) },
      says: 'a Fernet key is 32 bytes in URL-safe base64, 44 characters with "=" at the end',
    },
    {
      code: 'airflow-git-ssh',
      when: {
        'dags.gitSync.repo': /^(?:git@|ssh:)/,
        'dags.gitSync.enabled': true,
        'dags.gitSync.sshKeySecret': blank,
      },
      says: 'an address of SSH needs "sshKeySecret"',
    },
    {
      code: 'airflow-git-ssh-required',
      when: {
        'dags.gitSync.repo': /^(?:git@|ssh:)/,
        'dags.gitSync.sshKeySecret': empty,
        'dags.gitSync.sshKey': empty,
      },
      says: 'an address of SSH needs "sshKeySecret"',
    },
    {
      code: 'airflow-pooler-mysql',
      when: { 'pgbouncer.enabled': true, 'data.metadataConnection.protocol': /^mysql/ },
      says: 'PgBouncer speaks with PostgreSQL only: switch it off',
    },
    {
      code: 'airflow-two-scalers',
      when: { 'workers.hpa.enabled': true, 'workers.keda.enabled': true },
      says: 'KEDA and the autoscaler change the same workers: keep one',
    },
  ]),
  ...factsOf({ on, severity: 'warning', source }, [
    {
      code: 'airflow-logs-block-storage',
      when: {
        'logs.persistence.storageClassName': oneOf(
          ...['gp2', 'gp3', 'io1', 'io2', 'standard-rwo', 'premium-rwo', 'managed-csi', 'default'],
          ...['managed-csi-premium', 'managed-premium', 'local-path', 'do-block-storage'],
        ),
        'logs.persistence.enabled': true,
      },
      says: 'several pods write logs, and a volume of this class is for one node: take a class of shared files',
    },
    ...['flower', 'webserver'].map((part) => ({
      code: `airflow-${part}-old-policies`,
      when: { [`${part}.extraNetworkPolicies`]: filled },
      says: 'this is the old name: write "networkPolicy.ingress.from"',
    })),
    {
      code: 'airflow-logs-lost',
      when: {
        'logs.persistence.enabled': false,
        executor: /Kubernetes/,
        'config.logging.remote_logging': not(isTrue),
      },
      says: 'the logs of tasks are lost with their pods: keep them on a volume or in a bucket',
    },
    {
      code: 'airflow-remote-folder',
      when: {
        'config.logging.remote_logging': isTrue,
        'config.logging.remote_base_log_folder': blank,
      },
      says: 'logs need a place: set "remote_base_log_folder", e.g. s3://bucket/logs',
    },
    {
      code: 'airflow-remote-folder-required',
      when: {
        'config.logging.remote_logging': isTrue,
        'config.logging.remote_base_log_folder': unset,
      },
      says: 'logs need a place: set "remote_base_log_folder", e.g. s3://bucket/logs',
    },
    {
      code: 'airflow-fernet-twice',
      when: { fernetKeySecretName: filled, fernetKey: filled },
      says: '"fernetKey" and "fernetKeySecretName" stand side by side: keep the Secret',
    },
    {
      code: 'airflow-git-known-hosts',
      when: { 'dags.gitSync.sshKeySecret': filled, 'dags.gitSync.knownHosts': empty },
      says: 'without "knownHosts" nobody checks which host the key is given to: add them',
    },
    {
      code: 'airflow-git-credentials',
      when: { 'dags.gitSync.repo': /^https?:\/\/[^/@\s]*@/ },
      says: 'the address holds a credential: use "credentialsSecret"',
    },
    {
      code: 'airflow-git-branch',
      when: { 'dags.gitSync.branch': 'v2-2-stable', 'dags.gitSync.enabled': true },
      says: 'this is the branch of the example: write your own, such as main',
    },
    {
      code: 'airflow-git-sub-path',
      when: { 'dags.gitSync.subPath': /^\// },
      says: 'a path within the repository has no "/" in front',
    },
    {
      code: 'airflow-dags-one-node',
      when: { 'dags.persistence.accessMode': 'ReadWriteOnce', 'dags.persistence.enabled': true },
      says: 'the volume is mounted by pods of several nodes: use ReadWriteMany or ReadOnlyMany',
    },
    ...[
      'scheduler',
      'webserver',
      'workers',
      'triggerer',
      'flower',
      'redis',
      'statsd',
      'pgbouncer',
    ].map((part) => ({
      code: `airflow-old-security-${part}`,
      when: { [`${part}.securityContext`]: filled },
      says: 'this key is old: write "securityContexts.pod" and "securityContexts.container"',
    })),
    {
      code: 'airflow-default-user',
      when: {
        'webserver.defaultUser.password': 'admin',
        'webserver.defaultUser.enabled': not(isFalse),
      },
      says: 'everybody knows this password: choose another one',
    },
    {
      code: 'airflow-default-user-of-job',
      when: { 'createUserJob.defaultUser.password': 'admin' },
      says: 'everybody knows this password: choose another one',
    },
    {
      code: 'airflow-bundled-database',
      when: { 'postgresql.enabled': true },
      says: 'the database of the chart is for trying out: use one of your own, "data.metadataSecretName"',
    },
    {
      code: 'airflow-scaler-executor',
      when: { 'workers.keda.enabled': true, executor: unlike(/Celery/) },
      says: 'only workers of Celery are scaled: KEDA does nothing with this executor',
    },
    {
      code: 'airflow-version-of-image',
      when: { airflowVersion: differsFrom('images.airflow.tag') },
      says: 'the tag of the image is another version: the chart writes the wrong commands for it',
    },
    {
      code: 'airflow-version-of-default',
      when: { airflowVersion: differsFrom('defaultAirflowTag') },
      says: '"defaultAirflowTag" is another version: the chart writes the wrong commands for it',
    },
    {
      code: 'airflow-web-server-unused',
      when: { 'webserver.replicas': set, airflowVersion: /^3\./ },
      says: 'Airflow 3 has an API server in its place: set "apiServer.replicas"',
    },
    {
      code: 'airflow-env-of-chart',
      each: 'env[]',
      when: {
        name: oneOf(
          'AIRFLOW__CORE__EXECUTOR',
          'AIRFLOW__CORE__SQL_ALCHEMY_CONN',
          'AIRFLOW__DATABASE__SQL_ALCHEMY_CONN',
          'AIRFLOW__CELERY__BROKER_URL',
        ),
      },
      says: 'the chart sets this variable from a value of its own: set that and remove it here',
    },
    {
      code: 'airflow-old-section',
      when: { 'config.core.sql_alchemy_conn': set },
      says: 'this option moved to the section "database"',
    },
    {
      code: 'airflow-schedulers',
      when: { 'scheduler.replicas': above(1), executor: 'LocalExecutor' },
      says: 'several schedulers with tasks of their own write to one volume of logs: use one, or another executor',
    },
    {
      code: 'airflow-hooks-of-job',
      when: { 'createUserJob.useHelmHooks': true, 'migrateDatabaseJob.useHelmHooks': false },
      says: 'with Argo CD or Flux a Job that is a hook never runs before the pods that wait for it: set false here too',
    },
  ]),
  ...factsOf({ on, severity: 'information', source }, [
    {
      code: 'airflow-web-key',
      when: {
        airflowVersion: /^2\./,
        webserverSecretKey: empty,
        webserverSecretKeySecretName: empty,
      },
      says: 'each upgrade makes another key and ends all sessions: set "webserverSecretKeySecretName"',
    },
    {
      code: 'airflow-api-key',
      when: { airflowVersion: /^3\./, apiSecretKey: empty, apiSecretKeySecretName: empty },
      says: 'each upgrade makes another key and ends all sessions: set "apiSecretKeySecretName"',
    },
    {
      code: 'airflow-token-key',
      when: { airflowVersion: /^3\./, jwtSecret: empty, jwtSecretName: empty },
      says: 'each upgrade makes another key, and tokens of running tasks end: set "jwtSecretName"',
    },
    {
      code: 'airflow-old-ingress',
      when: { 'ingress.enabled': true },
      says: 'this key is old: set "ingress.web.enabled" or "ingress.apiServer.enabled"',
    },
    {
      code: 'airflow-old-ingress-host',
      when: { 'ingress.web.host': filled },
      says: 'this key is old: write "hosts", a list',
    },
    {
      code: 'airflow-old-ingress-tls',
      when: { 'ingress.web.tls.enabled': true },
      says: 'this key is old: write "tls" at the items of "hosts"',
    },
    {
      code: 'airflow-old-flower-host',
      when: { 'ingress.flower.host': filled },
      says: 'this key is old: write "hosts", a list',
    },
    {
      code: 'airflow-metadata-twice',
      when: { 'data.metadataConnection.pass': filled, 'data.metadataSecretName': filled },
      says: 'the Secret wins over "metadataConnection": remove it',
    },
    {
      code: 'airflow-git-wait-twice',
      when: { 'dags.gitSync.wait': filled, 'dags.gitSync.period': filled },
      says: '"period" is the new name of "wait": keep that',
    },
    {
      code: 'airflow-no-pooler',
      when: { 'pgbouncer.enabled': false, 'workers.replicas': above(4) },
      says: 'many workers open many connections to PostgreSQL: switch on "pgbouncer"',
    },
    {
      code: 'airflow-worker-grace',
      when: { 'workers.terminationGracePeriodSeconds': below(60) },
      says: 'tasks that take longer than this are killed when a worker ends: 600 is usual',
    },
    {
      code: 'airflow-no-triggerer',
      when: { 'triggerer.enabled': false },
      says: 'operators that are deferred never go on without the triggerer',
    },
    {
      code: 'airflow-statsd-differs',
      when: { 'statsd.enabled': false, 'config.metrics.statsd_on': isTrue },
      at: 'config.metrics.statsd_on',
      says: 'metrics are sent to nobody: switch on "statsd" or this off',
    },
    {
      code: 'airflow-no-dags',
      when: {
        'dags.gitSync.enabled': false,
        'dags.persistence.enabled': false,
        'images.airflow.repository': unset,
      },
      says: 'nothing brings DAGs unless the image has them',
    },
    {
      code: 'airflow-worker-volumes',
      when: { 'workers.persistence.enabled': true, 'workers.keda.enabled': true },
      says: 'volumes of workers that were removed stay behind: keep logs in a bucket instead',
    },
  ]),
];

const forbidden = [
  'CORE__EXECUTOR',
  'CORE__DAGS_FOLDER',
  'CELERY__BROKER_URL',
  'CELERY__RESULT_BACKEND',
  'CORE__SQL_ALCHEMY_CONN',
  'DATABASE__SQL_ALCHEMY_CONN',
];

const ofCommunity = [
  ...factsOf({ on: community, by: 'helm', source: theirs }, [
    {
      code: 'airflow-community-workers',
      when: { 'workers.enabled': false, 'airflow.executor': celery },
      says: 'Celery needs workers: switch them on',
    },
    {
      code: 'airflow-community-workers-unused',
      when: { 'workers.enabled': true, 'airflow.executor': 'KubernetesExecutor' },
      says: 'the KubernetesExecutor has no workers: switch them off',
    },
    {
      code: 'airflow-community-flower-unused',
      when: { 'flower.enabled': true, 'airflow.executor': 'KubernetesExecutor' },
      says: 'the KubernetesExecutor has no Flower: switch it off',
    },
    {
      code: 'airflow-community-redis-unused',
      when: { 'redis.enabled': true, 'airflow.executor': 'KubernetesExecutor' },
      says: 'the KubernetesExecutor has no Redis: switch it off',
    },
    {
      code: 'airflow-community-redis',
      when: { 'redis.enabled': false, 'airflow.executor': celery, 'externalRedis.host': blank },
      says: 'Celery needs Redis: switch it on, or set "externalRedis.host"',
    },
    ...forbidden.map((name) => ({
      code: `airflow-community-${name.toLowerCase().replaceAll('_', '-').replaceAll('--', '-')}`,
      when: { [`airflow.config.AIRFLOW__${name}`]: set },
      says: 'the chart sets this variable from values of its own: remove it',
    })),
    {
      code: 'airflow-community-log-cleaning',
      when: { 'scheduler.logCleanup.enabled': true, 'logs.persistence.enabled': true },
      says: 'logs on a volume are not cleaned by the pods: switch it off',
    },
    {
      code: 'airflow-community-worker-cleaning',
      when: { 'workers.logCleanup.enabled': true, 'logs.persistence.enabled': true },
      says: 'logs on a volume are not cleaned by the pods: switch it off',
    },
    {
      code: 'airflow-community-dags-twice',
      when: { 'dags.persistence.enabled': true, 'dags.gitSync.enabled': true },
      says: '"gitSync" and "persistence" exclude each other: keep one',
    },
    {
      code: 'airflow-community-repository',
      when: { 'dags.gitSync.repo': blank, 'dags.gitSync.enabled': true },
      says: 'a repository is needed',
    },
    {
      code: 'airflow-community-git-secrets',
      when: { 'dags.gitSync.httpSecret': filled, 'dags.gitSync.sshSecret': filled },
      says: '"sshSecret" and "httpSecret" exclude each other: keep one',
    },
    {
      code: 'airflow-community-git-ssh',
      when: { 'dags.gitSync.repo': /^git@github\.com/, 'dags.gitSync.sshSecret': blank },
      says: 'an address of SSH needs "sshSecret"',
    },
    {
      code: 'airflow-community-git-key',
      when: {
        'dags.gitSync.repo': /^(?:git@github\.com:|ssh:\/\/git@github\.com)/,
        'dags.gitSync.enabled': true,
        'dags.gitSync.sshSecret': unset,
      },
      says: 'an address of SSH needs "sshSecret"',
    },
    {
      code: 'airflow-community-broker',
      when: {
        'redis.enabled': false,
        'airflow.executor': celery,
        'externalRedis.host': either(unset, oneOf('localhost', '')),
      },
      says: 'Celery needs a broker: set "externalRedis.host"',
    },
    ...['clientSSL', 'serverSSL'].flatMap((part) =>
      [
        ['keyFile', 'certFile'],
        ['certFile', 'keyFile'],
      ].map(([one = '', other = '']) => ({
        code: `airflow-community-${part.toLowerCase()}-${one.toLowerCase()}`,
        when: {
          [`pgbouncer.${part}.${one}.existingSecret`]: filled,
          [`pgbouncer.${part}.${other}.existingSecret`]: empty,
        },
        says: `a key and its certificate belong together: set "${other}" too`,
      })),
    ),
    {
      code: 'airflow-community-web-path',
      when: { 'ingress.web.path': unlike(/^\/(?:.*[^/])?$/) },
      says: 'a path begins with "/" and does not end with it',
    },
    {
      code: 'airflow-community-flower-path',
      when: { 'ingress.flower.path': unlike(/^\/(?:.*[^/])?$/) },
      says: 'a path begins with "/" and does not end with it',
    },
    {
      code: 'airflow-community-database-host',
      when: { 'externalDatabase.host': unlike(/^localhost$/), 'postgresql.enabled': true },
      says: 'the chart brings a database already: switch "postgresql" off',
    },
    {
      code: 'airflow-community-redis-host',
      when: { 'externalRedis.host': unlike(/^localhost$/), 'redis.enabled': true },
      says: 'the chart brings Redis already: switch it off',
    },
    {
      code: 'airflow-community-old-commands',
      when: { 'airflow.legacyCommands': true, 'airflow.image.tag': /^[23]\./ },
      says: 'these commands are for Airflow 1.10: write false',
    },
  ]),
  ...factsOf({ on: community, severity: 'warning', source: theirs }, [
    {
      code: 'airflow-community-fernet',
      when: { 'airflow.fernetKey': '7T512UXSSmBOkpWimFHIVb8jK6lfmSAvx4mO6Arehnc=' },
      says: 'everybody knows the key of the example: make one of your own',
    },
  ]),
];

const old = (kind: string): { readonly kinds: readonly string[] } => ({
  kinds: [`airflow.k8s.io/${kind}`],
});
const operator = onPage(
  'the Airflow operator',
  'https://github.com/apache/airflow-on-k8s-operator',
);
const clusters = [
  ...factsOf({ on: old('AirflowCluster'), by: 'operator', source: operator }, [
    {
      code: 'airflow-cluster-executor',
      supersedes: ['invalid-value'],
      when: { 'spec.executor': noneOf('Local', 'Sequential', 'Celery', 'Kubernetes') },
      says: 'an executor is Local, Sequential, Celery or Kubernetes',
    },
    {
      code: 'airflow-cluster-scheduler',
      when: { 'spec.executor': set, 'spec.scheduler': unset },
      says: 'a cluster needs a scheduler: add "scheduler: {}"',
    },
    {
      code: 'airflow-cluster-worker',
      when: { 'spec.executor': oneOf('Celery', 'Kubernetes'), 'spec.worker': unset },
      says: 'the executor needs "worker"',
    },
    {
      code: 'airflow-cluster-redis',
      when: { 'spec.executor': 'Celery', 'spec.redis': unset, 'spec.memoryStore': unset },
      says: 'Celery needs "redis" or "memoryStore"',
    },
    {
      code: 'airflow-cluster-flower',
      when: { 'spec.flower': set, 'spec.executor': noneOf('Celery') },
      says: 'only Celery has Flower: remove it',
    },
    {
      code: 'airflow-cluster-base',
      when: { 'spec.airflowbase': set, 'spec.airflowbase.name': empty },
      says: 'the AirflowBase needs its name',
    },
    {
      code: 'airflow-cluster-repository',
      when: { 'spec.dags.git': set, 'spec.dags.git.repo': empty },
      says: 'a repository is needed',
    },
    ...['nfspv', 'storage'].map((source) => ({
      code: `airflow-cluster-dags-${source}`,
      supersedes: ['unknown-field'],
      when: { [`spec.dags.${source}`]: set },
      says: 'DAGs do not come from there: use "git" or "gcs"',
    })),
    {
      code: 'airflow-cluster-bucket',
      when: { 'spec.dags.gcs': set, 'spec.dags.gcs.bucket': empty },
      says: 'a bucket is needed',
    },
    {
      code: 'airflow-cluster-once',
      when: { 'spec.dags.gcs.once': true },
      says: 'this is not supported: remove it',
    },
    {
      code: 'airflow-cluster-redis-operator',
      when: { 'spec.redis.operator': true },
      says: 'this is not supported: write false',
    },
  ]),
  ...factsOf({ on: old('AirflowBase'), by: 'operator', source: operator }, [
    {
      code: 'airflow-base-database',
      when: { spec: keysSet(['mysql', 'postgres', 'sqlproxy'], 2) },
      says: 'a base has one of "mysql", "postgres" and "sqlproxy": keep one',
    },
    {
      code: 'airflow-base-none',
      when: { spec: keysSet(['mysql', 'postgres', 'sqlproxy'], 0, 0) },
      says: 'a base needs a database: add "mysql", "postgres" or "sqlproxy"',
    },
    {
      code: 'airflow-base-backup',
      when: { 'spec.mysql.backup': set },
      says: 'backups are not supported: remove them',
    },
    {
      code: 'airflow-base-operator',
      when: { 'spec.mysql.operator': true },
      says: 'this is not supported: write false',
    },
    {
      code: 'airflow-base-proxy',
      when: {
        'spec.sqlproxy': set,
        '': atOneOf(
          ['spec.sqlproxy.project', 'spec.sqlproxy.region', 'spec.sqlproxy.instance'],
          empty,
        ),
      },
      says: 'a proxy needs "project", "region" and "instance"',
    },
  ]),
];

function differsFrom(path: string): Test {
  const minor = (text: string | undefined): string | undefined => /^\d+\.\d+/.exec(text ?? '')?.[0];
  return (found, here) => {
    const [one, two] = [minor(textOf(found)), minor(textOf(valueAt(here, path)))];
    return one !== undefined && two !== undefined && one !== two;
  };
}

export const airflowCharts: readonly Rule[] = [...official, ...ofCommunity, ...clusters];

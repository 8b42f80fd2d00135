/** Values of the MLflow chart. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atAllOf,
  atOneOf,
  blank,
  empty,
  filled,
  not,
  set,
  textOf,
  unlike,
  unset,
  valueAt,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const on = { charts: ['mlflow'] };
const source = onPage(
  'the chart of MLflow',
  'https://github.com/community-charts/helm-charts/tree/main/charts/mlflow',
);
const databases = ['postgres', 'mysql', 'mssql'];
const isOn = (name: string): string => `backendStore.${name}.enabled`;

export const mlflowChart: readonly Rule[] = [
  ...factsOf({ on, by: 'helm', source }, [
    {
      code: 'mlflow-oidc-and-basic',
      when: { 'oidcAuth.enabled': true, 'auth.enabled': true },
      says: '"auth" and "oidcAuth" exclude each other: keep one',
    },
    {
      code: 'mlflow-ldap-and-basic',
      when: { 'ldapAuth.enabled': true, 'auth.enabled': true },
      says: '"auth" and "ldapAuth" exclude each other: keep one',
    },
    {
      code: 'mlflow-oidc-and-ldap',
      when: { 'ldapAuth.enabled': true, 'oidcAuth.enabled': true },
      says: '"oidcAuth" and "ldapAuth" exclude each other: keep one',
    },
    {
      code: 'mlflow-oidc-and-proxy',
      when: { 'oauth2Proxy.enabled': true, 'oidcAuth.enabled': true },
      says: '"oidcAuth" and "oauth2Proxy" exclude each other: keep one',
    },
    {
      code: 'mlflow-admin',
      when: {
        'auth.adminPassword': blank,
        'auth.enabled': true,
        'auth.existingAdminSecret.name': empty,
      },
      says: 'log-in needs an admin: set "adminUsername" and "adminPassword", or a Secret',
    },
    {
      code: 'mlflow-admin-required',
      when: {
        'auth.enabled': true,
        'auth.adminPassword': unset,
        'auth.existingAdminSecret.name': empty,
      },
      says: 'log-in needs an admin: set "adminUsername" and "adminPassword", or a Secret',
    },
    {
      code: 'mlflow-authorization',
      when: { 'auth.authorizationFunction': blank, 'auth.enabled': true },
      says: 'a function is needed: leave the default',
    },
    {
      code: 'mlflow-auth-database',
      when: {
        'auth.postgres.enabled': true,
        '': atOneOf(['auth.postgres.host', 'auth.postgres.user', 'auth.postgres.password'], blank),
      },
      says: 'the database of users needs "host", "user" and "password"',
    },
    {
      code: 'mlflow-oidc-database',
      when: {
        'oidcAuth.database.postgres.enabled': true,
        '': atOneOf(
          [
            'oidcAuth.database.postgres.host',
            'oidcAuth.database.postgres.user',
            'oidcAuth.database.postgres.password',
          ],
          blank,
        ),
      },
      says: 'the database of users needs "host", "user" and "password"',
    },
    ...databases.flatMap((name) => [
      {
        code: `mlflow-${name}-host`,
        when: { [isOn(name)]: true, [`backendStore.${name}.host`]: blank },
        says: 'the database needs its host',
      },
      {
        code: `mlflow-${name}-host-required`,
        when: {
          [isOn(name)]: true,
          [`backendStore.${name}.host`]: unset,
          [`backendStore.${name}.connectionUrl`]: empty,
        },
        says: 'the database needs its host',
      },
      {
        code: `mlflow-${name}-user`,
        when: {
          [isOn(name)]: true,
          [`backendStore.${name}.user`]: blank,
          'backendStore.existingDatabaseSecret.name': empty,
        },
        says: 'the database needs a user and a password, or "existingDatabaseSecret"',
      },
    ]),
    {
      code: 'mlflow-bucket',
      when: { 'artifactRoot.s3.bucket': blank, 'artifactRoot.s3.enabled': true },
      says: 'a bucket is needed',
    },
    {
      code: 'mlflow-bucket-required',
      when: { 'artifactRoot.s3.enabled': true, 'artifactRoot.s3.bucket': unset },
      says: 'a bucket is needed',
    },
    {
      code: 'mlflow-azure',
      when: {
        'artifactRoot.azureBlob.enabled': true,
        '': atOneOf(
          ['artifactRoot.azureBlob.container', 'artifactRoot.azureBlob.storageAccount'],
          blank,
        ),
      },
      says: 'Azure needs "container" and "storageAccount"',
    },
    {
      code: 'mlflow-google-bucket',
      when: { 'artifactRoot.gcs.bucket': blank, 'artifactRoot.gcs.enabled': true },
      says: 'a bucket is needed',
    },
  ]),
  ...factsOf({ on, by: 'program', source }, [
    {
      code: 'mlflow-several-databases',
      when: {
        '': (_found, here) =>
          databases.filter((name) => textOf(valueAt(here, isOn(name))) === 'true').length > 1,
      },
      at: 'backendStore',
      says: 'several databases are switched on: keep one',
    },
    {
      code: 'mlflow-several-stores',
      when: {
        '': (_found, here) =>
          ['s3', 'azureBlob', 'gcs'].filter(
            (name) => textOf(valueAt(here, `artifactRoot.${name}.enabled`)) === 'true',
          ).length > 1,
      },
      at: 'artifactRoot',
      says: 'several stores are switched on: keep one',
    },
    {
      code: 'mlflow-replicas',
      when: {
        replicaCount: above(1),
        'backendStore.defaultSqlitePath': filled,
        '': atAllOf(
          databases.map(isOn),
          not((found) => textOf(found) === 'true'),
        ),
      },
      says: 'replicas do not share a file of SQLite: use a database',
    },
    {
      code: 'mlflow-bucket-name',
      when: { 'artifactRoot.s3.bucket': unlike(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$|\{/) },
      says: 'a bucket is its name alone, without s3:// and without a path',
    },
    {
      code: 'mlflow-read-only',
      when: {
        'securityContext.readOnlyRootFilesystem': true,
        'artifactRoot.defaultArtifactRoot': /^\.?\//,
        extraVolumeMounts: empty,
      },
      at: 'securityContext.readOnlyRootFilesystem',
      says: 'artifacts are written to a folder that cannot be written: add a volume or use a bucket',
    },
  ]),
  ...factsOf({ on, severity: 'warning', source }, [
    {
      code: 'mlflow-admin-password',
      when: { 'auth.adminPassword': filled },
      says: 'a password in plain text: use "existingAdminSecret"',
    },
    {
      code: 'mlflow-auth-of-pod',
      when: { 'auth.enabled': true, 'auth.postgres.enabled': false, replicaCount: above(1) },
      says: 'each replica has users of its own: switch on "auth.postgres"',
    },
    ...databases.map((name) => ({
      code: `mlflow-${name}-password`,
      when: { [`backendStore.${name}.password`]: filled },
      says: 'a password in plain text: use "existingDatabaseSecret"',
    })),
    {
      code: 'mlflow-in-memory',
      when: {
        'backendStore.defaultSqlitePath': ':memory:',
        '': atAllOf(
          databases.map(isOn),
          not((found) => textOf(found) === 'true'),
        ),
      },
      says: 'runs are lost when the server starts again: use a database',
    },
    {
      code: 'mlflow-sqlite-file',
      when: { 'backendStore.defaultSqlitePath': /^\/tmp\//, extraVolumeMounts: empty },
      says: 'the file is lost with the pod: put it on a volume',
    },
    {
      code: 'mlflow-no-migration',
      when: { 'backendStore.databaseMigration': false },
      says: 'after an update the server refuses the old tables: switch it on',
    },
    {
      code: 'mlflow-local-artifacts',
      when: { 'artifactRoot.defaultArtifactRoot': './mlruns' },
      says: 'artifacts stay in the container: use a bucket',
    },
    {
      code: 'mlflow-bucket-secret',
      when: { 'artifactRoot.s3.awsSecretAccessKey': filled },
      says: 'a secret in plain text: use "existingSecret"',
    },
    {
      code: 'mlflow-azure-twice',
      when: {
        'artifactRoot.azureBlob.accessKey': filled,
        'artifactRoot.azureBlob.connectionString': filled,
      },
      says: '"connectionString" and "accessKey" stand side by side: keep one',
    },
    {
      code: 'mlflow-argument-store',
      when: { 'extraArgs.backendStoreUri': set },
      says: 'the chart passes it already: set "backendStore"',
    },
    {
      code: 'mlflow-argument-root',
      when: { 'extraArgs.defaultArtifactRoot': set },
      says: 'the chart passes it already: set "artifactRoot"',
    },
    {
      code: 'mlflow-argument-host',
      when: { 'extraArgs.host': set },
      says: 'the chart passes it already: remove it',
    },
    {
      code: 'mlflow-argument-port',
      when: { 'extraArgs.port': set },
      says: 'the chart passes it already: set "service.containerPort"',
    },
  ]),
  ...factsOf({ on, severity: 'information', source }, [
    {
      code: 'mlflow-scaled-replicas',
      when: { replicaCount: set, 'autoscaling.enabled': true },
      says: 'the autoscaler sets the number: remove it',
    },
    {
      code: 'mlflow-store-address',
      when: {
        'artifactRoot.s3.awsAccessKeyId': /minio/i,
        'extraEnvVars.MLFLOW_S3_ENDPOINT_URL': empty,
      },
      says: 'without its address MLflow looks for the bucket at AWS: set "extraEnvVars.MLFLOW_S3_ENDPOINT_URL", for clients too',
    },
    {
      code: 'mlflow-bucket-credentials',
      when: {
        'artifactRoot.s3.enabled': true,
        'artifactRoot.s3.awsAccessKeyId': empty,
        'artifactRoot.s3.existingSecret.name': empty,
        'serviceAccount.annotations': empty,
      },
      says: 'nothing gives MLflow the right to the bucket: set "existingSecret", or a role at the service account',
    },
    {
      code: 'mlflow-allowed-hosts',
      when: {
        'ingress.enabled': true,
        'image.tag': /^v?3\.(?:[5-9]|\d\d)/,
        'extraEnvVars.MLFLOW_SERVER_ALLOWED_HOSTS': empty,
      },
      says: 'MLflow from 3.5 on refuses requests for hosts that it does not know: set "extraEnvVars.MLFLOW_SERVER_ALLOWED_HOSTS" to those of the Ingress',
    },
    {
      code: 'mlflow-migration-replicas',
      when: { 'backendStore.databaseMigration': true, replicaCount: above(1) },
      says: 'each replica changes the tables: start with one',
    },
    {
      code: 'mlflow-connection-url',
      when: { 'backendStore.mssql.host': filled, 'backendStore.mssql.connectionUrl': filled },
      says: '"connectionUrl" wins over "host" and the rest: remove them',
    },
    {
      code: 'mlflow-direct-artifacts',
      when: { 'artifactRoot.proxiedArtifactStorage': false },
      says: 'every client needs credentials of the store: switch it on to go through the server',
    },
  ]),
];

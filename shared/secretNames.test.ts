import { expect, test } from 'vitest';
import { isSecretName } from './secretNames.ts';

test.each([
  ...['password', 'PASSWORD', 'db_password', 'DB-PASSWD', 'mysqlRootPassword', 'passphrase', 'pwd'],
  ...['token', 'authToken', 'AUTH_TOKEN', 'github.token', 'accessToken2', 'secret', 'clientSecret'],
  ...['accessKey', 'AWS_ACCESS_KEY_ID', 'aws_secret_access_key', 'apiKey', 'API_KEY', 'apikey'],
  ...['privateKey', 'tls.key', 'spark.hadoop.fs.s3a.secret.key', 'spark.ssl.keyPassword'],
  ...['credentials', 'connectionString', 'sasl.jaas.config', '.dockerconfigjson', 'fernetKey'],
])('the value of %s is a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  ...['', 'name', 'key', 'secretName', 'secretKeyRef', 'existingSecret', 'imagePullSecrets'],
  ...[
    'automountServiceAccountToken',
    'tokenExpirationSeconds',
    'passwordPolicy',
    'keys',
    'primaryKey',
  ],
  ...['compass', 'spark.kubernetes.driver.secretKeyRef.A', 'monkey', 'partition.key', '__proto__'],
])('the value of %s is none', (name) => {
  expect(isSecretName(name)).toBe(false);
});

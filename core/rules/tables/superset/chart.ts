/** Values of the Superset chart. */
import type { Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  blank,
  count,
  empty,
  filled,
  type Here,
  not,
  set,
  textOf,
  textWith,
  textWithout,
  unlike,
  unset,
  valueAt,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const on = { charts: ['superset'] };
const source = onPage('Superset', 'https://superset.apache.org/docs/installation/kubernetes');
const sample =
  /^(?:CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET|thisISaSECRET_1234|\\2\\1thisismyscretkey\\1\\2\\e\\y\\y\\h|TEST_NON_DEV_SECRET|CHANGE_ME_SECRET_KEY)$/;

export const supersetChart: readonly Rule[] = [
  ...factsOf({ on, by: 'program', source }, [
    {
      code: 'superset-websocket-secrets',
      each: 'configOverrides.*',
      when: { '': hasOtherWebsocketSecret, '/supersetWebsockets.enabled': true },
      says: 'GLOBAL_ASYNC_QUERIES_JWT_SECRET is another text than "supersetWebsockets.config.jwtSecret", and no query is ever answered: make them equal',
    },
    {
      code: 'superset-secret-key-sample',
      when: { 'extraSecretEnv.SUPERSET_SECRET_KEY': sample },
      says: 'this is the key of an example, with which Superset does not start: make one with openssl rand -base64 42',
    },
    {
      code: 'superset-secret-key-sample-in-code',
      each: 'configOverrides.*',
      when: {
        '': textWith(
          /^[ \t]*SECRET_KEY[ \t]*=[ \t]*['"](?:CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET|thisISaSECRET_1234|YOUR_OWN_RANDOM_GENERATED_SECRET_KEY)['"]/m,
        ),
      },
      says: 'this is the key of an example, with which Superset does not start: make one with openssl rand -base64 42',
    },
    {
      code: 'superset-python-constants',
      each: 'configOverrides.*',
      when: { '': textWith(/^[ \t]*[A-Za-z_]\w*[ \t]*=[ \t]*(?:true|false|null)[ \t]*(?:#.*)?$/m) },
      says: 'this is Python: write True, False or None',
    },
    {
      code: 'superset-web-socket-secret',
      when: {
        'supersetWebsockets.config.jwtSecret': /^CHANGE-ME/,
        'supersetWebsockets.enabled': true,
      },
      says: 'this is the secret of the example: write one of your own, the same as GLOBAL_ASYNC_QUERIES_JWT_SECRET',
    },
    {
      code: 'superset-budget-twice',
      when: {
        'supersetNode.podDisruptionBudget.maxUnavailable': filled,
        'supersetNode.podDisruptionBudget.minAvailable': filled,
        'supersetNode.podDisruptionBudget.enabled': true,
      },
      says: '"minAvailable" and "maxUnavailable" exclude each other: set one to null',
    },
    {
      code: 'superset-worker-budget-twice',
      when: {
        'supersetWorker.podDisruptionBudget.maxUnavailable': filled,
        'supersetWorker.podDisruptionBudget.minAvailable': filled,
        'supersetWorker.podDisruptionBudget.enabled': true,
      },
      says: '"minAvailable" and "maxUnavailable" exclude each other: set one to null',
    },
    {
      code: 'superset-database-host',
      when: {
        'postgresql.enabled': false,
        'supersetNode.connections.db_host': /release-name|\.Release\.Name|^superset-postgresql$/,
      },
      at: 'supersetNode.connections.db_host',
      says: 'the database of the chart is switched off: write the host of yours',
    },
    {
      code: 'superset-redis-host',
      when: {
        'redis.enabled': false,
        'supersetNode.connections.redis_host': /release-name|\.Release\.Name|^superset-redis/,
      },
      at: 'supersetNode.connections.redis_host',
      says: 'the Redis of the chart is switched off: write the host of yours',
    },
    {
      code: 'superset-database-host-required',
      when: { 'postgresql.enabled': false, 'supersetNode.connections.db_host': empty },
      says: 'the database of the chart is switched off: set "supersetNode.connections.db_host"',
    },
    {
      code: 'superset-redis-host-required',
      when: { 'redis.enabled': false, 'supersetNode.connections.redis_host': empty },
      says: 'the Redis of the chart is switched off: set "supersetNode.connections.redis_host"',
    },
  ]),
  ...factsOf({ on, severity: 'warning', source }, [
    {
      code: 'superset-secret-key-short',
      when: {
        'extraSecretEnv.SUPERSET_SECRET_KEY': (found) =>
          /^.{1,31}$/.test(textOf(found) ?? '') && !sample.test(textOf(found) ?? ''),
      },
      says: 'the key is short: make one with openssl rand -base64 42',
    },
    {
      code: 'superset-admin',
      when: {
        'init.adminUser.password': 'admin',
        'init.createAdmin': not((found) => textOf(found) === 'false'),
      },
      says: 'everybody knows this password: choose another one',
    },
    {
      code: 'superset-database-password',
      when: { 'supersetNode.connections.db_pass': 'superset' },
      says: 'everybody knows this password: choose another one, in a Secret',
    },
    {
      code: 'superset-database-type',
      when: { 'supersetNode.connections.db_type': unlike(/^postgresql(?:\+|$)/) },
      says: 'the images have no driver for it: install one with "bootstrapScript" or in an image of your own',
    },
    {
      code: 'superset-config-from-secret',
      when: { configOverrides: filled, configFromSecret: filled },
      says: 'with "configFromSecret" these texts are not read: put them into the Secret',
    },
    {
      code: 'superset-no-init',
      when: { 'init.enabled': false },
      says: 'nobody makes the tables and roles: leave it on for the first installation',
    },
    {
      code: 'superset-redis-certificate',
      when: {
        'supersetNode.connections.redis_ssl.ssl_cert_reqs': 'CERT_NONE',
        'supersetNode.connections.redis_ssl.enabled': true,
      },
      says: 'the certificate of Redis is not checked: write CERT_REQUIRED',
    },
    {
      code: 'superset-port',
      when: { 'service.port': unlike(/^8088$/), 'supersetNode.livenessProbe.httpGet.port': unset },
      says: 'Superset listens on 8088: change the probes with it',
    },
    {
      code: 'superset-probe-path',
      when: { 'supersetNode.livenessProbe.httpGet.path': unlike(/\/health\/?$/) },
      says: 'Superset answers at /health',
    },
    {
      code: 'superset-ingress-path',
      when: { 'ingress.path': unlike(/^\/?$/) },
      says: 'Superset does not know the prefix unless it is set as its application root: write "/"',
    },
    {
      code: 'superset-address-password',
      each: 'configOverrides.*',
      when: {
        '': textWith(/SQLALCHEMY_DATABASE_URI\s*=\s*f?['"][\w+]+:\/\/[^:'"/{}]+:[^@'"{}]+@/),
      },
      says: 'the address holds a password: read it from a variable that a Secret sets',
    },
    {
      code: 'superset-sqlite',
      each: 'configOverrides.*',
      when: { '': textWith(/SQLALCHEMY_DATABASE_URI\s*=\s*f?['"]sqlite/) },
      says: 'a file of SQLite is lost with the pod: use PostgreSQL',
    },
    {
      code: 'superset-no-beat',
      each: 'configOverrides.*',
      when: {
        '': textWith(/['"]ALERT_REPORTS['"]\s*:\s*True/),
        '/supersetCeleryBeat.enabled': 'false',
      },
      says: 'alerts and reports need the beat: set "supersetCeleryBeat.enabled: true"',
    },
    {
      code: 'superset-no-workers',
      when: { 'supersetWorker.replicaCount': 0 },
      says: 'nothing that runs in the background is done without workers: write 1 or more',
    },
    {
      code: 'superset-datasource-yaml',
      when: { 'extraConfigs[import_datasources.yaml]': textWithout(/^databases:/m) },
      says: 'the file has a list "databases" at its top',
    },
  ]),
  ...factsOf({ on, severity: 'information', source }, [
    {
      code: 'superset-maps',
      when: { 'extraEnv.MAPBOX_API_KEY': blank },
      says: 'maps of deck.gl stay empty without a key: set it or remove the variable',
    },
    {
      code: 'superset-root',
      when: { runAsUser: 0 },
      says: 'containers run as root, which a restricted namespace refuses: write 1000',
    },
    {
      code: 'superset-install-at-start',
      when: { bootstrapScript: /pip3? install|uv pip install/ },
      says: 'packages are fetched at every start: an image of your own is faster and always the same',
    },
    {
      code: 'superset-overrides-order',
      when: { configOverrides: count(2) },
      says: 'in which order the texts are read is not promised: what depends on one another stands in one text',
    },
    {
      code: 'superset-scaled-replicas',
      when: { 'supersetNode.replicaCount': set, 'supersetNode.autoscaling.enabled': true },
      says: 'the autoscaler sets the number: remove it',
    },
    {
      code: 'superset-examples',
      when: { 'init.loadExamples': true },
      says: 'examples are for trying out: switch them off',
    },
    {
      code: 'superset-no-driver',
      when: { bootstrapScript: blank },
      says: 'current images have no drivers of databases: install psycopg2-binary and others here or in an image',
    },
  ]),
];

function hasOtherWebsocketSecret(found: Node | undefined, here: Here): boolean {
  const own = textOf(valueAt(here, '/supersetWebsockets.config.jwtSecret'));
  const written = /GLOBAL_ASYNC_QUERIES_JWT_SECRET\s*=\s*(['"])([^'"]+)\1/.exec(
    textOf(found) ?? '',
  )?.[2];
  return own !== undefined && written !== undefined && own !== written;
}

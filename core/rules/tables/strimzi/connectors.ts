/** Connectors of Kafka Connect: the keys that their classes cannot do without. The connector fails at its start otherwise. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { above, both, empty, filled, not, oneOf, set, type Test } from '../conditions.ts';
import { factsOf, type Fact } from '../fact.ts';

const connector = { kinds: ['kafka.strimzi.io/KafkaConnector'] };
const debezium = onPage(
  'Debezium',
  'https://debezium.io/documentation/reference/stable/connectors/',
);

const packages = {
  mysql: 'io.debezium.connector.mysql.MySqlConnector',
  mariadb: 'io.debezium.connector.mariadb.MariaDbConnector',
  postgres: 'io.debezium.connector.postgresql.PostgresConnector',
  sqlserver: 'io.debezium.connector.sqlserver.SqlServerConnector',
  oracle: 'io.debezium.connector.oracle.OracleConnector',
  db2: 'io.debezium.connector.db2.Db2Connector',
  mongodb: 'io.debezium.connector.mongodb.MongoDbConnector',
} as const;

type Database = keyof typeof packages;

function ofClass(...databases: readonly Database[]): Test {
  return oneOf(...databases.map((each) => packages[each]));
}

const allOfDebezium = ofClass(
  'mysql',
  'mariadb',
  'postgres',
  'sqlserver',
  'oracle',
  'db2',
  'mongodb',
);

/** A key that a class has no default for; told where the configuration is there. */
function needed(code: string, key: string, classes: Test, says: string): Fact {
  return {
    code,
    when: { [`spec.config[${key}]`]: empty, 'spec.config': set, 'spec.class': classes },
    says,
  };
}

const refused = factsOf({ on: connector, by: 'program', source: debezium }, [
  {
    code: 'debezium-tasks',
    when: { 'spec.tasksMax': above(1), 'spec.class': ofClass('mysql', 'mariadb', 'oracle', 'db2') },
    says: 'such a connector reads one log in its order and refuses more than one task: write 1',
  },
  {
    code: 'debezium-prefix',
    when: {
      'spec.config[topic.prefix]': empty,
      'spec.config[database.server.name]': empty,
      'spec.config[mongodb.name]': empty,
      'spec.config': set,
      'spec.class': allOfDebezium,
    },
    says: 'names of topics begin with "topic.prefix", which has no default: set it',
  },
  needed(
    'debezium-host',
    'database.hostname',
    ofClass('mysql', 'mariadb', 'postgres', 'sqlserver', 'db2'),
    'the connector has to know its database: set "database.hostname"',
  ),
  needed(
    'debezium-user',
    'database.user',
    ofClass('mysql', 'mariadb', 'postgres', 'oracle'),
    'the connector logs in to its database: set "database.user"',
  ),
  needed(
    'debezium-database',
    'database.dbname',
    ofClass('postgres', 'oracle', 'db2'),
    'the connector reads one database: set "database.dbname"',
  ),
  needed(
    'debezium-server-id',
    'database.server.id',
    ofClass('mysql', 'mariadb'),
    'the connector reads the log as a replica does, and needs a number of its own: set "database.server.id"',
  ),
  {
    code: 'debezium-mongo-address',
    when: {
      'spec.config[mongodb.connection.string]': empty,
      // The old way, up to Debezium 2.
      'spec.config[mongodb.hosts]': empty,
      'spec.config': set,
      'spec.class': ofClass('mongodb'),
    },
    says: 'the connector has to know its database: set "mongodb.connection.string"',
  },
]);

const renamed = factsOf({ on: connector, severity: 'warning', source: debezium }, [
  {
    code: 'debezium-server-name',
    when: {
      'spec.config[database.server.name]': filled,
      'spec.config[topic.prefix]': empty,
      'spec.class': allOfDebezium,
    },
    says: 'since Debezium 2 the key is "topic.prefix", without which it does not start: rename it',
  },
  {
    code: 'debezium-history',
    each: 'spec.config',
    when: {
      '[database.history.kafka.topic]': filled,
      '[schema.history.internal.kafka.topic]': empty,
      '/spec.class': allOfDebezium,
    },
    says: 'since Debezium 2 the keys of the history begin with "schema.history.internal": rename them',
  },
  {
    code: 'debezium-one-task',
    when: { 'spec.tasksMax': above(1), 'spec.class': ofClass('postgres') },
    says: 'such a connector has one task, whatever is written: write 1',
  },
]);

const s3 = oneOf('io.confluent.connect.s3.S3SinkConnector');
const sinks = oneOf(
  'io.confluent.connect.s3.S3SinkConnector',
  'io.confluent.connect.jdbc.JdbcSinkConnector',
  'io.confluent.connect.elasticsearch.ElasticsearchSinkConnector',
  'io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector',
);

const others = factsOf(
  {
    on: connector,
    by: 'program',
    source: onPage(
      'the connector',
      'https://docs.confluent.io/kafka-connectors/s3-sink/current/configuration_options.html',
    ),
  },
  [
    needed(
      's3-sink-bucket',
      's3.bucket.name',
      s3,
      'the sink has to know its bucket: set "s3.bucket.name"',
    ),
    needed(
      's3-sink-flush',
      'flush.size',
      s3,
      'how many records a file has, "flush.size" says, which has no default: set it',
    ),
    needed(
      's3-sink-storage',
      'storage.class',
      s3,
      'the sink needs "storage.class": set io.confluent.connect.s3.storage.S3Storage',
    ),
    {
      code: 'sink-topics',
      when: {
        'spec.config[topics]': empty,
        'spec.config[topics.regex]': empty,
        'spec.config': set,
        'spec.class': sinks,
      },
      says: 'a sink reads topics: set "topics", or "topics.regex"',
    },
    {
      code: 'sink-topics-twice',
      when: {
        'spec.config[topics.regex]': filled,
        'spec.config[topics]': both(filled, not(oneOf(''))),
      },
      says: '"topics" and "topics.regex" exclude each other: keep one',
    },
  ],
);

export const kafkaConnectors: readonly Rule[] = [...refused, ...renamed, ...others];

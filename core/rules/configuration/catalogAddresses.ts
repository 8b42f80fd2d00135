/** The address without which a catalog of Trino does not start, by its connector: properties that its configuration requires. */

/** A property that is needed, or the property whose value says which one. */
export type NeededAddress =
  | string
  | {
      readonly by: string;
      readonly initial: string;
      /** Of values that are not named nothing is needed. */
      readonly needs: Readonly<Record<string, string>>;
    };

const metastore: NeededAddress = {
  by: 'hive.metastore',
  initial: 'thrift',
  needs: { thrift: 'hive.metastore.uri' },
};

const databases = ['clickhouse', 'druid', 'mariadb', 'mysql', 'oracle', 'postgresql', 'redshift'];

export const catalogAddresses: Readonly<Record<string, NeededAddress>> = {
  ...Object.fromEntries(
    [...databases, 'singlestore', 'sqlserver'].map((each) => [each, 'connection-url']),
  ),
  cassandra: 'cassandra.contact-points',
  delta_lake: metastore,
  elasticsearch: 'elasticsearch.host',
  hive: metastore,
  hudi: metastore,
  iceberg: {
    by: 'iceberg.catalog.type',
    initial: 'hive_metastore',
    needs: {
      hive_metastore: 'hive.metastore.uri',
      jdbc: 'iceberg.jdbc-catalog.connection-url',
      nessie: 'iceberg.nessie-catalog.uri',
      rest: 'iceberg.rest-catalog.uri',
      snowflake: 'iceberg.snowflake-catalog.account-uri',
    },
  },
  kafka: 'kafka.nodes',
  mongodb: 'mongodb.connection-url',
  opensearch: 'opensearch.host',
  pinot: 'pinot.controller-urls',
  redis: 'redis.nodes',
};

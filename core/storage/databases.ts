/** What keeps data that somebody would miss: by the image, by the directory, by the name that people give. */

/** Directories in which databases and other stores keep what they have. */
const dataPaths = [
  ...['/var/lib/postgresql', '/var/lib/mysql', '/var/lib/mongodb', '/data/db', '/var/lib/kafka'],
  ...['/var/lib/cassandra', '/var/lib/clickhouse', '/var/lib/zookeeper', '/var/lib/rabbitmq'],
  ...['/var/lib/influxdb', '/var/lib/tarantool', '/var/lib/etcd', '/var/lib/redis', '/bitnami'],
  ...['/usr/share/elasticsearch/data', '/usr/share/opensearch/data', '/var/lib/neo4j'],
  ...['/opt/hive/data', '/user/hive/warehouse', '/var/lib/trino/data', '/var/lib/grafana'],
];

/** Whether a database or another store is known to keep its data there. */
export function isDataPath(path: string): boolean {
  const clean = path.endsWith('/') ? path.slice(0, -1) : path;
  return (
    dataPaths.some((known) => clean === known || clean.startsWith(`${known}/`)) ||
    clean.split('/').some((step) => step === 'metastore_db' || step === 'warehouse')
  );
}

const databases: ReadonlySet<string> = new Set([
  ...['postgres', 'postgresql', 'postgis', 'timescaledb', 'pgvector', 'mysql', 'mysql-server'],
  ...['mariadb', 'percona', 'percona-server', 'mongo', 'mongodb', 'cassandra', 'clickhouse'],
  ...[
    'clickhouse-server',
    'kafka',
    'cp-kafka',
    'zookeeper',
    'elasticsearch',
    'opensearch',
    'minio',
  ],
  ...['cockroach', 'etcd', 'neo4j', 'couchdb', 'influxdb', 'rabbitmq', 'tarantool', 'scylla'],
]);

/** Last step of the name of an image, without tag and digest: `postgres` of `docker.io/library/postgres:16`. */
export function imageName(image: string): string {
  const [path = ''] = image.split('@');
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last.split(':')[0] ?? last;
}

export function isDatabaseImage(image: string): boolean {
  return databases.has(imageName(image));
}

const dataWords: ReadonlySet<string> = new Set([
  ...['db', 'database', 'postgres', 'postgresql', 'pg', 'pgdata', 'mysql', 'mariadb', 'mongo'],
  ...[
    'mongodb',
    'cassandra',
    'clickhouse',
    'kafka',
    'zookeeper',
    'metastore',
    'warehouse',
    'minio',
  ],
  ...['lakehouse', 'datalake', 'elasticsearch', 'opensearch', 'tarantool', 'etcd', 'neo4j'],
]);

/** Whether a name says that a database, a warehouse or the like is kept there. */
export function namesData(name: string): boolean {
  return name.split(/[-._]/).some((word) => dataWords.has(word));
}

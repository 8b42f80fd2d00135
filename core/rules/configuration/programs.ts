/** Programs whose configuration is read at their start. Spark has codes of its own, which are older. */
export const otherPrograms: readonly string[] = [
  ...['airflow', 'clickhouse', 'flink', 'hadoop', 'hive', 'jupyterhub', 'kafka', 'minio', 'mlflow'],
  ...['postgresql', 'presto', 'rabbitmq', 'superset', 'trino', 'trino-session'],
];

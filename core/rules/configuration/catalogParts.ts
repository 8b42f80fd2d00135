/**
 * Keys of a catalog of Trino that only one part of its connector reads, by the key that chooses the part. Trino refuses a key that
 * nothing has read.
 */

export interface PartOfCatalog {
  /** What chooses: the first of these keys that is set counts. */
  readonly by: readonly string[];
  /** Of the connectors. */
  readonly connectors: readonly string[];
  /** What is chosen where nothing is set. */
  readonly initial: string;
  /** Values of `by` with which the keys are read. */
  readonly values: readonly string[];
  /** What the keys begin with, or are. */
  readonly keys: readonly string[];
}

const metastore = { by: ['hive.metastore'], initial: 'thrift' };
const ofMetastore = { ...metastore, connectors: ['hive', 'delta_lake', 'hudi'] };
const ofIceberg = {
  ...{ by: ['iceberg.catalog.type'], initial: 'hive_metastore' },
  connectors: ['iceberg'],
};
const ofFiles = {
  ...{ initial: 'false', values: ['true'] },
  connectors: ['hive', 'delta_lake', 'hudi', 'iceberg'],
};

const thriftKeys = ['hive.metastore.uri', 'hive.metastore.thrift.'];

export const partsOfCatalogs: readonly PartOfCatalog[] = [
  { ...ofMetastore, values: ['thrift'], keys: thriftKeys },
  { ...ofMetastore, values: ['glue', 'glue_v1'], keys: ['hive.metastore.glue.'] },
  { ...ofMetastore, values: ['file'], keys: ['hive.metastore.catalog.dir'] },
  { ...ofIceberg, values: ['hive_metastore'], keys: thriftKeys },
  { ...ofIceberg, values: ['glue'], keys: ['hive.metastore.glue.', 'iceberg.glue.'] },
  { ...ofIceberg, values: ['rest'], keys: ['iceberg.rest-catalog.'] },
  { ...ofIceberg, values: ['jdbc'], keys: ['iceberg.jdbc-catalog.'] },
  { ...ofIceberg, values: ['nessie'], keys: ['iceberg.nessie-catalog.'] },
  { ...ofIceberg, values: ['snowflake'], keys: ['iceberg.snowflake-catalog.'] },
  { ...ofFiles, by: ['fs.s3.enabled', 'fs.native-s3.enabled'], keys: ['s3.'] },
  { ...ofFiles, by: ['fs.azure.enabled', 'fs.native-azure.enabled'], keys: ['azure.'] },
  { ...ofFiles, by: ['fs.gcs.enabled', 'fs.native-gcs.enabled'], keys: ['gcs.'] },
];

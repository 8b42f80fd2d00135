import { expect, test } from 'vitest';
import type { ConfigKey } from './configKey.ts';
import { expected, valuesOfType } from './grammar.ts';

const key = (type: string, more: Partial<ConfigKey> = {}): ConfigKey => ({
  key: 'a',
  type,
  ...more,
});

test.each([
  ['spark', 'size', '8g 512m 1024 -1 10MB', '8Gi 1.5g 10_MB'],
  ['spark', 'duration', '120s 5min 30', '5_minutes 1.5s'],
  ['spark', 'boolean', 'true FALSE', 'yes on 1'],
  ['trino', 'size', '4GB 1.5TB 4_GB 100kB', '4Gi 4G 4gb 100KB 10'],
  ['trino', 'duration', '5m 1.5h 100ms', '10min 10 1h30m'],
  ['hadoop', 'size', '64M 1024', '64MB 1.5G'],
  ['flink', 'size', '1600mb 4_gb 1024', '8Gi 1.5gb'],
  ['postgresql', 'size', '256MB 128kB 16384', '256Mi 256mb 1G'],
  ['postgresql', 'duration', '5min 30s 10', '5m'],
  ['postgresql', 'boolean', 'on off yes 0', 'enabled'],
  ['kafka', 'int', '3 -1', '3.5 many'],
  ['minio', 'boolean', 'on OFF true 12m', 'maybe'],
  ['minio', 'int', '3 auto', 'many'],
  ['mlflow', 'boolean', 'true 0', 'yes'],
  ['clickhouse', 'int', '3 10G 10Gi auto(8) 0', '3.5 many 10_GB'],
  ['clickhouse', 'duration', '60 0.5 10k', '60s 1m30s'],
  ['clickhouse', 'boolean', '0 1 true on', 'maybe'],
  ['spark', 'double', '0.6 1 1e3', '60% half'],
])('%s reads some texts as %s', (program, type, good, bad) => {
  const words = (list: string): string[] => list.split(' ').map((each) => each.replace('_', ' '));
  for (const text of words(good))
    expect([text, expected(program, key(type), text)]).toEqual([text, undefined]);
  for (const text of words(bad))
    expect([text, typeof expected(program, key(type), text)]).toEqual([text, 'string']);
});

test('a choice is compared as the program compares', () => {
  const level = key('enum', { values: ['minimal', 'replica'] });
  expect(expected('postgresql', level, 'replica')).toBeUndefined();
  expect(expected('postgresql', level, 'Replica')).toBeUndefined();
  expect(expected('kafka', level, 'Replica')).toBe('one of minimal, replica');
  const policy = key('enum', { values: ['RETRY_QUERY'], unit: 'case-insensitive, - or _' });
  expect(expected('trino', policy, 'retry-query')).toBeUndefined();
});

test('numbers keep to their bounds', () => {
  const bounded = key('int', { unit: '>=1 <=10' });
  expect(expected('kafka', bounded, '0')).toBe('1 or more');
  expect(expected('kafka', bounded, '11')).toBe('10 or less');
  expect(expected('kafka', bounded, '10')).toBeUndefined();
  expect(expected('trino', key('int', { unit: '>=1kB <=1GB' }), '0')).toBeUndefined();
});

test('a default that is no value of the type shows that there are others', () => {
  expect(expected('spark', key('int', { default: 'auto' }), 'AUTO')).toBeUndefined();
  expect(expected('clickhouse', key('int', { unit: 'or auto' }), 'x')).toBeUndefined();
});

test('of a program whose grammar nobody wrote down nothing is said', () => {
  expect(expected('other', key('size'), '8Gi')).toBeUndefined();
  expect(expected('other', key('int'), 'many')).toBeUndefined();
});

test('Airflow reads a text as a number or a boolean where its default is one', () => {
  const written = (initial: string, name = 'core.a'): ConfigKey => ({
    key: name,
    type: 'string',
    default: initial,
  });
  expect(expected('airflow', written('32'), 'many')).toBe('a whole number');
  expect(expected('airflow', written('True'), 'yes')).toBe('True or False');
  expect(expected('airflow', written('True'), 'False  # off')).toBeUndefined();
  expect(expected('airflow', written('airflow'), '32')).toBeUndefined();
  expect(expected('airflow', written('False', 'api.expose_config'), 'non-sensitive-only')).toBe(
    undefined,
  );
  expect(expected('kafka', written('32'), 'many')).toBeUndefined();
});

test('numbers of Hadoop may be sizes and times, of others not', () => {
  const number = { key: 'a', type: 'int' };
  for (const text of ['256m', '10g', '3s', '3600s', '1h', '-1', '128M'])
    expect(expected('hadoop', number, text)).toBeUndefined();
  expect(expected('hadoop', number, 'three')).toBe('a whole number');
  expect(expected('spark', number, '3s')).toBe('a whole number');
});

test('a default that is none of the choices shows that not all of them are known', () => {
  const security = key('enum', { default: 'NONE', values: ['AWS', 'PASSWORD'] });
  expect(expected('trino', security, 'OAUTH2')).toBeUndefined();
  expect(valuesOfType('trino', security)).toEqual([]);
});

test('a key may have a grammar of its own', () => {
  const environment: ConfigKey = { key: 'node.environment', type: 'string' };
  expect(expected('trino', environment, 'prod_eu')).toBeUndefined();
  expect(expected('trino', environment, 'Prod')).toContain('small letters');
  const map: ConfigKey = { key: 'listener.security.protocol.map', type: 'string' };
  expect(expected('kafka', map, 'CONTROLLER:PLAINTEXT, EXTERNAL:sasl_ssl')).toBeUndefined();
  expect(expected('kafka', map, 'CONTROLLER:PLAINTXT')).toContain('SASL_SSL');
  const serializer: ConfigKey = { key: 'spark.serializer', type: 'class' };
  expect(expected('spark', serializer, 'com.example.Serializer')).toBeUndefined();
  expect(expected('spark', serializer, 'org.apache.spark.serializer.KryoSerializer')).toBe(
    undefined,
  );
  expect(expected('spark', serializer, 'org.apache.spark.serializer.KyroSerializer')).toContain(
    'Kryo',
  );
});

test('sizes and durations of PostgreSQL are compared with bounds in another unit', () => {
  const timeout = key('duration', { unit: 's if no suffix; >=30 <=86400' });
  for (const text of ['30', '5min', '1d', '30000ms', '0.5min'])
    expect([text, expected('postgresql', timeout, text)]).toEqual([text, undefined]);
  expect(expected('postgresql', timeout, '10s')).toBe('30s or more');
  expect(expected('postgresql', timeout, '2d')).toBe('86400s or less');
  const buffers = key('size', { unit: '8kB if no suffix; >=16' });
  expect(expected('postgresql', buffers, '128kB')).toBeUndefined();
  expect(expected('postgresql', buffers, '64kB')).toBe('128kB or more');
  expect(expected('postgresql', buffers, '15')).toBe('128kB or more');
});

test('words of a list of Kafka are some of those that it knows', () => {
  const policy = key('list', { default: 'delete', values: ['compact', 'delete'] });
  expect(expected('kafka', policy, 'compact, delete')).toBeUndefined();
  expect(expected('kafka', policy, 'compacted')).toBe(
    'one or several of compact, delete, parted by commas',
  );
  expect(expected('kafka', key('list', { values: [] }), 'x')).toBeUndefined();
  expect(expected('kafka', key('list', { default: 'z', values: ['a'] }), 'x')).toBeUndefined();
});

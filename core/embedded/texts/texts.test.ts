import { expect, test } from 'vitest';
import type { ConfigForm } from '../../dictionaries/annotation.ts';
import { entriesOf } from '../entries.ts';
import { keyOfVariable, variableAnnotation, variableOfKey } from '../variables.ts';
import { at, type Node } from '../../yaml/node.ts';
import { parse } from '../../yaml/parse.ts';

/** Keys as the program knows them, what stands at their value, and the value. */
function read(lines: string, form: ConfigForm): [string, string, string | undefined][] {
  const text = `a: |\n${lines}`;
  const node: Node | undefined = at(parse(text).root, ['a']);
  if (!node) throw new Error('nothing stands there');
  return entriesOf({ of: 'mill', form }, node, text).map(({ key, valueSpan, value }) => [
    key,
    text.slice(...valueSpan),
    value,
  ]);
}

test('lines of sections have the section before their keys', () => {
  const lines = `  [core]
  # one
  parallelism = 32
  plugins = a,
    b

  [webserver]
  port=8080
`;
  expect(read(lines, 'ini')).toEqual([
    ['core.parallelism', '32', '32'],
    ['core.plugins', 'a,', undefined],
    ['webserver.port', '8080', '8080'],
  ]);
});

test('properties of XML are read where they are not commented out', () => {
  const lines = `  <?xml version="1.0"?>
  <configuration>
    <!-- <property><name>x</name><value>1</value></property> -->
    <property>
      <name>fs.defaultFS</name>
      <value> s3a://lake </value>
    </property>
    <property><name>open
    <property><name>y</name><value>\${z}</value></property>
    <property><name>empty</name><value></value></property>
  </configuration>
`;
  expect(read(lines, 'xml')).toEqual([
    ['fs.defaultFS', 's3a://lake', 's3a://lake'],
    ['y', '${z}', undefined],
    ['empty', 'empty', ''],
  ]);
});

test('names of a configuration in Python are those of its top level', () => {
  const lines = `    import os
    ROW_LIMIT = 5000
    SECRET_KEY = os.environ["KEY"]
    FLAGS = {
        "A": True,
    }
    TITLE: str = 'Lake'  # words
    DOC = """
    NOT_A_NAME = 1
    """
    if True:
        NEITHER = 2
    c.Spawner.cmd = 'jupyterhub'
    X == 1
`;
  expect(read(lines, 'python')).toEqual([
    ['ROW_LIMIT', '5000', '5000'],
    ['SECRET_KEY', 'os.environ["KEY"]', undefined],
    ['FLAGS', '{', undefined],
    ['TITLE', "'Lake'  # words", 'Lake'],
    ['DOC', '"""', undefined],
    ['Spawner.cmd', "'jupyterhub'", 'jupyterhub'],
  ]);
});

test.each([
  ['AIRFLOW__CORE__FERNET_KEY', 'airflow', 'core.fernet_key'],
  ['KAFKA_LOG_RETENTION_HOURS', 'kafka', 'log.retention.hours'],
  ['MINIO_BROWSER', 'minio', 'MINIO_BROWSER'],
])('the variable %s stands for a key of %s, and the key for it', (name, of, key) => {
  expect(keyOfVariable(name)).toEqual({ of, key });
  expect(variableOfKey(of, key)).toBe(name);
});

test('a variable configures a program where its name or the image says so', () => {
  const programOf = (name: string, image: string): string | undefined =>
    variableAnnotation(parse(`name: ${name}`).root, parse(`image: ${image}`).root)?.of;
  expect(programOf('AIRFLOW__CORE__EXECUTOR', 'own/dags:1')).toBe('airflow');
  expect(programOf('MINIO_BROWSER', 'quay.io/minio/minio:RELEASE.2025')).toBe('minio');
  expect(programOf('MINIO_SECRET_KEY', 'own/client:1')).toBeUndefined();
  expect(programOf('KAFKA_TOPIC', 'own/consumer:1')).toBeUndefined();
  expect(programOf('KAFKA_LOG_DIRS', 'apache/kafka:4.0.0')).toBe('kafka');
  expect(keyOfVariable('PATH')).toBeUndefined();
});

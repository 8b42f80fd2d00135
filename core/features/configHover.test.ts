import { expect, test } from 'vitest';
import { builtStore } from '../../test/harness/checkCompletion.ts';
import { silentLog } from '../log.ts';
import { Session } from '../session.ts';
import { hover } from './hover.ts';

function hoverAt(marked: string): string {
  const at = marked.indexOf('$0');
  const before = marked.slice(0, at);
  const session = new Session({
    store: builtStore,
    log: silentLog,
    loadEngine: () => Promise.reject(new Error('hover needs no engine')),
  });
  session.open('untitled:a.yaml', 'yaml', 1, before + marked.slice(at + 2));
  const file = session.file('untitled:a.yaml');
  const line = before.split('\n').length - 1;
  const character = before.length - (before.lastIndexOf('\n') + 1);
  const found = file && hover(session, file, { line, character });
  return found && typeof found.contents === 'object' && 'value' in found.contents
    ? found.contents.value
    : '';
}

test('a property of Spark is told with type, default, unit and the field that wins', () => {
  const text = hoverAt(`
apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
spec:
  sparkVersion: 3.5.3
  sparkConf:
    spark.exec$0utor.memory: 4g
  executor:
    memory: 2g
`);
  expect(text).toContain('spark.executor.memory');
  expect(text).toContain('size · Spark');
  expect(text).toContain('Default: `1g`');
  expect(text).toContain('A bare number counts in MiB.');
  expect(text).toContain('The field `executor.memory` wins over it, and is set here.');
});

test('so is the key of a line in a file of a ConfigMap', () => {
  const text = hoverAt(`
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
data:
  spark-defaults.conf: |
    spark.eventLog.enabled true
    spark.sql.shuffle.par$0titions 200
`);
  expect(text).toContain('spark.sql.shuffle.partitions');
  expect(text).toContain('More than 0.');
});

test('a key that nobody knows has the words of its field', () => {
  const text = hoverAt(`
apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
spec:
  sparkConf:
    spark.exam$0ple.mine: x
`);
  expect(text).toContain('Value of the property');
});

test('so are keys in texts of other languages, and the key that a variable stands for', () => {
  const xml = hoverAt(`
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
data:
  core-site.xml: |
    <configuration>
      <property><name>fs.s3a.path.style.access</name><value>tr$0ue</value></property>
    </configuration>
`);
  expect(xml).toContain('MinIO and Ceph need it');
  const variable = hoverAt(`
apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - name: a
      env: [{ name: AIRFLOW__CORE__PARALL$0ELISM, value: "8" }]
`);
  expect(variable).toContain('core.parallelism');
});

test('a field of a manifest that stands as text in a ConfigMap', () => {
  const text = hoverAt(`apiVersion: v1
kind: ConfigMap
metadata: { name: a }
data:
  pod.yaml: |
    apiVersion: v1
    kind: Pod
    spec:
      restart$0Policy: Never
`);
  expect(text).toContain('OnFailure');
});

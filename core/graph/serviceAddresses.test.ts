import { expect, test } from 'vitest';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { SchemaStore } from '../schema/schemaStore.ts';
import { folderReader } from '../workspace/disk/folderReader.ts';
import { finish } from '../pacing/work.ts';
import { builtSchemas } from '../../scripts/installOwnKinds.ts';
import { factsOf } from './factsOf.ts';

const store = new SchemaStore(folderReader(builtSchemas));

/** `NAME in NAMESPACE:PORT` of the Services that a text leads to. */
function found(text: string, kind = 'ConfigMap', part = 'data'): string[] {
  const source = `apiVersion: v1\nkind: ${kind}\nmetadata: { name: a }\n${part}:\n  text: ${JSON.stringify(text)}\n`;
  const { facts } = finish(factsOf(store, new ManifestDocument(source, 1)));
  return (facts[0]?.references ?? []).map(
    ({ name, namespace, port }) => `${name.text} in ${namespace ?? ''}:${port?.text ?? ''}`,
  );
}

test('a Service is found by its name with namespace and .svc, wherever that stands', () => {
  expect(found('jdbc:postgresql://db.lake.svc:5432/hive?a=b')).toEqual(['db in lake:5432']);
  expect(found('http://a.x.svc, http://b.y.svc.cluster.local:80/p')).toEqual([
    'a in x:',
    'b in y:80',
  ]);
  expect(found('kafka-0.kafka.lake.svc.cluster.local.:9092')).toEqual(['kafka in lake:9092']);
});

test('what is filled in, lies in another domain or says no namespace is none', () => {
  expect(found('http://${A}.lake.svc http://${A}-b.lake.svc http://b.${NS}.svc')).toEqual([]);
  expect(found('http://a.b.svc.example.com http://a.svc http://a.b.svcs')).toEqual([]);
  expect(found('http://a.b.svc:${PORT}')).toEqual(['a in b:']);
});

test('a Secret is not looked into', () => {
  expect(found('postgresql://u:p@db.lake.svc:5432', 'Secret', 'stringData')).toEqual([]);
});

test('the time for many signs grows with the text', () => {
  const text = '.svc'.repeat(20_000) + 'a.b.svc '.repeat(20_000);
  expect(found(text)).toHaveLength(200);
});

test('names of Services in a list of addresses need no namespace, and names of pods are none', () => {
  const servers = (list: string): string[] => {
    const source = `apiVersion: kafka.strimzi.io/v1\nkind: KafkaBridge\nmetadata: { name: a }\nspec:\n  bootstrapServers: ${list}\n`;
    const { facts } = finish(factsOf(store, new ManifestDocument(source, 1)));
    return (facts[0]?.references ?? []).map(
      ({ name, namespace, port }) =>
        `${name.text} in ${namespace ?? ''}:${port?.text ?? ''} ${name.range.start.character}`,
    );
  };
  expect(servers('"events-kafka-bootstrap:9092,other.lake:9093"')).toEqual([
    'events-kafka-bootstrap in :9092 21',
    'other in lake:9093 49',
  ]);
  expect(servers('events-kafka-0.events-kafka-brokers:9092')).toEqual([]);
  expect(servers('a.kafka.example.com:9092')).toEqual([]);
  expect(servers('a.b.svc:9092')).toEqual(['a in b:9092 20']);
});

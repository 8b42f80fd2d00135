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

import { expect, test } from 'vitest';
import { get } from '../yaml/node.ts';
import { parse } from '../yaml/parse.ts';
import { trinoFile } from './trinoFiles.ts';

const annotationOf = (
  name: string,
  files: Record<string, string>,
  metadata: Record<string, unknown> = {},
): ReturnType<typeof trinoFile> => {
  const { root } = parse(JSON.stringify({ metadata, data: files }));
  return trinoFile(root, get(root, 'data'), { key: name, name, path: name });
};

test('a catalog names a connector that Presto has not', () => {
  const catalog = (text: string) =>
    annotationOf('lake.properties', { 'lake.properties': text })?.of;
  expect(catalog('connector.name=iceberg')).toBe('trino');
  expect(catalog('connector.name=hive-hadoop2')).toBeUndefined();
  expect(catalog('log4j.level=INFO')).toBeUndefined();
});

test.each([
  ['the name of the ConfigMap', { name: 'trino-catalogs' }, 'connector.name=hive'],
  ['a label of it', { labels: { app: 'trino' } }, 'connector.name=hive'],
  ['a key that Presto has not', {}, 'connector.name=hive\nfs.native-s3.enabled=true'],
])('%s tells that keys of a catalog are surely those of Trino', (_, metadata, text) => {
  const files = { 'lake.properties': text };
  expect(annotationOf('lake.properties', files, metadata)).toMatchObject({ refusesUnknown: true });
  const ofPresto = { name: 'presto', ...metadata, labels: { app: 'presto' } };
  expect(annotationOf('lake.properties', files, ofPresto)?.refusesUnknown).toBeUndefined();
});

test('settings of the server are those of its part', () => {
  const scopeOf = (text: string) =>
    annotationOf('config.properties', { 'config.properties': text }, { name: 'trino' })?.scope;
  expect(scopeOf('coordinator=true')).toEqual(['coordinator', 'worker']);
  expect(scopeOf('coordinator=false')).toEqual(['worker']);
  expect(scopeOf('coordinator=${ENV:IS_COORDINATOR}')).toEqual(['coordinator', 'worker']);
});

test('what does not say its program is of Trino where the settings of a JVM stand beside it', () => {
  const files = { 'config.properties': 'discovery.uri=http://data:8080', 'jvm.config': '-Xmx1G' };
  expect(annotationOf('config.properties', files)?.of).toBe('trino');
  expect(
    annotationOf('config.properties', { ...files, 'config.properties': 'a=b' }),
  ).toBeUndefined();
  const { 'jvm.config': _, ...alone } = files;
  expect(annotationOf('config.properties', alone)).toBeUndefined();
});

test('a file of a plug-in names it', () => {
  const files = { 'access-control.properties': 'access-control.name=file' };
  const ofTrino = annotationOf('access-control.properties', files, { name: 'trino' });
  expect(ofTrino?.scopeBy).toBe('access-control.name');
  expect(annotationOf('access-control.properties', files)).toBeUndefined();
});

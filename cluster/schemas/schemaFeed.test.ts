import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ClusterSchema } from '../../shared/protocol.ts';
import { contextKey, createOpenApiCache } from './openApiCache.ts';
import { createSchemaFeed } from './schemaFeed.ts';

// Connecting to a cluster is tested against a real one (test/cluster/openApi.test.ts): here is what stays on disk.

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'dpm-openapi-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const schema: ClusterSchema = { components: { A: { type: 'object' } }, resources: [] };
const index = { v1: { path: '/openapi/v3/api/v1?hash=1', hash: '1' } };

test('a document is found by its group and hash, and not under another hash', async () => {
  const cache = createOpenApiCache(folder());
  await cache.saveDocument('v1', '1', schema);
  expect(await cache.document('v1', '1')).toEqual(schema);
  expect(await cache.document('v1', '2')).toBeUndefined();
  expect(await cache.document('apps/v1', '1')).toBeUndefined();
});

test('without a hash nothing is kept: nobody could tell whether it is still true', async () => {
  const path = folder();
  const cache = createOpenApiCache(path);
  await cache.saveDocument('v1', '', schema);
  expect(readdirSync(path)).toEqual([]);
  expect(await cache.document('v1', '')).toBeUndefined();
});

test('documents that no index names any more are thrown away', async () => {
  const path = folder();
  const cache = createOpenApiCache(path);
  await cache.saveDocument('v1', '0', schema);
  await cache.saveDocument('v1', '1', schema);
  await cache.saveIndex('key', { context: 'a', index });
  expect(await cache.document('v1', '0')).toBeUndefined();
  expect(await cache.document('v1', '1')).toEqual(schema);
});

test('a file that is half written counts as none', async () => {
  const path = folder();
  const cache = createOpenApiCache(path);
  await cache.saveIndex('key', { context: 'a', index });
  for (const name of readdirSync(path)) writeFileSync(join(path, name), '{ "context": ');
  expect(await cache.index('key')).toBeUndefined();
});

test('the same name of a context at another server is another context', () => {
  expect(contextKey({ name: 'a', server: 'https://one' })).not.toBe(
    contextKey({ name: 'a', server: 'https://two' }),
  );
});

test('a stored context is offered offline, with the documents that were fetched once', async () => {
  const cache = createOpenApiCache(folder());
  await cache.saveIndex('key', { context: 'minikube', index });
  await cache.saveDocument('v1', '1', schema);
  const feed = createSchemaFeed(cache, () => undefined);
  expect(feed.offer).toBeNull();
  expect(await feed.recall('key')).toEqual({ context: 'minikube', groupVersions: { v1: '1' } });
  expect(await feed.schema({ context: 'minikube', groupVersion: 'v1' })).toEqual(schema);
  expect(await feed.schema({ context: 'minikube', groupVersion: 'apps/v1' })).toBeNull();
  expect(await feed.schema({ context: 'other', groupVersion: 'v1' })).toBeNull();
  feed.forget();
  expect(feed.offer).toBeNull();
  expect(await feed.schema({ context: 'minikube', groupVersion: 'v1' })).toBeNull();
});

test('a context that is recalled late does not take the place of what came after it', async () => {
  const cache = createOpenApiCache(folder());
  await cache.saveIndex('slow', { context: 'slow', index });
  const feed = createSchemaFeed(cache, () => undefined);
  const late = feed.recall('slow');
  feed.forget();
  expect(await late).toBeNull();
  expect(feed.offer).toBeNull();
});

import { expect, test } from 'vitest';
import { schemaStatus } from './schemaStatus.ts';

test('names kind, source and version, and the place in a file of several documents', () => {
  const status = schemaStatus({
    apiVersion: 'v1',
    kind: 'Pod',
    index: 1,
    count: 3,
    schema: { source: 'Kubernetes (bundled)', version: '1.36', docUrl: 'https://example.org/pod' },
  });
  expect(status).toEqual({
    text: 'Pod (v1)',
    detail: 'Kubernetes (bundled) 1.36, document 2 of 3',
    warning: false,
    docUrl: 'https://example.org/pod',
  });
});

test('warns about a kind without a schema', () => {
  const status = schemaStatus({ apiVersion: 'x/v1', kind: 'Y', index: 0, count: 1 });
  expect(status.detail).toBe('no schema for this kind');
  expect(status.warning).toBe(true);
});

test('asks for what is missing while a manifest is typed', () => {
  expect(schemaStatus({ apiVersion: 'v1', index: 0, count: 1 }).detail).toBe('type kind');
  expect(schemaStatus({ kind: 'Pod', index: 0, count: 1 }).detail).toBe('type apiVersion');
});

test('a problem of the document comes before everything else', () => {
  const status = schemaStatus({ index: 0, count: 1, problem: 'file is larger than 5 MB' });
  expect(status).toMatchObject({ detail: 'file is larger than 5 MB', warning: true });
});

test('says so plainly when there is no manifest', () => {
  expect(schemaStatus(undefined)).toMatchObject({ text: 'No manifest', warning: false });
});

import { expect, test } from 'vitest';
import { clusterError } from '../errors/errors.ts';
import { bindingsOf, withoutBindings, withServerMetadata } from './serverMetadata.ts';

const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'n' };
const conflict = clusterError('conflict', 'the server says so', { status: 409 });
const manifest = (metadata: object) => ({ kind: 'ConfigMap', metadata });
const told = (metadata: object, live: object | undefined, error = conflict) => {
  const result = withServerMetadata(error, ref, manifest(metadata), live && { metadata: live });
  return { message: result.message, paths: result.causes.map(({ path }) => path.join('.')) };
};

test('a version that the object has no more is told with its line', () => {
  const { message, paths } = told({ resourceVersion: '1' }, { resourceVersion: '2' });
  expect(paths).toEqual(['metadata.resourceVersion']);
  expect(message).toContain('refused ConfigMap a in namespace n: metadata.resourceVersion: ');
  expect(message).toContain('from version 1 of the object, which has changed since (to 2)');
});

test('a uid of another object is told, and that its version means nothing', () => {
  const { message, paths } = told(
    { uid: 'old', resourceVersion: '1' },
    { uid: 'new', resourceVersion: '2' },
  );
  expect(paths).toEqual(['metadata.uid', 'metadata.resourceVersion']);
  expect(message).toContain('another object of this name');
  expect(message).toContain('This version is one of that other object');
});

test('what the object has like this is not at fault, nor what is empty', () => {
  expect(
    told({ uid: 'u', resourceVersion: '1' }, { uid: 'u', resourceVersion: '2' }).paths,
  ).toEqual(['metadata.resourceVersion']);
  expect(told({ uid: '', resourceVersion: null }, { uid: 'u' }).message).toBe('the server says so');
});

test('managedFields and what the server names are told, the rest of its metadata is left alone', () => {
  const error = clusterError('invalid', 'metadata.managedFields must be nil', { status: 400 });
  const { paths, message } = told({ managedFields: [], generation: 3 }, undefined, error);
  expect(paths).toEqual(['metadata.managedFields']);
  expect(message).toContain('Only the API server writes managedFields');
  const named = clusterError('invalid', 'x', {
    causes: [
      { path: ['metadata', 'generation'], reason: '', message: 'x' },
      { path: ['spec'], reason: '', message: 'y' },
    ],
  });
  expect(told({ generation: 3 }, undefined, named).paths).toEqual(['metadata.generation', 'spec']);
});

test.each([
  [
    'fields of another owner',
    clusterError('conflict', 'x', {
      status: 409,
      causes: [{ path: ['metadata', 'uid'], reason: 'FieldManagerConflict', message: '' }],
    }),
  ],
  ['a conflict without a status', clusterError('conflict', 'x')],
  ['another refusal', clusterError('invalid', 'x', { status: 422 })],
])('%s are another matter', (_what, error) => {
  expect(withServerMetadata(error, ref, manifest({ uid: 'old' }), undefined)).toBe(error);
});

test('what binds a manifest to an object can be taken out', () => {
  const bound = manifest({ name: 'a', uid: 'u', resourceVersion: '1', labels: {} });
  expect(bindingsOf(bound)).toEqual(['uid', 'resourceVersion']);
  expect(withoutBindings(bound)).toEqual(manifest({ name: 'a', labels: {} }));
  const free = manifest({ name: 'a' });
  expect(withoutBindings(free)).toBe(free);
  expect(withoutBindings('text')).toBe('text');
});

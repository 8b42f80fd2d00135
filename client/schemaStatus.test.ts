import { expect, test } from 'vitest';
import type { SchemaInfo } from '../shared/protocol.ts';
import { schemaPicks, schemaStatus } from './schemaStatus.ts';

const bundled = { id: 'bundled', source: 'Kubernetes (bundled)', version: '1.36' };
const ofPod: SchemaInfo = {
  ...bundled,
  group: '',
  docUrl: 'https://example.org/pod',
  available: [bundled],
  isChosen: false,
};

test('names kind, source and version, and the place in a file of several documents', () => {
  const status = schemaStatus({
    apiVersion: 'v1',
    kind: 'Pod',
    index: 1,
    count: 3,
    schema: ofPod,
  });
  expect(status).toEqual({
    text: 'Pod (v1)',
    detail: 'Kubernetes (bundled) 1.36, document 2 of 3',
    warning: false,
    docUrl: 'https://example.org/pod',
  });
});

test('says how many values are filled in elsewhere, and by what', () => {
  const info = { apiVersion: 'v1', kind: 'Pod', index: 0, count: 1, schema: ofPod };
  const detailOf = (count: number, ...by: string[]): string =>
    schemaStatus({ ...info, filledIn: { count, by } }).detail;
  expect(detailOf(1, 'SOPS')).toBe('Kubernetes (bundled) 1.36, 1 value filled in by SOPS');
  expect(detailOf(3, 'Flux', 'kustomize', 'ytt')).toContain(
    '3 values filled in by Flux, kustomize and ytt',
  );
  const values = { filledIn: { count: 2, by: ['SOPS'] }, values: {}, index: 0, count: 1 };
  expect(schemaStatus(values).detail).toBe('chart not recognised, 2 values filled in by SOPS');
});

test('says by which release of Kubernetes a kind of its own is judged, and who says so', () => {
  const info = { apiVersion: 'v1', kind: 'Pod', index: 0, count: 1, schema: ofPod };
  const kubernetes = { version: '1.29', from: 'configuration' } as const;
  expect(schemaStatus({ ...info, kubernetes }).detail).toBe(
    'Kubernetes (bundled) 1.36, judged by Kubernetes 1.29 (says .dpm.yaml)',
  );
  const later = { version: '1.40', from: 'cluster', isLaterThanKnown: true } as const;
  expect(schemaStatus({ ...info, kubernetes: later }).detail).toBe(
    'Kubernetes (bundled) 1.36, judged by Kubernetes 1.40 (the connected cluster, newer than we know)',
  );
});

test('warns about a kind without a schema', () => {
  const status = schemaStatus({ apiVersion: 'x/v1', kind: 'Y', index: 0, count: 1 });
  expect(status.detail).toBe('no schema for this kind');
  expect(status.warning).toBe(true);
});

test('says which tool a file is for', () => {
  const toolFile = { tool: 'skaffold', file: 'skaffold.yaml' };
  const info = { apiVersion: 'skaffold/v4beta6', kind: 'Config', index: 0, count: 1, toolFile };
  expect(schemaStatus(info)).toEqual({
    text: 'Config',
    detail: 'a file of skaffold, which no API server reads: only its YAML is checked',
    warning: false,
  });
});

test('says that a schema on the web is left to others', () => {
  const toolFile = { tool: '', isElsewhere: true };
  expect(schemaStatus({ index: 0, count: 1, toolFile }).detail).toBe(
    'names a schema on the web, which is left to other extensions',
  );
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

test('says that a schema is there because the user chose it', () => {
  const schema = { ...ofPod, isChosen: true };
  const { detail } = schemaStatus({ apiVersion: 'v1', kind: 'Pod', index: 0, count: 1, schema });
  expect(detail).toBe('Kubernetes (bundled) 1.36, your choice');
});

test('offers the order of sources, each source, and what is behind the one in force', () => {
  const crd = {
    id: 'workspace:a.yaml',
    source: 'CRD in a.yaml',
    version: '',
    file: 'file:///a.yaml',
  };
  const schema = { ...ofPod, ...crd, available: [crd, bundled] };
  expect(schemaPicks(schema)).toEqual([
    { label: 'Automatic', description: 'in force: the first of those below' },
    { label: 'CRD in a.yaml', id: 'workspace:a.yaml' },
    { label: 'Kubernetes (bundled) 1.36', id: 'bundled' },
    { label: '', isSeparator: true },
    { label: 'Open the file of this schema', open: 'file:///a.yaml' },
    { label: 'Open the reference page', open: 'https://example.org/pod' },
  ]);
  const [automatic, , chosen] = schemaPicks({ ...schema, ...bundled, isChosen: true });
  expect(automatic?.description).toBe('the first of those below');
  expect(chosen?.description).toBe('in force');
});

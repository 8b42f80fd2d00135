import { expect, test } from 'vitest';
import { testSession } from '../../test/harness/manifests.ts';
import { ManifestFile } from '../model/manifestFile.ts';
import { finish } from '../pacing/work.ts';
import { areApart } from './environments.ts';
import { factsOf } from './factsOf.ts';
import { Graph } from './graph.ts';
import { findingsOf } from './links.ts';

const { store } = testSession();

function graphOf(files: Readonly<Record<string, string>>): Graph {
  const graph = new Graph();
  for (const [path, text] of Object.entries(files)) {
    const uri = `file:///w/${path}`;
    const file = new ManifestFile(uri, 'yaml', 1, text, { nextId: () => -1 });
    graph.setOnDisk(
      uri,
      file.documents.map((each) => finish(factsOf(store, each))),
    );
  }
  graph.isWhole = true;
  return graph;
}

/** Codes by file, in the order of the files. */
function codesIn(graph: Graph): string[] {
  const around = { graph, isNamespaced: () => true };
  return [...graph.files].flatMap((uri) =>
    graph
      .documentsIn(uri)
      .flatMap((placed) => findingsOf(uri, placed, around))
      .filter(({ code }) => code !== 'reference-missing')
      .map(({ code }) => `${uri.slice('file:///w/'.length)} ${code}`),
  );
}

const volume = (size: string): string => `apiVersion: v1
kind: PersistentVolume
metadata: {name: pv}
spec: {capacity: {storage: ${size}}, accessModes: [ReadWriteMany], storageClassName: "", nfs: {server: a, path: /x}}
`;
const claim = (size: string, name = 'pvc'): string => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}, namespace: data}
spec: {accessModes: [ReadWriteMany], storageClassName: "", volumeName: pv, resources: {requests: {storage: ${size}}}}
`;
const autoscaler = (name: string): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}, namespace: data}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 4}
`;
const pod = (memory: string, name = 'a'): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: data}
spec: {containers: [{name: a, image: "b:1", resources: {limits: {memory: ${memory}}}}]}
`;
const quota = (memory: string): string => `apiVersion: v1
kind: ResourceQuota
metadata: {name: q, namespace: data}
spec: {hard: {limits.memory: ${memory}}}
---
apiVersion: v1
kind: LimitRange
metadata: {name: l, namespace: data}
spec: {limits: [{type: Container, max: {memory: ${memory}}}]}
`;

const two = (...parts: readonly string[]): string => parts.join('---\n');

test.each([
  ['files of two folders', 'dev/a.yaml', 'prod/a.yaml'],
  ['files of one folder', 'dev.yaml', 'prod.yaml'],
  ['files of folders in two folders', 'dev/storage/a.yaml', 'prod/other/a.yaml'],
])('what stands in %s twice is of two clusters', (_, dev, prod) => {
  const graph = graphOf({
    [dev]: two(volume('10Gi'), claim('10Gi'), autoscaler('web'), quota('1Gi'), pod('1Gi')),
    [prod]: two(volume('30Gi'), claim('30Gi'), autoscaler('web'), quota('4Gi'), pod('4Gi')),
  });
  expect(codesIn(graph)).toEqual([]);
});

test('an environment may be spread over several files', () => {
  const graph = graphOf({
    'dev/pv.yaml': volume('10Gi'),
    'dev/pvc.yaml': claim('10Gi'),
    'prod/pv.yaml': volume('30Gi'),
    'prod/pvc.yaml': claim('30Gi'),
  });
  expect(codesIn(graph)).toEqual([]);
});

test('what is wrong within one of them is told there', () => {
  const graph = graphOf({
    'dev/a.yaml': two(volume('10Gi'), claim('30Gi'), quota('1Gi'), pod('1Gi')),
    'prod/a.yaml': two(volume('30Gi'), claim('30Gi'), quota('4Gi'), pod('4Gi'), pod('4Gi', 'b')),
  });
  expect(codesIn(graph)).toEqual(['dev/a.yaml claim-volume-misfit', 'prod/a.yaml quota-exceeded']);
});

test('folders without an object in common are of one cluster', () => {
  const graph = graphOf({
    'storage/a.yaml': two(volume('10Gi'), autoscaler('web')),
    'claims/a.yaml': two(claim('30Gi'), autoscaler('other')),
  });
  expect(codesIn(graph)).toEqual([
    'storage/a.yaml two-autoscalers',
    'claims/a.yaml claim-volume-misfit',
    'claims/a.yaml two-autoscalers',
  ]);
});

test('a namespace that is written twice parts nothing', () => {
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: data}\n';
  const graph = graphOf({
    'storage/a.yaml': two(namespace, volume('10Gi')),
    'claims/a.yaml': two(namespace, claim('30Gi')),
  });
  expect(areApart(graph, 'file:///w/storage/a.yaml', 'file:///w/claims/a.yaml')).toBe(false);
});

test('what stands side by side is gathered anew when a name changes, and not with an edit of something else', () => {
  const files = { 'dev/pv.yaml': volume('10Gi'), 'prod/pv.yaml': volume('30Gi') };
  const graph = graphOf(files);
  const edited = (size: string, name = 'pv'): void => {
    const other = graphOf({ 'prod/pv.yaml': volume(size).replace('name: pv', `name: ${name}`) });
    graph.setOnDisk('file:///w/prod/pv.yaml', other.documentsIn('file:///w/prod/pv.yaml'));
  };
  const before = graph.namesEdition;
  edited('40Gi');
  expect(graph.namesEdition).toBe(before);
  expect(areApart(graph, 'file:///w/dev/pv.yaml', 'file:///w/prod/pv.yaml')).toBe(true);
  edited('40Gi', 'other');
  expect(graph.namesEdition).toBeGreaterThan(before);
  expect(areApart(graph, 'file:///w/dev/pv.yaml', 'file:///w/prod/pv.yaml')).toBe(false);
});

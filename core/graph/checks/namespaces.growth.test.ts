import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../../test/harness/growth.ts';
import { testSession } from '../../../test/harness/manifests.ts';
import { ManifestFile } from '../../model/manifestFile.ts';
import { finish } from '../../pacing/work.ts';
import { factsOf } from '../factsOf.ts';
import { Graph } from '../graph.ts';
import { findingsOf } from '../links.ts';

const { store } = testSession();

/** So many namespaces, each with a quota, a pod, a Service that leads to a port which the pod has not, and a volume for a claim. */
function filled(count: number): Graph {
  const graph = new Graph();
  for (let index = 0; index < count; index++) {
    const metadata = `metadata: {name: a-${index}, namespace: n-${index}}`;
    const text = [
      `apiVersion: v1\nkind: ResourceQuota\n${metadata}\nspec: {hard: {pods: "0"}}\n`,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a-${index}, namespace: n-${index}, labels: {app: a-${index}}}\nspec: {containers: [{name: a, image: "b:1", ports: [{name: http, containerPort: 80}]}]}\n`,
      `apiVersion: v1\nkind: Service\n${metadata}\nspec: {selector: {app: a-${index}}, ports: [{port: 80, targetPort: htp}]}\n`,
      `apiVersion: v1\nkind: PersistentVolumeClaim\n${metadata}\nspec: {accessModes: [ReadWriteOnce], volumeName: v-${index}, resources: {requests: {storage: 1Gi}}}\n`,
    ].join('---\n');
    const uri = `file:///w/${Math.floor(index / 20)}/${index}.yaml`;
    const file = new ManifestFile(uri, 'yaml', 1, text, { nextId: () => -1 });
    graph.setOnDisk(
      uri,
      file.documents.map((each) => finish(factsOf(store, each))),
    );
  }
  graph.isWhole = true;
  return graph;
}

function findings(graph: Graph): string[] {
  const around = { graph, isNamespaced: () => true };
  return [...graph.files].flatMap((uri) =>
    graph
      .documentsIn(uri)
      .flatMap((placed) => findingsOf(uri, placed, around))
      .map(({ code }) => code),
  );
}

const made = new Map<number, Graph>();

/** Kept, as making it takes longer than the work. */
function once(count: number): Graph {
  const graph = made.get(count) ?? filled(count);
  made.set(count, graph);
  return graph;
}

test('what selects and counts is held against the objects of its namespace in a time that grows as their number', async () => {
  const found = findings(filled(3)).filter((code) => /quota-exceeded|target-port/.test(code));
  expect(found.sort()).toEqual([
    ...Array.from({ length: 3 }, () => 'quota-exceeded'),
    ...Array.from({ length: 3 }, () => 'target-port-missing'),
  ]);
  expect(await tooFastGrowth({ make: once, work: findings, count: 400 })).toBeUndefined();
});

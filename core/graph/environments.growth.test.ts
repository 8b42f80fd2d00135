import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { testSession } from '../../test/harness/manifests.ts';
import { ManifestFile } from '../model/manifestFile.ts';
import { finish } from '../pacing/work.ts';
import { factsOf } from './factsOf.ts';
import { Graph } from './graph.ts';
import { findingsOf } from './links.ts';

const { store } = testSession();

/** So many teams, each with a quota, a pod that asks for too much, and an autoscaler in an environment and in another one. */
function sideBySide(count: number): Graph {
  const graph = new Graph();
  for (let index = 0; index < 2 * count; index++) {
    const namespace = `n-${index >> 1}`;
    const text = [
      `apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q, namespace: ${namespace}}\nspec: {hard: {pods: "0"}}\n`,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: ${namespace}}\nspec: {containers: [{name: a, image: "b:1"}]}\n`,
      `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a, namespace: ${namespace}}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${namespace}}, maxReplicas: 4}\n`,
    ].join('---\n');
    const uri = `file:///w/${index % 2 === 0 ? 'dev' : 'prod'}/${namespace}/a.yaml`;
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
      .map(({ code }) => code)
      .filter((code) => code !== 'reference-missing'),
  );
}

const made = new Map<number, Graph>();

/** Kept, as making it takes longer than the work. */
function once(count: number): Graph {
  const graph = made.get(count) ?? sideBySide(count);
  made.set(count, graph);
  return graph;
}

test('environments are told apart in a time that grows as the number of their objects', async () => {
  expect(findings(sideBySide(2))).toEqual(Array.from({ length: 4 }, () => 'quota-exceeded'));
  expect(await tooFastGrowth({ make: once, work: findings, count: 200 })).toBeUndefined();
});

import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../../test/harness/growth.ts';
import { testSession } from '../../../test/harness/manifests.ts';
import { ManifestFile } from '../../model/manifestFile.ts';
import { finish } from '../../pacing/work.ts';
import { factsOf } from '../factsOf.ts';
import { Graph } from '../graph.ts';
import { Links } from '../links.ts';

const { store } = testSession();

/** So many ConfigMaps, and as many pods that read others. */
function filled(count: number): Graph {
  const graph = new Graph();
  for (let index = 0; index < count; index++) {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings-${index}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a-${index}}\nspec: {containers: [{name: a, envFrom: [{configMapRef: {name: other-${index}}}]}]}\n`;
    const file = new ManifestFile(
      `file:///w/${Math.floor(index / 20)}/${index}.yaml`,
      'yaml',
      1,
      text,
      {
        nextId: () => -1,
      },
    );
    const placed = file.documents.map((each) => finish(factsOf(store, each)));
    graph.setOnDisk(file.uri, placed);
  }
  graph.isWhole = true;
  return graph;
}

function findings(graph: Graph): number {
  const links = new Links({ graph, isNamespaced: (kind) => store.isNamespaced(kind) });
  let count = 0;
  for (const uri of graph.files)
    for (const placed of graph.documentsIn(uri)) count += links.of(uri, placed).length;
  return count;
}

const made = new Map<number, Graph>();

/** Kept, as making it takes longer than the work. */
function once(count: number): Graph {
  const graph = made.get(count) ?? filled(count);
  made.set(count, graph);
  return graph;
}

test('what is missing is found in a time that grows as the number of objects', async () => {
  expect(findings(filled(10))).toBe(10);
  expect(await tooFastGrowth({ make: once, work: findings, count: 1_000 })).toBeUndefined();
});

import { expect, test } from 'vitest';
import { builtClusterKinds } from '../../test/harness/clusterKinds.ts';
import { ClusterKinds, groupOf } from './clusterKinds.ts';

test('the explorer shows what a data platform lives on, the most frequent first', () => {
  const { folders } = new ClusterKinds(builtClusterKinds);
  const titles = (isNamespaced: boolean): string[] =>
    folders.filter(({ namespaced }) => namespaced === isNamespaced).map(({ title }) => title);
  expect(titles(true)).toEqual(['Pods', 'Persistent Volume Claims', 'Spark Applications']);
  expect(titles(false)).toEqual(['Persistent Volumes', 'Storage Classes', 'Nodes']);
});

test('a status belongs to the kind of its group, in every version', () => {
  const kinds = new ClusterKinds(builtClusterKinds);
  expect(kinds.statusOf('sparkoperator.k8s.io', 'SparkApplication')?.absent).toBe('New');
  expect(kinds.statusOf('', 'SparkApplication')).toBeUndefined();
  expect(kinds.statusOf('sparkoperator.k8s.io', 'Pod')).toBeUndefined();
  expect([groupOf('v1'), groupOf('apps/v1')]).toEqual(['', 'apps']);
});

test('without the file nothing is known', () => {
  const kinds = new ClusterKinds();
  expect(kinds.folders).toEqual([]);
  expect(kinds.statusOf('', 'Pod')).toBeUndefined();
});

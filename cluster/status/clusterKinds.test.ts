import { expect, test } from 'vitest';
import { builtClusterKinds } from '../../test/harness/clusterKinds.ts';
import { explorerSections } from '../../shared/kindFacts.ts';
import { groupOf } from '../../shared/gvk.ts';
import { ClusterKinds } from './clusterKinds.ts';

const built = new ClusterKinds(builtClusterKinds);

test('each section shows kinds of its own, the most frequent first', () => {
  for (const section of explorerSections)
    expect(built.folders.filter((folder) => folder.section === section)).not.toEqual([]);
  const storage = built.folders.filter(({ section }) => section === 'storage');
  expect(storage.map(({ title }) => title).slice(0, 3)).toEqual([
    'Persistent Volume Claims',
    'Persistent Volumes',
    'Storage Classes',
  ]);
});

test('a status belongs to the kind of its group, in every version', () => {
  expect(built.kindOf('sparkoperator.k8s.io', 'SparkApplication')?.status?.absent).toBe('New');
  expect(built.kindOf('', 'SparkApplication')).toBeUndefined();
  expect(built.kindOf('sparkoperator.k8s.io', 'Pod')).toBeUndefined();
  expect([groupOf('v1'), groupOf('apps/v1')]).toEqual(['', 'apps']);
});

test('operators and charts of one system stand under one title', () => {
  const spark = built.platform.find(({ title }) => title === 'Spark');
  expect(spark?.groups).toEqual(
    expect.arrayContaining(['sparkoperator.k8s.io', 'spark.stackable.tech']),
  );
  const airflow = built.platform.find(({ title }) => title === 'Airflow');
  expect(airflow?.charts).toContain('airflow');
  expect(airflow?.pods.map(({ title }) => title)).toEqual(['Running Tasks']);
});

test('groups of Kubernetes are told from those of others', () => {
  expect(['', 'apps', 'storage.k8s.io'].every((group) => built.isBuiltIn(group))).toBe(true);
  expect(['sparkoperator.k8s.io', 'ray.io'].some((group) => built.isBuiltIn(group))).toBe(false);
});

test('without the file nothing is known', () => {
  const kinds = new ClusterKinds();
  expect([kinds.folders, kinds.platform]).toEqual([[], []]);
  expect(kinds.kindOf('', 'Pod')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { releaseOf } from './labelledReleases.ts';

const workload = (labels: object, annotations: object = {}) => ({
  metadata: { namespace: 'team', labels, annotations },
});

test('the annotation of Helm names the release, else what charts call the instance', () => {
  const chart = { 'helm.sh/chart': 'airflow-1.15.0_build.3' };
  const expected = {
    name: 'flow',
    namespace: 'team',
    chart: { name: 'airflow', version: '1.15.0+build.3' },
  };
  const labels = { ...chart, 'app.kubernetes.io/instance': 'flow' };
  expect(releaseOf(workload(labels))).toEqual(expected);
  expect(releaseOf(workload({ ...chart, release: 'flow' }))).toEqual(expected);
  const annotation = { 'meta.helm.sh/release-name': 'other' };
  expect(releaseOf(workload(labels, annotation))?.name).toBe('other');
});

test('the version begins at the first digit behind a hyphen', () => {
  const chart = (label: string) =>
    releaseOf(workload({ 'helm.sh/chart': label, release: 'r' }))?.chart;
  expect(chart('spark-operator-2.1.0')).toEqual({ name: 'spark-operator', version: '2.1.0' });
  expect(chart('trino-v1')).toEqual({ name: 'trino', version: 'v1' });
  expect(chart('trino')).toBeUndefined();
});

test('what names no release is none', () => {
  expect(releaseOf(workload({ 'helm.sh/chart': 'a-1' }))).toBeUndefined();
  expect(releaseOf(null)).toBeUndefined();
});

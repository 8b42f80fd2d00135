import { expect, test } from 'vitest';
import { chartPicks, chosen } from './chartPicks.ts';
import { schemaStatus } from './schemaStatus.ts';

const trino = {
  id: 'trino',
  name: 'trino',
  title: 'Trino chart',
  version: '1.42.2',
  comment: 'trino@1.42.2',
};
const airflow = {
  id: 'airflow',
  name: 'airflow',
  title: 'Airflow chart',
  version: '1.18.0',
  comment: 'airflow@1.18.0',
};

test('offers the charts by title, leaving the file alone, and the comment of the one in force', () => {
  const picks = chartPicks([trino, airflow], { chart: trino, reason: 'keys' });
  expect(picks.map(({ label, id, comment }) => comment ?? id ?? label)).toEqual([
    'Automatic',
    'none',
    '# chart: trino@1.42.2',
    '',
    'airflow',
    'trino',
  ]);
  expect(picks.at(-1)?.description).toBe('1.42.2, in force');
});

test('without a chart in force there is no comment to write', () => {
  expect(chartPicks([trino], {}).some(({ comment }) => comment !== undefined)).toBe(false);
  const own = { id: 'disk:/x', name: 'x', title: 'x chart', version: '' };
  expect(chartPicks([trino], { chart: own }).some(({ comment }) => comment !== undefined)).toBe(
    false,
  );
});

const status = (values: object) => schemaStatus({ index: 0, count: 1, values });

test('the status names chart and version, and how it was found', () => {
  expect(status({ chart: trino, reason: 'keys' })).toMatchObject({
    text: 'Trino chart 1.42.2',
    detail: 'by its keys',
    warning: false,
  });
  expect(status({ chart: trino, reason: 'comment', wanted: '1.40.0' }).detail).toBe(
    'by the comment in the file, values for 1.40.0',
  );
});

test('the status says that a version is newer than what is known', () => {
  const { detail } = status({
    chart: trino,
    reason: 'comment',
    wanted: '9.0.0',
    beyond: 'newer',
  });
  expect(detail).toBe(
    'by the comment in the file, 9.0.0 is newer than we know: unknown keys are not reported',
  );
});

test('the status says when no chart is known', () => {
  expect(status({}).detail).toBe('chart not recognised');
  expect(status({ isLeftAlone: true }).detail).toBe('left alone');
  expect(status({ unknown: 'foo' })).toMatchObject({
    detail: 'no schema for the chart foo',
    warning: true,
  });
});

test('a file has one choice, however its address is spelled', () => {
  const before = { 'file:///a%20(1).yaml': 'trino', 'file:///b.yaml': 'none' };
  expect(chosen(before, 'file:///a (1).yaml', 'spark')).toEqual({
    'file:///b.yaml': 'none',
    'file:///a%20%281%29.yaml': 'spark',
  });
  expect(chosen(before, 'file:///a%20%281%29.yaml', undefined)).toEqual({
    'file:///b.yaml': 'none',
  });
});

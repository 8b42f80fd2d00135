import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import type { PlanEntry } from '../api.ts';
import { FIELD_MANAGER } from '../objects/fieldManager.ts';
import { markOf } from '../objects/liveMark.ts';
import type { PlannedDetails, Planner } from '../plan/planner.ts';
import type { JsonObject } from '../values.ts';
import { lookAgain } from './lookAgain.ts';

const entry = (manager: string, time: string) => ({ manager, operation: 'Apply', time });
const map = (
  resourceVersion: string,
  entries: object[],
  data: object = { a: '1' },
): JsonObject => ({
  kind: 'ConfigMap',
  metadata: { name: 'x', resourceVersion, managedFields: entries },
  data,
});
const ours = entry(FIELD_MANAGER, '1');
const theirs = entry('other', '1');
const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: "1"}\n';

/** `before` was planned with, `now` is found, and the dry run gives `tried`, which is the same unless told. */
async function look(
  before: JsonObject | undefined,
  now: JsonObject | undefined,
  {
    action = 'change',
    tried,
    fault = '',
  }: { action?: string; tried?: JsonObject; fault?: string } = {},
) {
  const cluster = memoryCluster(...(now ? [now] : []));
  const { context } = cluster;
  const resource = await context.discovery.resource('v1', 'ConfigMap');
  const [document] = splitManifest(text);
  if (!resource.ok || !document) throw new Error('no such kind');
  cluster.fault = ({ method }) => {
    if (method === 'PATCH' && tried) cluster.put(tried);
    return method === fault ? { message: 'not now' } : undefined;
  };
  const details: PlannedDetails = {
    ...{ resource: resource.value, object: {} },
    ...(before && { mark: markOf(before) }),
  };
  const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'ns' };
  const planned = { document, action } as unknown as PlanEntry;
  const found = await lookAgain(context as Planner, planned, ref, details);
  return [found, cluster.asked.length];
}

test('an object that is not there was not applied, one that cannot be read is unclear', async () => {
  expect(await look(undefined, undefined)).toEqual(['not-there', 1]);
  expect(await look(undefined, map('1', [ours]), { fault: 'GET' })).toEqual(['unclear', 1]);
});

test('an entry of ours that is another one now says that it was applied', async () => {
  expect(await look(undefined, map('1', [ours]))).toEqual(['applied', 1]);
  expect(await look(map('1', [theirs]), map('2', [theirs, ours]))).toEqual(['applied', 1]);
  expect(await look(map('1', [ours]), map('2', [entry(FIELD_MANAGER, '2')]))).toEqual([
    'applied',
    1,
  ]);
});

test('an object in the version of the plan was applied only where nothing was to change', async () => {
  const same = map('1', [ours]);
  expect(await look(same, same)).toEqual(['not-there', 1]);
  expect(await look(same, same, { action: 'unchanged' })).toEqual(['applied', 1]);
});

test('without an entry of ours it was not applied, unless others have been at it since', async () => {
  const before = map('1', [theirs]);
  expect(await look(before, map('2', [theirs]))).toEqual(['not-there', 1]);
  expect(await look(before, map('2', [entry('other', '2')]))).toEqual(['unclear', 1]);
  expect(await look(map('1', [ours]), map('2', []))).toEqual(['unclear', 1]);
});

test('two applies within a second are told apart by what they leave behind', async () => {
  const before = map('1', [ours]);
  const now = map('2', [ours]);
  const other = map('3', [ours], { a: '2' });
  expect(await look(before, now)).toEqual(['applied', 2]);
  expect(await look(before, now, { tried: other })).toEqual(['not-there', 2]);
  expect(await look(before, now, { fault: 'PATCH' })).toEqual(['unclear', 2]);
  const withOthers = map('2', [ours, theirs]);
  expect(await look(before, withOthers, { tried: other })).toEqual(['unclear', 2]);
});

import { expect, onTestFinished, test, vi } from 'vitest';
import { fastClock } from '../../test/harness/fastClock.ts';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import type { ResourceRef } from '../api.ts';
import { createOwnedIndex } from '../explore/ownedIndex.ts';
import type { JsonObject } from '../values.ts';
import { describeObject } from './describeObject.ts';

const ref: ResourceRef = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  name: 'nightly',
  namespace: 'ns',
};
const nightly = (resourceVersion = '1'): JsonObject => ({
  kind: 'CronJob',
  metadata: { name: 'nightly', resourceVersion },
});
const job = (name: string, status: JsonObject = { active: 1 }): JsonObject => ({
  kind: 'Job',
  metadata: { name, ownerReferences: [{ uid: 'uid-CronJob-nightly' }] },
  status,
});

const described = (...objects: JsonObject[]) => describedAt(ref, ...objects);

function describedAt(of: ResourceRef, ...objects: JsonObject[]) {
  const cluster = memoryCluster(...objects);
  const { context, watches } = cluster;
  const readIndex = createOwnedIndex(context);
  const parts = { context, contextName: 'c', watches, readIndex };
  const page = describeObject(parts, of, () => undefined);
  onTestFinished(() => page.dispose());
  const rows = (id: string) =>
    page.page?.sections
      .find((section) => section.id === id)
      ?.rows.map((row) =>
        row
          .map(({ text }) => text)
          .join(' ')
          .trim(),
      );
  return { cluster, page, rows };
}

test('what an object owns is followed while its page is open, without a change of the object', async () => {
  fastClock(1000);
  const { cluster, page, rows } = described(nightly(), job('one'));
  await vi.waitFor(() => expect(rows('related')).toEqual(['Job one Running']), 5000);
  cluster.put(job('one', { conditions: [{ type: 'Complete', status: 'True' }] }));
  await vi.waitFor(() => expect(rows('related')).toEqual(['Job one Complete']), 5000);
  cluster.put(job('two'));
  await vi.waitFor(() => expect(rows('related')).toHaveLength(2), 5000);
  const reads = () => cluster.asked.length;
  page.dispose();
  const before = reads();
  cluster.put(job('three'));
  await new Promise((done) => setTimeout(done, 60_000));
  expect(reads()).toBe(before);
});

test('nothing is read again while nothing changes, and changes are read at most every ten seconds', async () => {
  fastClock(1000);
  const { cluster, rows } = described(nightly(), job('one'));
  await vi.waitFor(() => expect(rows('related')).toHaveLength(1), 5000);
  const lists = () => cluster.asked.filter(({ path }) => path.includes('/jobs?')).length;
  const before = lists();
  await new Promise((done) => setTimeout(done, 60_000));
  expect(lists()).toBe(before);
  for (let second = 0; second < 30; second++) {
    cluster.put(nightly(`${second + 2}`));
    await new Promise((done) => setTimeout(done, 1000));
  }
  const each = lists() - before;
  expect(each).toBeGreaterThanOrEqual(2);
  // Two requests a time: the names of all that is owned, and the states.
  expect(each).toBeLessThanOrEqual(10);
});

test('of a pod and of what pods run for there are logs, of others not', async () => {
  const { page } = described(nightly());
  await vi.waitFor(() => expect(page.page?.hasLogs).toBe(false));
  const labels = { app: 'web' };
  const web = {
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
  };
  const of = (apiVersion: string, kind: string, name: string) =>
    describedAt({ apiVersion, kind, name, namespace: 'ns' }, web, {
      kind: 'Pod',
      metadata: { name: 'one' },
    });
  const [deployment, pod] = [of('apps/v1', 'Deployment', 'web'), of('v1', 'Pod', 'one')];
  await vi.waitFor(() => expect(deployment.page.page?.hasLogs).toBe(true));
  await vi.waitFor(() => expect(pod.page.page?.hasLogs).toBe(true));
});

test('an object that goes is told as deleted, one that never was as missing', async () => {
  const { cluster, page } = described(nightly());
  await vi.waitFor(() => expect(page.page?.isGone).toBe(false));
  expect(page.isMissing).toBe(false);
  cluster.remove('CronJob', 'nightly');
  expect(page.page).toMatchObject({ isGone: true, status: 'Deleted' });
  expect(page.isMissing).toBe(false);
  const none = described();
  expect(none.page.page).toBeUndefined();
  expect(none.page.isMissing).toBe(true);
  expect(none.page.problem).toBeUndefined();
});

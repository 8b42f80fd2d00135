import { expect, test, vi, onTestFinished } from 'vitest';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import type { RightId } from '../actionsApi.ts';
import type { ResourceRef } from '../api.ts';
import type { AccessQuestion } from './accessReview.ts';
import { createRights } from './rights.ts';

const web: ResourceRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'a' };

/** What is asked of the server for a right. */
async function questions(right: RightId, ref: ResourceRef): Promise<readonly AccessQuestion[]> {
  const asked: AccessQuestion[] = [];
  const cluster = memoryCluster();
  cluster.denies = (question) => {
    asked.push(question);
    return false;
  };
  expect(await createRights(cluster.context, 'test').refusal(right, ref)).toBeUndefined();
  return asked;
}

test('each right is what its requests need', async () => {
  const own = { group: 'apps', resource: 'deployments', namespace: 'a' };
  const pods = { group: '', resource: 'pods', namespace: 'a', verb: 'create' };
  expect(await questions('delete', web)).toEqual([{ ...own, verb: 'delete', name: 'web' }]);
  expect(await questions('restart', web)).toEqual([{ ...own, verb: 'patch', name: 'web' }]);
  expect(await questions('scale', web)).toEqual([
    { ...own, verb: 'patch', subresource: 'scale', name: 'web' },
  ]);
  expect(await questions('enter', web)).toEqual([{ ...pods, subresource: 'exec' }]);
  expect(await questions('forward', web)).toEqual([{ ...pods, subresource: 'portforward' }]);
  expect(await questions('drain', { apiVersion: 'v1', kind: 'Node', name: 'n' })).toEqual([
    { verb: 'patch', group: '', resource: 'nodes', name: 'n' },
    { verb: 'create', group: '', resource: 'pods', subresource: 'eviction' },
  ]);
  expect(
    await questions('runNow', { apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly' }),
  ).toEqual([{ verb: 'create', group: 'batch', resource: 'jobs', namespace: 'ns' }]);
  expect(await questions('runNow', web)).toEqual([]);
  expect(await questions('delete', { ...web, kind: 'Nothing' })).toEqual([]);
});

test('the refusal names verb, object, place and context', async () => {
  const cluster = memoryCluster();
  const { refusal } = createRights(cluster.context, 'test');
  cluster.denies = () => true;
  const end = 'of context test. Ask who runs the cluster for a role that allows it';
  expect(await refusal('delete', web)).toBe(
    `You may not delete web (deployments.apps) in namespace a ${end}`,
  );
  expect(await refusal('enter', web)).toBe(`You may not create pods/exec in namespace a ${end}`);
  expect(await refusal('cordon', { apiVersion: 'v1', kind: 'Node', name: 'n' })).toBe(
    `You may not patch n (nodes) in the whole cluster ${end}`,
  );
  cluster.denies = ({ subresource }) => subresource === 'eviction';
  const { refusal: later } = createRights(cluster.context, 'test');
  expect(await later('drain', { apiVersion: 'v1', kind: 'Node', name: 'n' })).toBe(
    `You may not create pods/eviction in the whole cluster ${end}`,
  );
});

test('an answer counts for a minute; what is not known is allowed and asked again', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const cluster = memoryCluster();
  const { refusal } = createRights(cluster.context, 'test');
  const count = () => cluster.asked.filter(({ verb }) => verb === 'create').length;
  cluster.fault = () => ({ message: 'no reviews' });
  expect(await refusal('delete', web)).toBeUndefined();
  expect(count()).toBe(1);
  cluster.fault = () => undefined;
  cluster.denies = () => true;
  expect(await refusal('delete', web)).toMatch(/^You may not delete/);
  expect(await refusal('delete', web)).toMatch(/^You may not delete/);
  expect(count()).toBe(2);
  vi.setSystemTime(Date.now() + 59_999);
  await refusal('delete', web);
  expect(count()).toBe(2);
  vi.setSystemTime(Date.now() + 1);
  await refusal('delete', web);
  expect(count()).toBe(3);
});

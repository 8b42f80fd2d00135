import { expect, test } from 'vitest';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import type { PodFacts } from '../../shared/kindFacts.ts';
import type { ClusterKinds } from '../status/clusterKinds.ts';
import { ownedPods, selectorOf } from './ownedPods.ts';

const object = (name: string, selector?: object) => ({ metadata: { name }, spec: { selector } });

test('labels are filled in from the object', () => {
  const facts = { labels: { app: '{metadata.name}', part: 'driver' } };
  expect(selectorOf(object('pi'), facts)).toBe('app=pi,part=driver');
});

test('a value that no label can have, or that is not there, finds nothing', () => {
  const facts = { labels: { app: '{metadata.name}' } };
  expect(selectorOf(object('x'.repeat(64)), facts)).toBeUndefined();
  expect(selectorOf(object('a,b=c'), facts)).toBeUndefined();
  expect(selectorOf({}, facts)).toBeUndefined();
});

test("an object's own selector is written as the server reads it", () => {
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
      { key: 'new', operator: 'Exists' },
      { key: 'x', operator: 'NotIn', values: ['y'] },
    ],
  };
  expect(selectorOf(object('n', selector), { selector: 'spec.selector' })).toBe(
    'app=web,tier in (a,b),!old,new,x notin (y)',
  );
  expect(selectorOf(object('n', {}), { selector: 'spec.selector' })).toBeUndefined();
});

test('the list of its pods is in its namespace, with what says what each is for', async () => {
  const { context } = memoryCluster({ kind: 'ConfigMap', metadata: { name: 'x' } });
  const podsOf = async (pods: PodFacts | undefined, namespace?: string) => {
    const kinds = { kindOf: () => pods && { pods } } as unknown as ClusterKinds;
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', ...(namespace && { namespace }) };
    const query = await ownedPods({ ...context, kinds }, ref);
    return query.ok ? query.value : query.error.code;
  };
  const labels = { app: '{metadata.name}' };
  const pods = { apiVersion: 'v1', kind: 'Pod', labelSelector: 'app=x' };
  expect(await podsOf({ labels })).toStrictEqual(pods);
  expect(await podsOf({ labels, role: 'part' }, 'ns')).toStrictEqual({
    ...pods,
    ...{ namespace: 'ns', roleLabel: 'part' },
  });
  expect(await podsOf(undefined)).toBeUndefined();
  expect(await podsOf({ labels: { app: '{metadata.none}' } })).toBeUndefined();
  expect(await podsOf({ labels }, 'other')).toBe('not-found');
});

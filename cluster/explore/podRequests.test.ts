import { expect, test } from 'vitest';
import { requestsOf } from './podRequests.ts';

const asks = (requests: object, more: object = {}) => ({ resources: { requests }, ...more });
const ofPod = (spec: object, phase = 'Running') => requestsOf([{ spec, status: { phase } }]);

test('containers ask together, pods of the past for nothing', () => {
  const spec = { containers: [asks({ cpu: '500m', memory: '1Gi' }), asks({ cpu: '1' }), {}] };
  expect(ofPod(spec).get('cpu')).toBe(1.5);
  expect(ofPod(spec).get('memory')).toBe(1024 ** 3);
  expect(ofPod(spec, 'Succeeded').get('cpu')).toBeUndefined();
  const both = requestsOf([{ spec }, { spec, status: { phase: 'Failed' } }]);
  expect([both.get('cpu'), both.get('pods')]).toEqual([1.5, 1]);
});

test('init containers run one by one, sidecars beside all that comes after them', () => {
  const sidecar = asks({ cpu: '2' }, { restartPolicy: 'Always' });
  const spec = (...initContainers: object[]) => ({
    containers: [asks({ cpu: '1' })],
    initContainers,
  });
  expect(ofPod(spec(asks({ cpu: '4' }), asks({ cpu: '3' }))).get('cpu')).toBe(4);
  expect(ofPod(spec(sidecar)).get('cpu')).toBe(3);
  expect(ofPod(spec(sidecar, asks({ cpu: '4' }))).get('cpu')).toBe(6);
  expect(ofPod(spec(asks({ cpu: '4' }), sidecar)).get('cpu')).toBe(4);
});

test('what a runtime class adds counts, and what is no quantity does not', () => {
  const containers = [asks({ cpu: 'much', memory: '1Ki' })];
  const all = ofPod({ containers, overhead: { memory: '1Ki' } });
  expect([all.get('cpu'), all.get('memory')]).toEqual([0, 2048]);
});

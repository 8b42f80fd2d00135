import { expect, test } from 'vitest';
import { resourcesOf } from './nodeState.ts';

const node = {
  status: { allocatable: { pods: '10', memory: '2Gi', cpu: '4', gpu: '2', disk: '0' } },
};
const asking = (requests: object) => ({ spec: { containers: [{ resources: { requests } }] } });

test('processors and memory come first, others where somebody asks for them', () => {
  const pods = [asking({ cpu: '1', gpu: '1' }), asking({ memory: '1Gi' })];
  expect(resourcesOf(node, pods, {})).toEqual([
    { name: 'cpu', allocatable: '4', requestedPercent: 25 },
    { name: 'memory', allocatable: '2Gi', requestedPercent: 50 },
    { name: 'pods', allocatable: '10', requestedPercent: 20 },
    { name: 'gpu', allocatable: '2', requestedPercent: 50 },
  ]);
});

test('usage stands beside requests where it is measured, and nothing is made up where pods may not be read', () => {
  expect(resourcesOf(node, undefined, { cpu: '500m', memory: 'much' })).toEqual([
    { name: 'cpu', allocatable: '4', usedPercent: 13 },
    { name: 'memory', allocatable: '2Gi' },
  ]);
});

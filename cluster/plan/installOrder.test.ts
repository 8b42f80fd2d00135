import { expect, test } from 'vitest';
import { installRank } from './installOrder.ts';

const rank = (id: string) => {
  const [kind, apiVersion] = id.split(' of ');
  return installRank(apiVersion ?? 'v1', kind);
};

test.each([
  [['Namespace', 'ServiceAccount', 'ConfigMap', 'Service', 'Pod']],
  [
    [
      'PriorityClass of scheduling.k8s.io/v1',
      'Namespace',
      'Deployment of apps/v1',
      'Job of batch/v1',
    ],
  ],
  [
    [
      'CustomResourceDefinition of apiextensions.k8s.io/v1',
      'Service',
      'SparkApplication of sparkoperator.k8s.io/v1beta2',
    ],
  ],
  [['Ingress of networking.k8s.io/v1', 'Anything of example.com/v1']],
  [
    [
      'Anything of example.com/v1',
      'ValidatingWebhookConfiguration of admissionregistration.k8s.io/v1',
    ],
  ],
])('%j stand in their order', (kinds) => {
  const ranks = kinds.map(rank);
  expect([...ranks].sort((one, other) => one - other)).toEqual(ranks);
  expect(new Set(ranks).size).toBe(ranks.length);
});

test('kinds of others are alike, whatever their name, and so is what has none', () => {
  expect(rank('Service of serving.knative.dev/v1')).toBe(rank('Anything of example.com/v1'));
  expect(rank('MutatingWebhookConfiguration of example.com/v1')).toBe(
    rank('Anything of example.com/v1'),
  );
  expect(installRank(undefined, undefined)).toBe(rank('Anything of example.com/v1'));
});

import { expect, test } from 'vitest';
import { applyOrder } from './applyOrder.ts';

interface Sample {
  readonly kind: string;
  readonly name: string;
  readonly apiVersion?: string;
  readonly needs?: readonly number[];
  readonly spec?: object;
}

/** The names in the order of sending, and who refers to whom in a circle. */
function ordered(samples: readonly Sample[]): { names: string[]; cycles: string[] } {
  const { positions, cycles } = applyOrder(
    samples.map(({ kind, name, apiVersion = 'v1', needs = [], spec }) => ({
      object: { apiVersion, kind, metadata: { name }, spec },
      namespace: 'n',
      needs,
    })),
  );
  const nameOf = (position: number) => samples[position]?.name ?? '';
  return {
    names: positions.map(nameOf),
    cycles: cycles.map(({ position, refersTo }) => `${nameOf(position)} → ${nameOf(refersTo)}`),
  };
}

const custom = (name: string, ...refs: string[]): Sample => ({
  ...{ apiVersion: 'example.com/v1', kind: 'Thing', name },
  spec: { refs: refs.map((to) => ({ thingRef: { kind: 'Thing', name: to } })) },
});

test('kinds go in the order in which Helm installs them, equal ones as they stand', () => {
  const kinds = ['Thing', 'Deployment', 'ConfigMap', 'ServiceAccount', 'Namespace', 'ConfigMap'];
  const samples = kinds.map((kind, index) => ({ kind, name: `${kind}-${index}` }));
  expect(ordered(samples).names).toEqual([
    'Namespace-4',
    'ServiceAccount-3',
    'ConfigMap-2',
    'ConfigMap-5',
    'Deployment-1',
    'Thing-0',
  ]);
});

test('a kind of somebody else that is called like one of Kubernetes is none', () => {
  const foreign = { apiVersion: 'serving.example.com/v1', kind: 'Service', name: 'foreign' };
  expect(ordered([foreign, { kind: 'Pod', name: 'pod' }]).names).toEqual(['pod', 'foreign']);
});

test('webhooks go last', () => {
  const hook = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    name: 'hook',
  };
  expect(ordered([hook, custom('a')]).names).toEqual(['a', 'hook']);
});

test('what an object refers to goes before it, and what it needs', () => {
  expect(ordered([custom('a', 'b'), custom('b', 'c'), custom('c')]).names).toEqual(['c', 'b', 'a']);
  const needy = { kind: 'ConfigMap', name: 'needy', needs: [1] };
  expect(ordered([needy, custom('thing')]).names).toEqual(['thing', 'needy']);
});

test('a circle is told, and everything in it still goes once', () => {
  const { names, cycles } = ordered([custom('a', 'b'), custom('b', 'a'), custom('c', 'c')]);
  expect(names.toSorted()).toEqual(['a', 'b', 'c']);
  expect(cycles).toEqual(['b → a']);
});

test('a chain of 5,000 does not end the stack, and takes no time that grows faster than it', () => {
  const chain = Array.from({ length: 5000 }, (_, index) => custom(`t${index}`, `t${index + 1}`));
  const { names } = ordered(chain);
  expect(names).toHaveLength(5000);
  expect(names[0]).toBe('t4999');
});

import { expect, test, vi } from 'vitest';
import { createExplorerChoices } from './choices.ts';

function storeOf(kept: Record<string, unknown> = {}) {
  return {
    kept,
    get: (key: string) => kept[key],
    update(key: string, value: unknown) {
      kept[key] = value;
      return Promise.resolve();
    },
  };
}

test('contexts are closed until somebody opens them, whatever was kept', async () => {
  const store = storeOf();
  const before = createExplorerChoices(store);
  before.open('a');
  await before.chooseNamespaces('a', ['x']);
  expect([before.isOpen('a'), before.isOpen('b')]).toEqual([true, false]);
  expect(createExplorerChoices(store).isOpen('a')).toBe(false);
  before.close('a');
  expect(before.isOpen('a')).toBe(false);
});

test('namespaces are kept for each context; none chosen is another thing than all', async () => {
  const store = storeOf();
  const choices = createExplorerChoices(store);
  await choices.chooseNamespaces('a', ['x', 'y']);
  await choices.chooseNamespaces('constructor', []);
  const later = createExplorerChoices(store);
  expect(later.namespacesOf('a')).toEqual(['x', 'y']);
  expect(later.namespacesOf('constructor')).toEqual([]);
  expect(later.namespacesOf('b')).toBeUndefined();
});

test('each change is told until nobody listens any more', async () => {
  const choices = createExplorerChoices(storeOf());
  const told = vi.fn();
  const listening = choices.onDidChange(told);
  choices.open('a');
  choices.filterBy('web');
  await choices.chooseNamespaces('a', []);
  expect(told).toHaveBeenCalledTimes(3);
  listening.dispose();
  choices.filterBy('');
  expect(told).toHaveBeenCalledTimes(3);
  expect(choices.filter).toBeUndefined();
});

test('favourites are kept once each, for their context, until they are let go', async () => {
  const store = storeOf();
  const choices = createExplorerChoices(store);
  const web = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'lake', name: 'web' };
  const inA = { contextName: 'a', ref: web };
  const inB = { contextName: 'b', ref: web };
  await choices.pin([inA, inB]);
  await choices.pin([inA]);
  const later = createExplorerChoices(store);
  expect(later.pinsOf()).toEqual([inA, inB]);
  expect(later.pinsOf('a')).toEqual([inA]);
  await later.unpin([inA]);
  expect(later.pinsOf()).toEqual([inB]);
});

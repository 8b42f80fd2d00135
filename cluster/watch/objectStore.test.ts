import { expect, test } from 'vitest';
import { seededRandom } from '../../test/harness/seededEdits.ts';
import { ObjectStore } from './objectStore.ts';

interface Item {
  readonly ref: { readonly name: string; readonly namespace?: string };
  readonly uid?: string;
  readonly text: string;
}

const item = (name: string, uid?: string, text = ''): Item => ({
  ref: { name, namespace: 'n' },
  ...(uid !== undefined && { uid }),
  text,
});
const store = () => new ObjectStore<Item>((one, other) => one.text === other.text);
const namesIn = (from: ObjectStore<Item>) => from.first().map(({ ref }) => ref.name);

test('objects stand by namespace and name, however they came', () => {
  const all = store();
  for (const name of ['b', 'a-b', 'c', 'a']) all.put(item(name, name));
  all.put({ ref: { name: 'z' }, uid: 'wide', text: '' });
  expect(namesIn(all)).toEqual(['z', 'a', 'a-b', 'b', 'c']);
  expect(all.first(2).map(({ ref }) => ref.name)).toEqual(['z', 'a']);
});

test('a value that looks the same is kept as it was, and another one is told', () => {
  const all = store();
  const first = item('a', '1', 'x');
  expect(all.put(first)).toBe(true);
  expect(all.put(item('a', '1', 'x'))).toBe(false);
  expect(all.first()[0]).toBe(first);
  expect(all.put(item('a', '1', 'y'))).toBe(true);
  expect(all.first()).toEqual([item('a', '1', 'y')]);
});

test('an object that was made again takes the place of the one of its name, and its end comes too late', () => {
  const all = store();
  all.put(item('a', 'old'));
  all.put(item('a', 'new'));
  expect(all.size).toBe(1);
  expect(all.remove(item('a', 'old'))).toBe(false);
  expect(all.first().map(({ uid }) => uid)).toEqual(['new']);
  expect(all.remove(item('a', 'new'))).toBe(true);
  expect(all.remove(item('a', 'new'))).toBe(false);
});

test('objects without a uid are known by their names', () => {
  const all = store();
  all.put(item('a', undefined, 'x'));
  all.put(item('a', undefined, 'y'));
  expect(all.first()).toEqual([item('a', undefined, 'y')]);
  expect(all.remove(item('a'))).toBe(true);
});

test('what a new list does not tell is gone at its end, and not before', () => {
  const all = store();
  for (const name of ['a', 'b']) all.put(item(name, name));
  all.beginList();
  all.put(item('b', 'b'));
  all.put(item('c', 'c'));
  expect(namesIn(all)).toEqual(['a', 'b', 'c']);
  expect(all.endList()).toBe(true);
  expect(namesIn(all)).toEqual(['b', 'c']);
  all.beginList();
  for (const name of ['b', 'c']) all.put(item(name, name));
  expect(all.endList()).toBe(false);
  expect(all.clear()).toBe(true);
  expect(all.clear()).toBe(false);
});

test('after any events and lists the store is what a plain reading of them gives', () => {
  const random = seededRandom(7);
  const all = store();
  let truth = new Map<string, Item>();
  for (let step = 0; step < 3000; step++) {
    const name = `n${random(12)}`;
    const live = truth.get(name);
    switch (random(5)) {
      case 0:
        if (live) truth.delete(name);
        if (live) expect(all.remove(live)).toBe(true);
        break;
      case 1: {
        // Some are deleted, others made again while nobody watched.
        truth = new Map([...truth].filter(() => random(3) > 0));
        if (random(2)) truth.set(name, item(name, `u${step}`, 'made again'));
        all.beginList();
        for (const one of truth.values()) all.put(one);
        all.endList();
        break;
      }
      default: {
        const next = item(name, live?.uid ?? `u${step}`, String(random(3)));
        truth.set(name, next);
        expect(all.put(next)).toBe(live?.text !== next.text);
      }
    }
    const sorted = [...truth.values()].sort((a, b) => (a.ref.name < b.ref.name ? -1 : 1));
    expect(all.first()).toEqual(sorted);
  }
});

import { expect, test } from 'vitest';
import { HeldObjects, wholeObjects } from './heldObjects.ts';

const object = (name: string, resourceVersion = '1', uid = name) => ({
  metadata: { name, uid, resourceVersion, namespace: 'ns' },
});
const turn = () => new Promise<void>((done) => setImmediate(done));

function held() {
  const seen = { changes: 0 };
  const objects = new HeldObjects(wholeObjects, () => seen.changes++);
  const changesOf = async (work: () => void) => {
    const before = seen.changes;
    work();
    await turn();
    return seen.changes - before;
  };
  const names = () => objects.objects().map(({ metadata }) => (metadata as { name: string }).name);
  return { objects, changesOf, names };
}

test('a list is told once it is whole, in the order of its names', async () => {
  const { objects, changesOf, names } = held();
  expect(
    await changesOf(() => {
      objects.beginList();
      objects.put(object('b'));
      objects.put(object('a'));
    }),
  ).toBe(0);
  expect(await changesOf(() => objects.endList())).toBe(1);
  expect(names()).toEqual(['a', 'b']);
});

test('what has changed is told once a turn, and the same version is no change', async () => {
  const { objects, changesOf, names } = held();
  objects.put(object('a'));
  await turn();
  expect(await changesOf(() => objects.put(object('a')))).toBe(0);
  expect(
    await changesOf(() => {
      objects.put(object('a', '2'));
      objects.put(object('b'));
    }),
  ).toBe(1);
  expect(await changesOf(() => objects.remove(object('none')))).toBe(0);
  expect(await changesOf(() => objects.remove(object('a')))).toBe(1);
  expect(names()).toEqual(['b']);
  objects.beginList();
  expect(await changesOf(() => objects.clear())).toBe(1);
  expect(await changesOf(() => objects.clear())).toBe(0);
  expect(await changesOf(() => objects.put(object('c')))).toBe(1);
});

test('how the list stands is told when that is news', async () => {
  const { objects, changesOf } = held();
  const error = (message: string) => ({ code: 'unreachable', message, causes: [] }) as const;
  expect(objects.status).toEqual({ state: 'reading' });
  expect(await changesOf(() => objects.tell({ state: 'reading' }))).toBe(0);
  expect(await changesOf(() => objects.tell({ state: 'live' }))).toBe(1);
  expect(await changesOf(() => objects.tell({ state: 'live' }))).toBe(0);
  expect(await changesOf(() => objects.tell({ state: 'stale', error: error('a') }))).toBe(1);
  expect(await changesOf(() => objects.tell({ state: 'stale', error: error('a') }))).toBe(0);
  expect(await changesOf(() => objects.tell({ state: 'stale', error: error('b') }))).toBe(1);
  expect(await changesOf(() => objects.tell({ state: 'reading' }))).toBe(0);
});

test('of objects that are nothing to the reader, nothing is kept, and a change of one that is nothing to it is not told', async () => {
  const seen = { changes: 0 };
  const colours = new HeldObjects<string>(
    {
      keep: ({ colour }) => (typeof colour === 'string' ? colour : undefined),
      isSame: (one, other) => one === other,
    },
    () => seen.changes++,
  );
  const told = async (work: () => void) => {
    seen.changes = 0;
    work();
    await turn();
    return [seen.changes, ...colours.objects()];
  };
  expect(
    await told(() => {
      colours.beginList();
      colours.put({ ...object('b'), colour: 'blue' });
      colours.put(object('a'));
      colours.endList();
    }),
  ).toEqual([1, 'blue']);
  expect(await told(() => colours.put({ ...object('b', '2'), colour: 'blue' }))).toEqual([
    0,
    'blue',
  ]);
  expect(await told(() => colours.put({ ...object('a', '2'), colour: 'red' }))).toEqual([
    ...[1, 'red', 'blue'],
  ]);
  expect(await told(() => colours.put(object('a', '3')))).toEqual([1, 'blue']);
  expect(await told(() => colours.put(object('a', '4')))).toEqual([0, 'blue']);
  expect(await told(() => colours.remove(object('a', '4')))).toEqual([0, 'blue']);
});

import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

test('lets in so many, the others in their order', async () => {
  const lanes = createLanes(2);
  const order: number[] = [];
  const enter = async (number: number) => {
    const lane = await lanes.enter();
    order.push(number);
    return lane;
  };
  const [first, second] = await Promise.all([enter(1), enter(2)]);
  const [third, fourth] = [enter(3), enter(4)];
  await Promise.resolve();
  expect(order).toEqual([1, 2]);
  first?.leave();
  first?.leave();
  const fifth = enter(5);
  (await third)?.leave();
  await fourth;
  expect(order).toEqual([1, 2, 3, 4]);
  second?.leave();
  await fifth;
  expect(order).toEqual([1, 2, 3, 4, 5]);
});

test('a signal ends the waiting and takes no place', async () => {
  const lanes = createLanes(1);
  const only = await lanes.enter();
  const abort = new AbortController();
  const waiting = lanes.enter(abort.signal);
  abort.abort();
  expect(await waiting).toBeUndefined();
  expect(await lanes.enter(abort.signal)).toBeUndefined();
  only?.leave();
  expect(await lanes.enter()).toBeDefined();
});

import { expect, test } from 'vitest';
import { OneByOne } from './oneByOne.ts';

test('paths are looked at one after the other, each once, and the first caller hears of the end', async () => {
  const looked: string[] = [];
  let running = 0;
  const files = new OneByOne(async (path) => {
    expect(++running).toBe(1);
    await Promise.resolve();
    looked.push(path);
    running--;
  });
  const answers = await Promise.all(['a', 'b', 'a', 'b', 'c'].map((path) => files.add(path)));
  // `a` was being looked at when it changed again.
  expect(looked).toEqual(['a', 'b', 'a', 'c']);
  expect(answers).toEqual([true, false, false, false, false]);
});

test('a file that cannot be looked at does not stop the others', async () => {
  const looked: string[] = [];
  const files = new OneByOne(async (path) => {
    await Promise.resolve();
    if (path === 'bad') throw new Error('unreadable');
    looked.push(path);
  });
  const first = files.add('bad');
  await files.add('a');
  await expect(first).rejects.toThrow('unreadable');
  await files.add('b');
  expect(looked.sort()).toEqual(['a', 'b']);
});

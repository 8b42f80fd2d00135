import { expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import { Slices, Turns } from './turns.ts';
import type { Work } from './work.ts';

/** Each piece takes longer than a slice, so that every `yield` lets others in. */
function* pieces(count: number, log: string[], name: string): Work<string> {
  for (let piece = 0; piece < count; piece++) {
    const start = performance.now();
    while (performance.now() - start < 30);
    log.push(name);
    yield;
  }
  return name;
}

test('works that go on at the same time take turns, and each comes to its end', async () => {
  const turns = new Turns();
  const log: string[] = [];
  const { token } = new CancellationTokenSource();
  const ends = ['a', 'b'].map((name) => new Slices({ turns, token }).run(pieces(3, log, name)));
  expect(await Promise.all(ends)).toEqual(['a', 'b']);
  expect(log.join('')).toBe('ababab');
});

test('what waits in the event loop comes in between', async () => {
  const log: string[] = [];
  const { token } = new CancellationTokenSource();
  setImmediate(() => log.push('request'));
  await new Slices({ turns: new Turns(), token }).run(pieces(3, log, 'work'));
  expect(log).toEqual(['work', 'request', 'work', 'work']);
});

test('a cancelled work stops at the next slice', async () => {
  const source = new CancellationTokenSource();
  const log: string[] = [];
  setImmediate(() => {
    source.cancel();
  });
  const end = await new Slices({ turns: new Turns(), token: source.token }).run(
    pieces(100, log, 'work'),
  );
  expect(end).toBeUndefined();
  expect(log.length).toBeLessThan(4);
});

test('short work is not put off', async () => {
  const turns = new Turns();
  const { token } = new CancellationTokenSource();
  let isTurnOver = false;
  setImmediate(() => (isTurnOver = true));
  const slices = new Slices({ turns, token });
  // eslint-disable-next-line require-yield -- nothing to wait for
  const work = function* (): Work<number> {
    return 1;
  };
  expect(await slices.run(work())).toBe(1);
  expect(isTurnOver).toBe(false);
});

test('each work and each slice of it is announced before it begins', async () => {
  const log: string[] = [];
  const { token } = new CancellationTokenSource();
  const onBegin = () => {
    log.push('begins');
    return Promise.resolve();
  };
  await new Slices({ turns: new Turns(), token, onBegin }).run(pieces(2, log, 'work'));
  expect(log).toEqual(['begins', 'work', 'begins', 'work', 'begins']);
});

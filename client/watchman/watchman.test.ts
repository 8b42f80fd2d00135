import { expect, test } from 'vitest';
import { createWatchman, patienceMs, tickMs } from './watchman.ts';

interface Answer {
  isDebugged: boolean;
}

/** A server that answers as long as `answers` says so, and a clock that is turned by hand. */
function watched() {
  let now = 0;
  let silences = 0;
  const state = { answers: true, isDebugged: false, pings: 0 };
  const waiting: ((answer: Answer) => void)[] = [];
  const watchman = createWatchman({
    ping: () => {
      state.pings++;
      return new Promise((resolve) => {
        if (state.answers) resolve({ isDebugged: state.isDebugged });
        else waiting.push(resolve);
      });
    },
    nowMs: () => now,
    onSilent: () => {
      silences++;
    },
  });
  watchman.reset('watch');
  const pass = async (ms: number, step = tickMs) => {
    for (let passed = 0; passed < ms; passed += step) {
      now += step;
      watchman.tick();
      await Promise.resolve().then(() => undefined);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { state, watchman, pass, waiting, silences: () => silences };
}

test('a server that answers is left alone', async () => {
  const { state, pass, silences } = watched();
  await pass(20 * patienceMs);
  expect(state.pings).toBeGreaterThan(100);
  expect(silences()).toBe(0);
});

test('a server without an answer is silent after the patience, and that is said once', async () => {
  const { state, pass, silences } = watched();
  await pass(patienceMs);
  state.answers = false;
  await pass(patienceMs - tickMs);
  expect(silences()).toBe(0);
  await pass(3 * tickMs);
  expect(silences()).toBe(1);
  await pass(10 * patienceMs);
  expect(silences()).toBe(1);
});

test('a late answer is an answer', async () => {
  const { state, pass, silences, waiting } = watched();
  state.answers = false;
  await pass(patienceMs - tickMs);
  state.answers = true;
  for (const resolve of waiting) resolve({ isDebugged: false });
  await pass(10 * patienceMs);
  expect(silences()).toBe(0);
});

test('time asleep does not count', async () => {
  const { state, pass, silences } = watched();
  state.answers = false;
  await pass(2 * tickMs);
  await pass(60 * 60_000, 60 * 60_000); // an hour between two ticks
  expect(silences()).toBe(0);
  await pass(patienceMs);
  expect(silences()).toBe(1);
});

test('a server with a debugger may be silent, until the debugger has gone', async () => {
  const { state, pass, silences, waiting } = watched();
  state.isDebugged = true;
  await pass(2 * tickMs);
  state.answers = false;
  await pass(10 * patienceMs);
  expect(silences()).toBe(0);
  for (const resolve of waiting) resolve({ isDebugged: false });
  await pass(2 * patienceMs);
  expect(silences()).toBe(1);
});

test('a new server is watched anew, and none is not', async () => {
  const { state, watchman, pass, silences } = watched();
  state.answers = false;
  await pass(2 * patienceMs);
  watchman.reset('rest');
  await pass(2 * patienceMs);
  expect(silences()).toBe(1);
  watchman.reset('watch');
  await pass(2 * patienceMs);
  expect(silences()).toBe(2);
});

import { expect, test } from 'vitest';
import type { Credentials } from './credentials.ts';
import { fail } from '../errors/errors.ts';
import { createLoginSource } from './loginSource.ts';
import { FIRST_PAUSE, LONGEST_PAUSE } from './failedAttempts.ts';

const unauthorized = fail('unauthorized', 'refused', { status: 401 });

/** A source whose credentials are numbered, and a clock that moves when it is told to. */
function numbered({ isPaced = true, lifetime = Infinity, broken = false } = {}) {
  const seen = { time: 0, runs: 0, told: 0, broken };
  const source = createLoginSource({
    isPaced,
    now: () => seen.time,
    onFailure: () => seen.told++,
    obtain: async () => {
      const token = `t${++seen.runs}`;
      await Promise.resolve();
      if (seen.broken) return fail('exec-plugin-failed', `run ${seen.runs} failed`);
      return {
        ok: true,
        value: { user: { token }, cluster: {}, expires: seen.time + lifetime, renewable: true },
      };
    },
  });
  const get = async (): Promise<Credentials> => {
    const result = await source.current(undefined);
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  return { seen, source, get };
}

test('one run serves all that wait, and is kept until it expires', async () => {
  const { seen, get } = numbered({ lifetime: 1000 });
  const all = await Promise.all([get(), get(), get()]);
  expect(new Set(all).size).toBe(1);
  seen.time = 999;
  await get();
  expect(seen.runs).toBe(1);
  seen.time = 1000;
  await Promise.all([get(), get()]);
  expect(seen.runs).toBe(2);
});

test('all that were refused with the same credentials share one new run', async () => {
  const { seen, source, get } = numbered();
  const first = await get();
  const again = async () => {
    source.refused(first, unauthorized);
    return get();
  };
  const others = await Promise.all([again(), again(), again()]);
  expect(new Set(others).size).toBe(1);
  expect(await again()).toBe(others[0]);
  expect(seen.runs).toBe(2);
});

test('a server that refuses whatever it is shown is asked less and less often', async () => {
  const { seen, source, get } = numbered();
  const runsBy: number[] = [];
  for (; seen.time < 3_600_000; seen.time += 5000) {
    const shown = await get().catch(() => undefined);
    if (shown) source.refused(shown, unauthorized);
    if (seen.time % 60_000 === 0) runsBy.push(seen.runs);
  }
  expect(runsBy[1]).toBeLessThanOrEqual(4);
  expect(seen.runs).toBeLessThan(20);
  expect(seen.told).toBe(1);
});

test('a failure is answered from memory for a while that doubles, up to a limit', async () => {
  const { seen, get } = numbered({ broken: true });
  const times: number[] = [];
  for (; seen.time < 3 * LONGEST_PAUSE; seen.time += 1000) {
    const before = seen.runs;
    await expect(get()).rejects.toThrow('failed');
    if (seen.runs > before) times.push(seen.time);
  }
  expect(times.slice(0, 3)).toEqual([0, FIRST_PAUSE, 3 * FIRST_PAUSE]);
  expect(times.at(-1)! - times.at(-2)!).toBe(LONGEST_PAUSE);
  expect(seen.told).toBe(1);
});

test('the user may try again at once, and is told again when that fails', async () => {
  const { seen, source, get } = numbered({ broken: true });
  await expect(get()).rejects.toThrow('run 1');
  await expect(get()).rejects.toThrow('run 1');
  source.tryAgain();
  await expect(get()).rejects.toThrow('run 2');
  expect(seen.told).toBe(2);
  seen.broken = false;
  source.tryAgain();
  source.accepted(await get());
  seen.time += 10 * FIRST_PAUSE;
  expect((await get()).user.token).toBe('t3');
});

test('credentials that are cheap to read are read anew after each refusal', async () => {
  const { seen, source, get } = numbered({ isPaced: false });
  for (let round = 1; round <= 5; round++) {
    const shown = await get();
    expect(shown.user.token).toBe(`t${round}`);
    source.refused(shown, unauthorized);
  }
  expect(seen.told).toBe(0);
});

import { expect, test } from 'vitest';
import { fail } from '../errors/errors.ts';
import { createFailedAttempts, FIRST_PAUSE, LONGEST_PAUSE } from './failedAttempts.ts';

const failure = fail('login-failed', 'no');

function attempts() {
  const seen = { time: 0, told: 0 };
  const failed = createFailedAttempts(
    () => seen.time,
    () => seen.told++,
  );
  return { seen, failed };
}

test('a pause ends by itself, does not begin anew while it lasts, and the next is twice as long', () => {
  const { seen, failed } = attempts();
  expect(failed.isQuiet()).toBe(false);
  failed.beQuiet();
  seen.time = FIRST_PAUSE - 1;
  failed.beQuiet();
  expect(failed.isQuiet()).toBe(true);
  seen.time = FIRST_PAUSE;
  expect(failed.isQuiet()).toBe(false);
  failed.beQuiet();
  seen.time = 3 * FIRST_PAUSE - 1;
  expect(failed.isQuiet()).toBe(true);
  seen.time = 3 * FIRST_PAUSE;
  expect(failed.isQuiet()).toBe(false);
});

test('a pause has a longest', () => {
  const { seen, failed } = attempts();
  for (let round = 0; round < 20; round++) {
    failed.beQuiet();
    seen.time += LONGEST_PAUSE;
    expect(failed.isQuiet()).toBe(false);
  }
  failed.beQuiet();
  seen.time += LONGEST_PAUSE - 1;
  expect(failed.isQuiet()).toBe(true);
});

test('a series of failures is told once, until a login was taken or is tried again', () => {
  const { seen, failed } = attempts();
  failed.remember(failure);
  failed.remember(failure);
  expect([seen.told, failed.failure]).toEqual([1, failure]);
  failed.succeeded();
  expect(failed.failure).toBeUndefined();
  failed.remember(failure);
  failed.forget();
  expect(failed.failure).toBeUndefined();
  failed.remember(failure);
  expect(seen.told).toBe(3);
});

test('a login that is taken within a pause does not make the next one short, one after it does', () => {
  const { seen, failed } = attempts();
  failed.beQuiet();
  failed.succeeded();
  seen.time = FIRST_PAUSE;
  failed.beQuiet();
  seen.time += 2 * FIRST_PAUSE - 1;
  expect(failed.isQuiet()).toBe(true);
  seen.time += 1;
  failed.succeeded();
  failed.beQuiet();
  seen.time += FIRST_PAUSE;
  expect(failed.isQuiet()).toBe(false);
});

test('who asks for another attempt ends the pause, and the next is short', () => {
  const { seen, failed } = attempts();
  failed.beQuiet();
  failed.forget();
  expect(failed.isQuiet()).toBe(false);
  failed.beQuiet();
  seen.time += FIRST_PAUSE;
  expect(failed.isQuiet()).toBe(false);
});

import { expect, test } from 'vitest';
import { createRestartPolicy } from './restartPolicy.ts';

test('the first fall is answered at once, later ones ever slower, up to half a minute', () => {
  const policy = createRestartPolicy();
  const delays = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((second) => policy.fell(second * 1000));
  expect(delays).toEqual([0, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('three calm minutes forgive', () => {
  const policy = createRestartPolicy();
  policy.fell(0);
  expect(policy.fell(1000)).toBe(500);
  expect(policy.fell(400_000)).toBe(0);
});

test('a restart by the user forgives', () => {
  const policy = createRestartPolicy();
  policy.fell(0);
  policy.reset();
  expect(policy.fell(10)).toBe(0);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Changes } from './change.ts';
import { testSession } from '../../test/harness/manifests.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How often links were looked at again while somebody types a letter every `pause` ms. */
function looksWhile({ letters, pause }: { letters: number; pause: number }): {
  readonly meanwhile: number;
  readonly inAll: number;
} {
  const changes = new Changes(testSession().store);
  let looks = 0;
  changes.didSettle.on(({ cause }) => {
    if (cause === 'links') looks++;
  });
  for (let letter = 0; letter < letters; letter++) {
    vi.advanceTimersByTime(pause);
    changes.addLinks(() => true);
  }
  const meanwhile = looks;
  vi.advanceTimersByTime(10_000);
  return { meanwhile, inAll: looks };
}

test('links are looked at again once nobody types any more', () => {
  expect(looksWhile({ letters: 5, pause: 200 })).toEqual({ meanwhile: 0, inAll: 1 });
});

test('somebody who goes on typing sees them every two seconds', () => {
  expect(looksWhile({ letters: 51, pause: 200 })).toEqual({ meanwhile: 5, inAll: 6 });
});

test('somebody who types slowly sees them after each letter', () => {
  expect(looksWhile({ letters: 3, pause: 600 })).toEqual({ meanwhile: 2, inAll: 3 });
});

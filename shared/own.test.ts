import { expect, test } from 'vitest';
import { own } from './own.ts';

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__'])(
  '%s is a key like any other',
  (key) => {
    expect(own({}, key)).toBeUndefined();
    expect(own(undefined, key)).toBeUndefined();
    const record = JSON.parse(`{"${key}": 1}`) as Record<string, number>;
    expect(own(record, key)).toBe(1);
  },
);

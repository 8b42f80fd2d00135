import { expect, test } from 'vitest';
import { ScopeOffer } from './scopeOffer.ts';

test('the third manifest is the time for the offer, and none after it', () => {
  const offer = new ScopeOffer(false);
  expect(['a', 'b', 'c', 'd'].map((uri) => offer.opened(uri))).toEqual([false, false, true, false]);
});

test('a manifest that is opened again counts once', () => {
  const offer = new ScopeOffer(false);
  expect(['a', 'a', 'a', 'b'].map((uri) => offer.opened(uri))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('what was offered or set before is not offered', () => {
  const offer = new ScopeOffer(true);
  expect(['a', 'b', 'c'].map((uri) => offer.opened(uri))).toEqual([false, false, false]);
});

import { expect, test } from 'vitest';
import { idTokenEnd } from './idToken.ts';

const token = (claims: unknown) =>
  `e30.${Buffer.from(typeof claims === 'string' ? claims : JSON.stringify(claims)).toString('base64url')}.sig`;

test('a token is used until ten seconds before its end', () => {
  expect(idTokenEnd(token({ exp: 1000 }))).toBe(990_000);
});

test.each([
  ['two parts', 'e30.e30'],
  ['four parts', 'e30.e30.a.b'],
  ['no JSON', token('{')],
  ['no end', token({})],
  ['an end that is no number', token({ exp: 'soon' })],
])('%s make no token with an end', (_what, text) => {
  expect(idTokenEnd(text)).toBeUndefined();
});

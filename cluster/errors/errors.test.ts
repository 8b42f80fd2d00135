import { expect, test } from 'vitest';
import { clusterError, errorCode, isVerdict, presentable } from './errors.ts';

test.each([
  ['failed: eyJhbGciOi.eyJzdWIiOi.c2ln here', 'failed: <hidden> here'],
  ['Authorization: Bearer abcdef1234567890', 'Authorization: Bearer <hidden>'],
  ['client_secret=s3cr3ts id=7', 'client_secret=<hidden> id=7'],
  ['"access_token": "abcdefgh"', '"access_token": "<hidden>"'],
  ['the SSO session has expired', 'the SSO session has expired'],
])('hides what looks like a credential: %s', (text, shown) => {
  expect(presentable(text)).toBe(shown);
});

test('long text is cut', () => {
  expect(presentable('x'.repeat(500), 10)).toBe(`${'x'.repeat(10)}…`);
});

test('finds the code of an error inside others', () => {
  const inner = Object.assign(new Error('inner'), { code: 'ECONNREFUSED' });
  expect(errorCode(new Error('outer', { cause: inner }))).toBe('ECONNREFUSED');
  expect(errorCode(new AggregateError([inner]))).toBe('ECONNREFUSED');
  expect(errorCode('text')).toBeUndefined();
});

test.each([
  [clusterError('invalid', 'x', { status: 422 }), true],
  [clusterError('kind-unknown', 'x'), true],
  [clusterError('timeout', 'x'), false],
  [clusterError('server-error', 'x', { status: 500 }), false],
  [clusterError('server-error', 'x', { status: 429 }), false],
])('an answer is told from the lack of one: %j', (error, is) => {
  expect(isVerdict(error)).toBe(is);
});

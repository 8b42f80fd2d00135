import { expect, test } from 'vitest';
import { identityHeaders, unsendable } from './identityHeaders.ts';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test('the password in the address comes before all, as Go has it, and a token before another password', () => {
  const user = { username: 'ann', password: 'word' };
  expect(identityHeaders({ ...user, token: ' abc\n' }, 'a:b')).toEqual({
    Authorization: basic('a:b'),
  });
  expect(identityHeaders({ ...user, token: ' abc\n' })).toEqual({ Authorization: 'Bearer abc' });
  expect(identityHeaders(user, 'a:b')).toEqual({ Authorization: basic('a:b') });
  expect(identityHeaders({ username: 'ann' })).toEqual({ Authorization: basic('ann:') });
  expect(identityHeaders({}, 'a:b')).toEqual({ Authorization: basic('a:b') });
  expect(identityHeaders({})).toEqual({});
});

test('says whom it acts as', () => {
  const user = {
    as: 'jane',
    'as-groups': ['devs', 'ops'],
    'as-uid': '42',
    'as-user-extra': { 'reason/why': ['because', 'of'] },
  };
  expect(identityHeaders(user)).toEqual({
    'Impersonate-User': 'jane',
    'Impersonate-Group': ['devs', 'ops'],
    'Impersonate-Uid': '42',
    'Impersonate-Extra-reason%2Fwhy': ['because', 'of'],
  });
});

test('what is no ASCII goes out as the bytes of UTF-8', () => {
  const bytes = (text: string) => Buffer.from(text).toString('latin1');
  const user = { token: 'жук', as: 'jürg', 'as-groups': ['Жук'], 'as-user-extra': { a: ['ü'] } };
  expect(identityHeaders(user)).toEqual({
    Authorization: `Bearer ${bytes('жук')}`,
    'Impersonate-User': bytes('jürg'),
    'Impersonate-Group': [bytes('Жук')],
    'Impersonate-Extra-a': [bytes('ü')],
  });
});

test('a key of extra fields is escaped as client-go does it', () => {
  const extra = { "a(b)'*!~%ü/@": ['x'] };
  const names = Object.keys(identityHeaders({ as: 'a', 'as-user-extra': extra }));
  expect(names).toContain("Impersonate-Extra-a%28b%29'*!~%25%C3%BC%2F%40");
});

test('finds the value that no header can hold', () => {
  expect(unsendable({ token: 'abc\n', as: 'jürg\tx' })).toBeUndefined();
  expect(unsendable({ token: 'a\nb' })).toBe('token');
  expect(unsendable({ as: 'a\nb' })).toBe('as');
  expect(unsendable({ 'as-groups': ['a', 'b\0c'] })).toBe('as-groups');
  expect(unsendable({ 'as-user-extra': { a: ['b\x7fc'] } })).toBe('as-user-extra');
});

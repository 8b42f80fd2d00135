import { expect, test } from 'vitest';
import { identityHeaders } from './identityHeaders.ts';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test('a token comes before a password, and that before the one in the address', () => {
  const user = { username: 'ann', password: 'word' };
  expect(identityHeaders({ ...user, token: ' abc\n' }, 'a:b')).toEqual({
    Authorization: 'Bearer abc',
  });
  expect(identityHeaders(user, 'a:b')).toEqual({ Authorization: basic('ann:word') });
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

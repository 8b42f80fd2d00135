import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { withCurrentContext, withProviderConfig } from './kubeconfigEdit.ts';

test.each([
  ['a: 1\ncurrent-context: old # why\nb: 2\n', 'a: 1\ncurrent-context: new # why\nb: 2\n'],
  ['current-context:   "old"\r\nb: 2\r\n', 'current-context:   new\r\nb: 2\r\n'],
  ['a: 1', 'a: 1\ncurrent-context: new\n'],
  ['a: 1\r\n', 'a: 1\r\ncurrent-context: new\r\n'],
  ['', 'current-context: new\n'],
  ['# only a comment\n', '# only a comment\ncurrent-context: new\n'],
  ['{"a": 1, "current-context": "old"}', '{"a": 1, "current-context": "new"}'],
])('changes the one value in %j', (before, after) => {
  expect(withCurrentContext(before, 'new')).toBe(after);
});

test('a name that YAML would read otherwise is quoted', () => {
  expect(withCurrentContext('current-context: a\n', 'yes: no')).toBe(
    'current-context: "yes: no"\n',
  );
  expect(withCurrentContext('current-context: a\n', '123')).toBe('current-context: "123"\n');
});

test.each([
  'no',
  'on',
  'y',
  'Off',
  '1_000',
  '0o7',
  '1:30',
  '0x1F',
  '1e3',
  '.5',
  '~',
  'null',
  '2030-01-31',
  '<<',
  '=',
])('a name that YAML 1.1 would read otherwise is quoted: %s', (name) => {
  for (const before of ['current-context: a\n', 'a: 1\n', '', '{ a: 1 }\n', 'current-context:\n']) {
    const text = withCurrentContext(before, name) ?? '';
    expect(text).toContain(`current-context: "${name}"`);
    expect(parse(text, { version: '1.1' })).toMatchObject({ 'current-context': name });
  }
});

test('of a key that stands twice the one that counts is changed', () => {
  expect(withCurrentContext('current-context: a\ncurrent-context: b\n', 'c')).toBe(
    'current-context: a\ncurrent-context: c\n',
  );
});

const users = `users:
- name: other
  user: { auth-provider: { name: oidc, config: { id-token: keep } } }
- name: me # mine
  user:
    auth-provider:
      config:
        client-id: "k"   # the client
        id-token: old.id.token
        refresh-token: 'old' # once
      name: oidc
`;

test('new tokens of a provider are written in the place of the old ones', () => {
  const values = { 'id-token': 'new.id.token', 'refresh-token': 'n:e w' };
  expect(withProviderConfig(users, 'me', values)).toBe(
    users.replace('old.id.token', '"new.id.token"').replace("'old'", '"n:e w"'),
  );
});

test('a token that was not there is added, and other entries and comments stay', () => {
  const before = users.replace("        refresh-token: 'old' # once\n", '');
  const text = withProviderConfig(before, 'me', { 'refresh-token': 'new' }) ?? '';
  expect(parse(text)).toEqual(parse(users.replace("'old'", 'new')));
  expect(text).toContain('# mine');
  expect(text).toContain('# the client');
});

test('a user that is not there gets no tokens', () => {
  expect(withProviderConfig(users, 'nobody', { 'id-token': 'x' })).toBeUndefined();
  expect(withProviderConfig('users: {', 'me', { 'id-token': 'x' })).toBeUndefined();
});

test('a key without a value gets one, and flow style without the key too', () => {
  expect(withCurrentContext('current-context:\na: 1\n', 'new')).toBe(
    'current-context: new\na: 1\n',
  );
  expect(withCurrentContext('{ a: 1 }\n', 'new')).toBe('{ a: 1, current-context: new }\n');
});

test('what is no kubeconfig is left alone', () => {
  expect(withCurrentContext('- a\n', 'new')).toBeUndefined();
  expect(withCurrentContext('a: [\n', 'new')).toBeUndefined();
});

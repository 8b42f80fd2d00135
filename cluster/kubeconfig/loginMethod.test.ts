import { expect, test } from 'vitest';
import { loginMethod, loginProblem } from './loginMethod.ts';

const exec = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: 'get-token',
  interactiveMode: 'Never',
};
const oidc = { name: 'oidc', config: { 'idp-issuer-url': 'https://idp', 'client-id': 'k' } };
const problemOf = (value: Record<string, unknown>) =>
  loginProblem({ name: 'me', file: '/config', value })?.message;

test.each([
  ['fixed', { token: 't', exec }],
  ['fixed', { username: 'u', password: 'p', exec }],
  ['fixed', { 'client-certificate': 'c', 'client-key': 'k', exec }],
  ['fixed', { 'client-certificate-data': 'c', 'client-key-data': 'k', exec }],
  ['token-file', { tokenFile: 'f', token: 't', exec }],
  ['token-file', { tokenFile: 'f', token: ' ' }],
  ['exec', { exec }],
  ['oidc', { 'auth-provider': oidc }],
  // A certificate is shown to the server, and the provider's token is sent beside it.
  ['oidc', { 'auth-provider': oidc, 'client-certificate': 'c', 'client-key': 'k' }],
  ['fixed', { 'auth-provider': oidc, token: 't' }],
])('takes the way that kubectl takes: %s', (method, user) => {
  expect(loginMethod(user)).toBe(method);
  expect(problemOf(user)).toBeUndefined();
});

test.each([
  [{}, 'no way to log in'],
  [{ as: 'jane' }, 'no way to log in'],
  [{ token: ' \n', exec }, 'a "token" of nothing but blanks'],
  [{ token: 'a\nb' }, 'another control character in "token"'],
  [{ token: 't', as: 'a\nb' }, 'another control character in "as"'],
  [{ token: 't', username: 'u' }, 'both a token and a password'],
  [{ token: 't', 'as-groups': ['devs'] }, '"as-groups" without "as"'],
  [{ exec, 'auth-provider': oidc }, 'both an exec plugin and an auth-provider'],
  [{ token: 't', exec: { ...exec, env: [{ value: 'x' }] } }, 'a variable without a name'],
  [{ 'auth-provider': { name: 'gcp' } }, 'which Kubernetes has removed'],
  [{ 'auth-provider': { name: 'kerberos' } }, '"oidc" is the only one'],
  [{ 'auth-provider': { name: 'oidc' } }, 'without "idp-issuer-url"'],
  [
    { 'auth-provider': { name: 'oidc', config: { ...oidc.config, 'idp-issuer-url': 'http://i' } } },
    'not https',
  ],
])('tells what is wrong with %j', (user, words) => {
  expect(problemOf(user)).toContain(words);
  expect(problemOf(user)).toContain('The user me (/config)');
});

test('a plugin of v1beta1 needs no interactiveMode', () => {
  const older = { apiVersion: 'client.authentication.k8s.io/v1beta1', command: 'get-token' };
  expect(problemOf({ exec: older })).toBeUndefined();
});

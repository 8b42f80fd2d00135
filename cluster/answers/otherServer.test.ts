import { expect, test } from 'vitest';
import { otherServerFailure } from './otherServer.ts';

const context = { name: 'c', cluster: 'k', user: 'u', namespace: 'default', file: '/f' };
const json = 'application/json';
const page = 'text/html';

interface Asked {
  readonly body?: string;
  readonly path?: string;
  readonly server?: string;
  readonly isUntyped?: boolean;
}

function messageOf(status: number, type: string | undefined, asked: Asked = {}) {
  const { body = '', path = '/api/v1/pods', server = 'https://s', isUntyped = false } = asked;
  return otherServerFailure(
    { status, body, headers: type === undefined ? {} : { 'content-type': type } },
    { method: 'GET', path, verb: 'get', resource: 'pods', repeatable: true, isUntyped },
    context,
    server,
  )?.error.message;
}

test.each<[number, string | undefined, Asked]>([
  [200, json, {}],
  [201, 'application/json; charset=utf-8', {}],
  [200, 'text/plain', { isUntyped: true }],
  [400, json, {}],
  [404, json, { path: '/api/v1' }],
  [404, 'text/plain', { path: '/apis/x/v1' }],
  [404, 'text/plain', { path: '/api/v1beta1' }],
  [401, page, {}],
  [403, page, {}],
  [408, page, {}],
  [429, page, {}],
  [500, page, {}],
  [503, page, {}],
])('status %i with %s %j may be that of an API server', (...args) => {
  expect(messageOf(...args)).toBeUndefined();
});

test.each<[number, string | undefined, Asked]>([
  [200, page, {}],
  [200, undefined, {}],
  [301, json, {}],
  [302, page, { isUntyped: true }],
  [399, json, {}],
  [400, page, {}],
  [404, page, {}],
  [404, 'text/plain', { path: '/api/v1' }],
  [404, undefined, { path: '/api/v1?limit=1' }],
  [405, page, {}],
])('status %i with %s %j is that of another server', (...args) => {
  expect(messageOf(...args)).toContain(
    'What answers at https://s (context c) is not a Kubernetes API server',
  );
});

test('the path of the address is named where it has one', () => {
  expect(messageOf(200, page)).not.toContain('its path');
  expect(messageOf(200, page, { server: 'https://s/k8s/1' })).toContain(', its path /k8s/1');
});

test('a server of TLS that is asked in plain text says so', () => {
  const body = 'Client sent an HTTP request to an HTTPS server.';
  expect(messageOf(400, 'text/plain', { body })).toContain('speaks TLS only');
  expect(messageOf(400, page, { body: 'The plain HTTP request was sent to HTTPS port' })).toContain(
    'speaks TLS only',
  );
  expect(messageOf(500, json, { body })).toBeUndefined();
});

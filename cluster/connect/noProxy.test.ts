import { expect, test } from 'vitest';
import { isThisMachine, isWithoutProxy } from './noProxy.ts';

/** As golang.org/x/net/http/httpproxy has it. */
test.each([
  ['*', 'api.example', true],
  ['api.example', 'api.example', true],
  ['API.Example', 'api.example', true],
  ['example', 'api.example', true],
  ['.example', 'api.example', true],
  ['.example', 'example', false],
  ['*.example', 'api.example', true],
  ['*.example', 'example', false],
  ['ample', 'api.example', false],
  ['api.example:6443', 'api.example', true],
  ['api.example:443', 'api.example', false],
  [' other.example , api.example ', 'api.example', true],
  ['other.example', 'api.example', false],
  ['', 'api.example', false],
  [',,', 'api.example', false],
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.0.0.0/8', '11.1.2.3', false],
  ['10.0.0.0/8', 'api.example', false],
  ['10.0.0.0/33', '10.1.2.3', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3:6443', '10.1.2.3', true],
  ['10.1.2.3:443', '10.1.2.3', false],
  ['fd00::/8', 'fd00::1', true],
  ['[fd00::1]:6443', 'fd00::1', true],
  ['fd00:0::1', 'fd00::1', true],
  ['[fd00::1]', 'fd00::1', false],
  ['[fd00::1]:', 'fd00::1', true],
  ['2.3', '10.1.2.3', false],
  ['.2.3', '10.1.2.3', false],
])('NO_PROXY=%s, host %s', (noProxy, host, expected) => {
  expect(isWithoutProxy(host, 6443, noProxy)).toBe(expected);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['10.0.0.1', false],
  ['localhost.example', false],
])('%s is this machine: %s', (host, expected) => {
  expect(isThisMachine(host)).toBe(expected);
});

import { expect, test } from 'vitest';
import { chooseProxy } from './proxy.ts';
import type { EditorProxy } from './proxy.ts';
import { proxyAuthorization } from './tunnel.ts';

const server = 'https://api.example:6443';

function choose(
  value: { 'proxy-url'?: string } = {},
  env: NodeJS.ProcessEnv = {},
  more: { server?: string; editor?: EditorProxy } = {},
) {
  const cluster = { kind: 'cluster' as const, name: 'c', file: '/config', value };
  return chooseProxy(more.server ?? server, cluster, { env, ...more });
}

const shown = (...given: Parameters<typeof choose>) => {
  const chosen = choose(...given);
  return chosen.ok ? chosen.value?.shown : chosen.error.message;
};

const editor = { url: 'http://editor:3128', noProxy: ['.inside'] };

test('the kubeconfig comes first, then the environment, then the editor', () => {
  const env = { HTTPS_PROXY: 'http://env:3128' };
  expect(shown({ 'proxy-url': 'http://named:1' }, env, { editor })).toBe('http://named:1');
  expect(shown({}, env, { editor })).toBe('http://env:3128');
  expect(shown({}, {}, { editor })).toBe('http://editor:3128');
  expect(shown()).toBeUndefined();
  expect(shown({}, {}, { editor, server: 'https://api.inside' })).toBeUndefined();
  expect(shown({}, { NO_PROXY: 'example' }, { editor })).toBeUndefined();
});

test('the environment names one for https and another for http, in capitals first', () => {
  const env = { https_proxy: 'small:1', HTTPS_PROXY: 'BIG:2', http_proxy: 'plain:3' };
  expect(shown({}, env)).toBe('http://big:2');
  expect(shown({}, env, { server: 'http://api.example' })).toBe('http://plain:3');
  expect(shown({}, { HTTP_PROXY: 'http://plain:3' })).toBeUndefined();
  expect(shown({}, { ...env, no_proxy: 'example' })).toBeUndefined();
});

test.each(['https://localhost:6443', 'https://127.0.0.1:6443', 'https://[::1]:6443'])(
  '%s goes through no proxy of the environment, but through the named one',
  (local) => {
    const env = { HTTPS_PROXY: 'http://env:3128' };
    expect(shown({}, env, { server: local, editor })).toBeUndefined();
    expect(shown({ 'proxy-url': 'http://named:1' }, env, { server: local })).toBe('http://named:1');
  },
);

test.each([
  ['http://proxy', 'http://proxy:80'],
  ['https://proxy', 'https://proxy:443'],
  ['socks5://proxy', 'socks5://proxy:1080'],
  ['HTTP://me:pass@proxy:3128/', 'http://proxy:3128'],
  ['socks5://[::1]:9', 'socks5://[::1]:9'],
])('proxy-url %s is %s', (text, expected) => {
  expect(shown({ 'proxy-url': text })).toBe(expected);
});

test.each(['not a url', 'ftp://u:secret-word@proxy', 'proxy:3128', 'socks5h://proxy', 'http://'])(
  'proxy-url %j is refused at its place, without a word of it',
  (text) => {
    const chosen = choose({ 'proxy-url': text });
    if (chosen.ok) throw new Error('taken');
    expect(chosen.error.code).toBe('kubeconfig-broken');
    expect(chosen.error.message).toContain('"proxy-url" of cluster c (/config)');
    expect(chosen.error.message).not.toContain('secret-word');
  },
);

test('a proxy of the environment that is no address counts for nothing', () => {
  expect(shown({}, { HTTPS_PROXY: '%%%' })).toBeUndefined();
  expect(shown({}, { HTTPS_PROXY: 'ftp://proxy:1' })).toBeUndefined();
  expect(shown({}, { HTTPS_PROXY: 'socks5h://proxy:1' })).toBe('socks5://proxy:1');
});

test('user and password are read without their escapes and are not part of what is shown', () => {
  const chosen = choose({ 'proxy-url': 'http://m%40e:p%3Ass%zz@proxy:1' });
  expect(chosen).toMatchObject({
    value: { user: { name: 'm@e', password: 'p%3Ass%zz' }, shown: 'http://proxy:1' },
  });
});

test('the editor may name the whole header, for its own proxy alone', () => {
  const own = { ...editor, url: 'http://me:pass@editor:3128', authorization: 'Basic bWU6b3RoZXI=' };
  const header = (...given: Parameters<typeof choose>): string | undefined => {
    const chosen = choose(...given);
    return chosen.ok && chosen.value ? proxyAuthorization(chosen.value) : undefined;
  };
  expect(header({}, {}, { editor: own })).toBe('Basic bWU6b3RoZXI=');
  expect(header({}, { HTTPS_PROXY: 'http://env:1' }, { editor: own })).toBeUndefined();
  const basic = `Basic ${Buffer.from('me:pass').toString('base64')}`;
  expect(header({}, {}, { editor: { ...own, authorization: 'a\r\nb: c' } })).toBe(basic);
});

test('a list of addresses without a proxy counts the port that the address has, or its usual one', () => {
  const env = { HTTPS_PROXY: 'http://env:3128', HTTP_PROXY: 'http://env:3128' };
  const through = (address: string, out: string) =>
    shown({}, { ...env, NO_PROXY: out }, { server: address }) !== undefined;
  expect(through('https://api.example', 'api.example:443')).toBe(false);
  expect(through('https://api.example', 'api.example:80')).toBe(true);
  expect(through('http://api.example', 'api.example:80')).toBe(false);
  expect(through('http://api.example', 'api.example:443')).toBe(true);
  expect(through(server, 'api.example:6443')).toBe(false);
});

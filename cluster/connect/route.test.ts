import { expect, test } from 'vitest';
import { testCertificate } from '../../test/harness/testCertificate.ts';
import type { ContextEntries } from '../kubeconfig/kubeconfig.ts';
import type { JsonObject } from '../values.ts';
import { readRoute } from './route.ts';

async function routeTo(server: string, cluster: JsonObject = {}, user?: JsonObject, more = {}) {
  const entries: ContextEntries = {
    info: { name: 'c', cluster: 'c', user: 'u', namespace: 'ns', file: 'f' },
    cluster: { name: 'c', file: 'f', value: { server, ...cluster } },
    ...(user && { user: { name: 'u', file: 'f', value: user } }),
  };
  const read = await readRoute(server, entries, undefined, { connectTimeout: 7, env: {}, ...more });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const authority = { 'certificate-authority-data': base64(testCertificate.cert) };

test('host and port are those of the address, the port that of its scheme where it has none', async () => {
  const to = async (server: string) => {
    const { host, port } = (await routeTo(server, authority)).route;
    return `${host} ${port}`;
  };
  expect(await to('https://a.b')).toBe('a.b 443');
  expect(await to('http://a.b')).toBe('a.b 80');
  expect(await to('https://a.b:6443/path')).toBe('a.b 6443');
  expect(await to('https://[::1]:1')).toBe('::1 1');
  expect(await to('https://[::ffff:10.1.2.255]')).toBe('10.1.2.255 443');
});

test('trust and client certificate are read for https alone', async () => {
  const plain = await routeTo('http://a', authority);
  expect(plain.route).toEqual({ host: 'a', port: 80, connectTimeout: 7 });
  const { tls } = (await routeTo('https://a', authority)).route;
  expect(tls).toMatchObject({ skipsVerification: false });
  expect(tls?.authorities.join('').replace(/\s/g, '')).toBe(
    testCertificate.cert.replace(/\s/g, ''),
  );
  const skipped = await routeTo('https://a', { 'insecure-skip-tls-verify': true });
  expect(skipped.route.tls?.skipsVerification).toBe(true);
});

test('connections are shared by what they are made of, and by nothing else', async () => {
  const { key } = await routeTo('https://a', authority);
  expect((await routeTo('https://a', { ...authority, other: 1 })).key).toBe(key);
  const user = {
    'client-certificate-data': base64(testCertificate.cert),
    'client-key-data': base64(testCertificate.key),
  };
  const others = await Promise.all([
    routeTo('https://b', authority),
    routeTo('https://a:444', authority),
    routeTo('https://a', { 'insecure-skip-tls-verify': true }),
    routeTo('https://a', authority, user),
    routeTo('https://a', authority, undefined, { env: { HTTPS_PROXY: 'http://p:1' } }),
    routeTo('http://a', authority),
  ]);
  expect(new Set([key, ...others.map((one) => one.key)]).size).toBe(7);
  expect(JSON.stringify(others.map((one) => one.key))).not.toContain('BEGIN');
});

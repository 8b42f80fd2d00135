import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { systemAuthorities } from './systemAuthorities.ts';

const plain = (text: string) => text.replace(/\s/g, '');

test("Node's list is part of it, each authority once, and what SSL_CERT_FILE and SSL_CERT_DIR name is added", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-authorities-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const own = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----`;
  writeFileSync(join(folder, 'file'), `words\r\n${own('b25l')}\n${own('b25l')}\n`);
  const found = await systemAuthorities({
    SSL_CERT_FILE: join(folder, 'file'),
    SSL_CERT_DIR: `${folder}:/no/such/folder`,
  });
  for (const root of tls.rootCertificates) expect(found.map(plain)).toContain(plain(root));
  expect(new Set(found.map(plain)).size).toBe(found.length);
  const isAdded = found.includes(own('b25l'));
  expect(isAdded).toBe(process.platform !== 'win32' && process.platform !== 'darwin');
});

test.each([
  ['has no store of the system', undefined],
  [
    'cannot open the store',
    () => {
      throw new Error('closed');
    },
  ],
])('a Node that %s has its own list', async (_, read) => {
  const { getCACertificates } = tls;
  onTestFinished(() => void Object.assign(tls, { getCACertificates }));
  Object.assign(tls, { getCACertificates: read });
  const found = await systemAuthorities({ SSL_CERT_FILE: '/no/such/file' });
  expect(found.length).toBe(tls.rootCertificates.length);
});

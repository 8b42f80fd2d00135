import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readClientCertificate } from './clientCertificate.ts';

const data = (text: string): string => Buffer.from(text).toString('base64');

async function messageFor(key: string): Promise<string | undefined> {
  const read = await readClientCertificate({
    kind: 'user',
    name: 'u',
    file: '/config',
    value: { 'client-certificate-data': data('cert'), 'client-key-data': data(key) },
  });
  return read.ok ? undefined : read.error.message;
}

test.each(['pkcs8', 'pkcs1'] as const)(
  'a key with a pass phrase (%s) is told as one',
  async (type) => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 1024,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'word' },
    });
    expect(await messageFor(privateKey)).toMatch(
      /^The key in .*client-key-data.* is locked with a pass phrase, which neither kubectl nor this extension asks for\. Unlock it/,
    );
  },
);

test('a key without one is not', async () => {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  expect(await messageFor(privateKey)).toMatch(/is not a certificate in PEM form/);
});

/** The client certificate of a user entry, checked before it is shown to a server. */
import { createPrivateKey } from 'node:crypto';
import type { Result } from '../api.ts';
import { errorCode, fail } from '../errors/errors.ts';
import { ownerOf, readEntryText } from './entryValue.ts';
import type { EntryText, Place } from './entryValue.ts';
import { certificatesIn, wellWrapped } from './pem.ts';

export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Undefined where the user has none. */
export async function readClientCertificate(
  user: Place,
): Promise<Result<ClientCertificate | undefined>> {
  const cert = await readPem(user, 'client-certificate');
  if (!cert.ok) return cert;
  const key = await readPem(user, 'client-key');
  if (!key.ok) return key;
  if (!cert.value) return { ok: true, value: undefined };
  if (!key.value) {
    return fail(
      'kubeconfig-broken',
      `The ${ownerOf(user)} has a client certificate but no key for it. Add "client-key" or "client-key-data"`,
    );
  }
  if (hasPassPhrase(key.value.text)) {
    return fail(
      'tls',
      `The key in ${key.value.where} is locked with a pass phrase, which neither kubectl nor this extension asks for. Unlock it (openssl pkey -in KEY -out NEWKEY) and name the new file, or get a new kubeconfig from whoever runs the cluster`,
    );
  }
  const [leaf] = certificatesIn(cert.value.text);
  if (!leaf) {
    return fail(
      'tls',
      `The client certificate in ${cert.value.where} is not a certificate in PEM form. Log in again or get a new kubeconfig from whoever runs the cluster`,
    );
  }
  try {
    if (leaf.checkPrivateKey(createPrivateKey(key.value.text))) {
      return { ok: true, value: { cert: cert.value.text, key: key.value.text } };
    }
  } catch (error) {
    return fail(
      'tls',
      `The key in ${key.value.where} is not a private key in PEM form (${errorCode(error) ?? 'unreadable'}). Log in again or get a new kubeconfig from whoever runs the cluster`,
    );
  }
  return fail(
    'tls',
    `The client certificate in ${cert.value.where} and the key in ${key.value.where} do not belong together. Log in again, or put the two that were made together there`,
  );
}

/** Of the two forms of a locked key: PKCS #8, and the older one with a header in the block. */
function hasPassPhrase(text: string): boolean {
  return (
    text.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----') ||
    /^Proc-Type:\s*4,\s*ENCRYPTED/m.test(text)
  );
}

async function readPem(user: Place, key: string): Promise<Result<EntryText | undefined>> {
  const read = await readEntryText(user, key);
  if (!read.ok || !read.value) return read;
  return { ok: true, value: { ...read.value, text: wellWrapped(read.value.text) } };
}

/** The authorities that this machine trusts: Node's list, the system's store, and files that Go reads on Unix. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import tls from 'node:tls';
import { certificateBlocks } from './pem.ts';

/** Where distributions keep their list, in the order in which Go looks: the first that is there counts. */
const unixFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** As PEM texts, each once. `SSL_CERT_FILE` and `SSL_CERT_DIR` add to them on Unix, where kubectl reads them as well. */
export async function systemAuthorities(env: NodeJS.ProcessEnv): Promise<string[]> {
  const found = new Map<string, string>();
  // There are hundreds: they are not read here, and OpenSSL leaves out what it cannot read.
  const add = (text: string) => {
    for (const block of certificateBlocks(text)) found.set(block.replace(/\s/g, ''), block);
  };
  for (const text of fromNode()) add(text);
  if (process.platform === 'win32' || process.platform === 'darwin') return [...found.values()];
  for (const file of env.SSL_CERT_FILE ? [env.SSL_CERT_FILE] : unixFiles) {
    const text = await textOf(file);
    if (text === undefined) continue;
    add(text);
    break;
  }
  for (const folder of (env.SSL_CERT_DIR ?? '').split(':').filter(Boolean)) {
    for (const name of await namesIn(folder)) add((await textOf(join(folder, name))) ?? '');
  }
  return [...found.values()];
}

/** Older versions of VS Code have a Node that does not read the system's store, and a store may be closed to it. */
function fromNode(): readonly string[] {
  if (typeof tls.getCACertificates !== 'function') return tls.rootCertificates;
  try {
    return [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
  } catch {
    return tls.rootCertificates; // a connection that needs another authority is told as not trusted
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined; // a list of places where one may be
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}

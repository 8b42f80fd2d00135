// Certificates for the suites of the cluster modules: one that signs itself, and a chain.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

const keyKind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Signs itself. `address`: an IP address that it is for. */
export function ownCertificate(subject: string, address?: string): Certificate {
  return inFolder((folder) => {
    const names = address ? ['-addext', `subjectAltName=IP:${address}`] : [];
    return makeOwn(folder, 'own', ['-subj', subject, ...names]);
  });
}

/** A root signs an authority in the middle, and that one a server's certificate for 127.0.0.1. */
export function certificateChain(): { root: Certificate; middle: Certificate; leaf: Certificate } {
  return inFolder((folder) => {
    const root = makeOwn(folder, 'root', ['-subj', '/CN=root']);
    const middle = makeSigned(folder, 'middle', 'root', 'basicConstraints=CA:TRUE\n');
    const leaf = makeSigned(folder, 'leaf', 'middle', 'subjectAltName=IP:127.0.0.1\n');
    return { root, middle, leaf };
  });
}

function makeOwn(folder: string, name: string, more: string[]): Certificate {
  openssl(folder, ['req', '-x509', ...keyKind, '-days', '2', ...filesOf(name, 'crt'), ...more]);
  return read(folder, name);
}

function makeSigned(folder: string, name: string, by: string, extensions: string): Certificate {
  writeFileSync(join(folder, `${name}.ext`), extensions);
  openssl(folder, ['req', ...keyKind, ...filesOf(name, 'csr'), '-subj', `/CN=${name}`]);
  const signer = ['-CA', `${by}.crt`, '-CAkey', `${by}.key`, '-CAcreateserial'];
  const request = ['-req', '-in', `${name}.csr`, '-out', `${name}.crt`, '-days', '2'];
  openssl(folder, ['x509', ...request, ...signer, '-extfile', `${name}.ext`]);
  return read(folder, name);
}

function filesOf(name: string, ending: string): string[] {
  return ['-keyout', `${name}.key`, '-out', `${name}.${ending}`];
}

function openssl(folder: string, args: string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
}

function read(folder: string, name: string): Certificate {
  const text = (ending: string) => readFileSync(join(folder, `${name}.${ending}`), 'utf8');
  return { cert: text('crt'), key: text('key') };
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-certificate-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

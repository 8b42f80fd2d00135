// A certificate that signs itself, for the suites of the cluster modules.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** As PEM, with its key. `address`: an IP address that it is for. */
export function ownCertificate(subject: string, address?: string): { cert: string; key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-certificate-'));
  try {
    const [cert, key] = [join(folder, 'cert'), join(folder, 'key')];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    const names = address ? ['-addext', `subjectAltName=IP:${address}`] : [];
    const args = [
      'req',
      '-x509',
      ...kind,
      '-keyout',
      key,
      '-out',
      cert,
      '-subj',
      subject,
      ...names,
    ];
    execFileSync('openssl', args, { stdio: 'ignore' });
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whom a connection trusts: the authority of the cluster entry, else the machine's own, or anybody. */
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import { at, textAt } from '../values.ts';
import { ownerOf, readEntryText } from './entryValue.ts';
import type { Place } from './entryValue.ts';
import { certificatesIn } from './pem.ts';
import { systemAuthorities } from './systemAuthorities.ts';

export interface Trust {
  /** PEM texts; empty where nothing is verified. */
  readonly authorities: readonly string[];
  /** `insecure-skip-tls-verify`. */
  readonly skipsVerification: boolean;
  /** `tls-server-name`: the name that the certificate has to be for, in place of the address. */
  readonly serverName?: string;
  /** Where the authorities come from, for messages. */
  readonly where: string;
}

/**
 * Reads and checks what a cluster entry says about trust; nothing is contacted. `env` may name authorities of the machine, which
 * are read where the entry has none; without `env` they are not needed.
 */
export async function readTrust(
  cluster: Place,
  env: NodeJS.ProcessEnv | undefined,
): Promise<Result<Trust>> {
  const skipsVerification = at(cluster.value, 'insecure-skip-tls-verify') === true;
  const serverName = textAt(cluster.value, 'tls-server-name');
  const read = await readEntryText(cluster, 'certificate-authority');
  if (!read.ok) return read;
  const more = { skipsVerification, ...(serverName && { serverName }) };
  if (!read.value?.text) {
    const authorities = skipsVerification || !env ? [] : await systemAuthorities(env);
    const where = `any authority of this machine, and ${ownerOf(cluster)} names none`;
    return { ok: true, value: { ...more, authorities, where } };
  }
  const { text, where } = read.value;
  if (skipsVerification) {
    return fail(
      'kubeconfig-broken',
      `The ${ownerOf(cluster)} has an authority and "insecure-skip-tls-verify: true", and kubectl refuses the two together. Remove "insecure-skip-tls-verify", or the authority if nothing is to be verified`,
    );
  }
  const authorities = certificatesIn(text).map(String);
  if (authorities.length) return { ok: true, value: { ...more, authorities, where } };
  return fail(
    'tls',
    `The authority in ${where} is not a certificate in PEM form. Get a new kubeconfig from whoever runs the cluster, or put the certificate of the cluster's authority there`,
  );
}

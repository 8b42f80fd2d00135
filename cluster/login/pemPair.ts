/** Whether a client certificate and a key are PEM and belong together. */
import { createSecureContext } from 'node:tls';
import { wellWrapped } from '../connect/pem.ts';

export function isPemPair(cert: string, key: string): boolean {
  try {
    createSecureContext({ cert: wellWrapped(cert), key: wellWrapped(key) });
    return true;
  } catch {
    return false;
  }
}

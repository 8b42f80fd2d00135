/** Whether a client certificate and a key are PEM and belong together. */
import { createSecureContext } from 'node:tls';

export function isPemPair(cert: string, key: string): boolean {
  try {
    createSecureContext({ cert, key });
    return true;
  } catch {
    return false;
  }
}

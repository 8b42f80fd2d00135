/** By what a finding is known again after the lines around it have moved. */
import { createHash } from 'node:crypto';
import type { FileFinding } from './finding.ts';

/**
 * Fingerprints of the findings of one file, in their order: from the code, the manifest and the words. Of several that are
 * equal in all of it the first stays the first. Nothing of the text itself goes in: it may hold secrets.
 */
export function fingerprintsOf(findings: readonly Omit<FileFinding, 'fingerprint'>[]): string[] {
  const counts = new Map<string, number>();
  return findings.map(({ code, object, message }) => {
    const { apiVersion, kind, namespace, name } = object;
    // A line that a message names moves, too.
    const words = message.replace(/\bline [\d,]+/g, 'line');
    const identity = JSON.stringify([code, apiVersion, kind, namespace, name, words]);
    const count = counts.get(identity) ?? 0;
    counts.set(identity, count + 1);
    return createHash('sha256').update(`${identity} ${count}`).digest('hex').slice(0, 32);
  });
}

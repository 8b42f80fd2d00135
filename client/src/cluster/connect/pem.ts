/** Certificates of a kubeconfig as text: base64 and PEM, as strictly and as leniently as Go reads them. */
import { X509Certificate } from 'node:crypto';

/** The text behind strict base64 (line breaks are left out), undefined where it is none. */
export function fromBase64(text: string): string | undefined {
  const packed = text.replace(/[\r\n]/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  return Buffer.from(packed, 'base64').toString('utf8');
}

/** The certificates in a PEM text that can be read; other blocks and text around them count for nothing. */
export function certificatesIn(text: string): X509Certificate[] {
  return certificateBlocks(text).flatMap((block) => {
    try {
      return new X509Certificate(block);
    } catch {
      return []; // Go leaves out a certificate of the list that it cannot read, too
    }
  });
}

/** The blocks that say of themselves to be a certificate, as they stand there. */
export function certificateBlocks(text: string): string[] {
  const begin = '-----BEGIN CERTIFICATE-----';
  const end = '-----END CERTIFICATE-----';
  const found: string[] = [];
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
    const stop = text.indexOf(end, at);
    if (stop < 0) break;
    found.push(text.slice(at, stop + end.length));
  }
  return found;
}

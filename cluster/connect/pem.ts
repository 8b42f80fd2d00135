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
      return new X509Certificate(wellWrapped(block));
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

/**
 * PEM text whose blocks have plain lines of 64 characters: blank lines and indents are nothing to Go, and OpenSSL reads no further
 * there. A block with headers of its own, or whose begin or end has no line of its own, stays as it is.
 */
export function wellWrapped(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const begin = text.indexOf('-----BEGIN ', from);
    const head = begin < 0 ? -1 : text.indexOf('-----', begin + 5);
    const end = head < 0 ? -1 : text.indexOf('-----END ', head);
    if (end < 0) return parts.join('') + text.slice(from);
    const body = text.slice(head + 5, end);
    parts.push(text.slice(from, head + 5), isBase64Lines(body) ? rewrapped(body) : body);
    from = end;
  }
}

function isBase64Lines(body: string): boolean {
  return /^[ \t]*\r?\n/.test(body) && /\n[ \t]*$/.test(body) && /^[A-Za-z0-9+/=\s]*$/.test(body);
}

function rewrapped(body: string): string {
  const lines = body.replace(/\s/g, '').match(/.{1,64}/g) ?? [];
  return `\n${lines.join('\n')}\n`;
}

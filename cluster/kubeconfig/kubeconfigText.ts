/** The bytes of a kubeconfig file as text and back: UTF-8, or UTF-16 with its mark as PowerShell's `>` writes it. */

export type KubeconfigEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface KubeconfigText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: KubeconfigEncoding;
  readonly hasMark: boolean;
}

/**
 * kubectl knows the encoding by the mark as well, and takes UTF-8 where there is none.
 * @throws for bytes that are no text, which kubectl refuses too: replaced by a sign, they would be lost when the file is written.
 */
export function decodeKubeconfig(bytes: Buffer): KubeconfigText {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding, { ignoreBOM: true, fatal: true }).decode(bytes);
  const hasMark = text.startsWith('\ufeff');
  return { text: hasMark ? text.slice(1) : text, encoding, hasMark };
}

export function encodeKubeconfig({ text, encoding, hasMark }: KubeconfigText): Buffer {
  const marked = hasMark ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(marked, 'utf8');
  const bytes = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

function encodingOf(bytes: Buffer): KubeconfigEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

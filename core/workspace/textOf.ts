import { isUtf8 } from 'node:buffer';

/** The text of a file as the editor reads it: a byte order mark may say that it is UTF-16. */
export function textOf(bytes: Buffer): string {
  return new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes);
}

/** Whether some bytes are no characters. */
export function isGarbled(bytes: Buffer): boolean {
  return encodingOf(bytes) === 'utf-8' && !isUtf8(bytes);
}

function encodingOf(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Packed charts as helm makes them, and as somebody makes them who wants to do harm. */
import { gzipSync } from 'node:zlib';

export interface TarEntry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  /** The letter of its kind: a file unless said. */
  readonly type?: string;
  /** What the header says of the size, should it lie: a number, or the field as it is. */
  readonly size?: number | string;
  readonly link?: string;
  /** The sum of the header is wrong. */
  readonly isDamaged?: boolean;
}

export function tgz(entries: readonly TarEntry[]): Buffer {
  return gzipSync(tar(entries));
}

export function tar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap((entry) => {
    const body = Buffer.from(entry.data ?? '');
    return [header(entry, body.length), body, Buffer.alloc(padding(body.length))];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * block)]);
}

const block = 512;

function padding(length: number): number {
  return (block - (length % block)) % block;
}

function header(
  { name, type = '0', size, link = '', isDamaged = false }: TarEntry,
  length: number,
): Buffer {
  const fields = Buffer.alloc(block);
  fields.write(name, 0, 100);
  fields.write('0000644\0'.padEnd(24, '0'), 100);
  const written = typeof size === 'string' ? size : `${octal(size ?? length, 11)}\0`;
  fields.write(written, 124, 12, 'latin1');
  fields.write(`${octal(0, 11)}\0`, 136);
  fields.write(' '.repeat(8), 148);
  fields.write(type, 156);
  fields.write(link, 157, 100);
  fields.write('ustar\x0000', 257);
  const sum = fields.reduce((total, byte) => total + byte, isDamaged ? 1 : 0);
  fields.write(`${octal(sum, 6)}\0 `, 148);
  return fields;
}

function octal(value: number, width: number): string {
  return value.toString(8).padStart(width, '0');
}

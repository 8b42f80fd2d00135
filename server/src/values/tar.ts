/** Single files out of a packed chart (`charts/NAME-VERSION.tgz`), which is a gzipped tar archive. */
import { gunzipSync } from 'node:zlib';

const block = 512;
/** Unpacked; a chart with more is not read. */
const maxLength = 50_000_000;

/** Texts of the wanted files by path within the archive. Empty for what is no such archive. */
export function filesOfTgz(
  packed: Uint8Array,
  isWanted: (path: string) => boolean,
): Map<string, string> {
  const files = new Map<string, string>();
  let bytes: Uint8Array;
  try {
    bytes = gunzipSync(packed, { maxOutputLength: maxLength });
  } catch {
    return files; // half written, or no archive
  }
  const decoder = new TextDecoder();
  const textAt = (at: number, length: number): string => {
    const field = bytes.subarray(at, at + length);
    const end = field.indexOf(0);
    return decoder.decode(end === -1 ? field : field.subarray(0, end));
  };
  let longName: string | undefined;
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0;) {
    const size = parseInt(textAt(at + 124, 12).trim() || '0', 8);
    if (!Number.isFinite(size) || size < 0) break;
    const type = String.fromCharCode(bytes[at + 156] ?? 0);
    const content = at + block;
    if (type === 'L') longName = textAt(content, size);
    else if (type === 'x') longName = /(?<!\d)\d+ path=([^\n]+)\n/.exec(textAt(content, size))?.[1];
    else {
      const prefix = textAt(at + 345, 155);
      const name = longName ?? (prefix ? `${prefix}/${textAt(at, 100)}` : textAt(at, 100));
      longName = undefined;
      if ((type === '0' || type === '\0') && isWanted(name))
        files.set(name, decoder.decode(bytes.subarray(content, content + size)));
    }
    at = content + Math.ceil(size / block) * block;
  }
  return files;
}

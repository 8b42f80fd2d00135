/** The lines of a stream of bytes, each of limited length: a server that writes none without end is not waited for. */

/** Larger than any object that an API server stores (1.5 MiB), written as JSON. */
const maxLineBytes = 8 * 1024 * 1024;

const lineFeed = 10;

/** Of a line of text that a person reads, which is cut there: nobody reads more of one. */
const maxTextLineBytes = 16 * 1024;

export class LineTooLong extends Error {
  readonly code = 'ERR_LINE_TOO_LONG';
}

export interface LineOptions {
  /** Bytes of a line. */
  readonly limit?: number;
  /** It is text that a person reads: lines that hold nothing count as well, and one that is too long is cut. */
  readonly isText?: boolean;
}

/**
 * Lines without their ends; the last one may have none. The stream is read no faster than lines are taken. Throws the
 * stream's error, or `LineTooLong` for one of more than `limit` bytes.
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  { isText = false, limit = isText ? maxTextLineBytes : maxLineBytes }: LineOptions = {},
): AsyncGenerator<string, void, void> {
  let parts: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer) => {
    const room = Math.max(limit - size, 0);
    size += part.length;
    if (part.length <= room) parts.push(part);
    else if (isText) parts.push(part.subarray(0, room));
    else throw new LineTooLong(`a line of more than ${limit} bytes`);
  };
  const taken = (): string => {
    const line = Buffer.concat(parts).toString('utf8');
    const isCut = size > limit;
    parts = [];
    size = 0;
    return isCut ? `${line.replace(/\uFFFD$/, '')}…` : line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, from)) {
      add(chunk.subarray(from, end));
      from = end + 1;
      const line = taken();
      if (isText || line.trim() !== '') yield line;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  const last = taken();
  if (last.trim() !== '') yield last;
}

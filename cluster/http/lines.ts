/** The lines of a stream of bytes, each of limited length: a server that writes none without end is not waited for. */

/** Larger than any object that an API server stores (1.5 MiB), written as JSON. */
const maxLineBytes = 8 * 1024 * 1024;

const lineFeed = 10;

export class LineTooLong extends Error {
  readonly code = 'ERR_LINE_TOO_LONG';
}

/**
 * Lines that hold something, without their ends; the last one may have none. The stream is read no faster than lines are
 * taken. Throws the stream's error, or `LineTooLong` for one of more than `limit` bytes.
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  limit = maxLineBytes,
): AsyncGenerator<string, void, void> {
  let parts: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer) => {
    size += part.length;
    if (size > limit) throw new LineTooLong(`a line of more than ${limit} bytes`);
    parts.push(part);
  };
  const taken = (): string => {
    const line = Buffer.concat(parts).toString('utf8');
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, from)) {
      add(chunk.subarray(from, end));
      from = end + 1;
      const line = taken();
      if (line.trim() !== '') yield line;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  const last = taken();
  if (last.trim() !== '') yield last;
}

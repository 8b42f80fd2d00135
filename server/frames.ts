/**
 * The frames of the protocol, out of the bytes of a stream. Where a header has no length or a wrong one, nothing after it
 * can be understood, so the process had better end and say why.
 */

export interface Frames {
  /** The messages that are whole now, in their order. */
  readonly bodies: readonly Buffer[];
  /** What is wrong with the stream, in words for the log of a client; undefined as long as nothing is. */
  readonly fault: string | undefined;
}

/** Bytes of the header of one frame; the protocol has two fields. */
const maxHeaderBytes = 8_192;
/** Bytes of one message: more than the largest file that anybody edits. */
const maxBodyBytes = 512 * 1024 * 1024;
const endOfHeader = '\r\n\r\n';

export class FrameReader {
  #header = '';
  /** Pieces of the body that is being read, and how much of it is to come; undefined within a header. */
  #body: { readonly pieces: Buffer[]; bytesLeft: number } | undefined;
  #fault: string | undefined;

  /** Takes the next bytes of the stream. */
  take(bytes: Buffer): Frames {
    const bodies: Buffer[] = [];
    let from = 0;
    while (this.#fault === undefined && (from < bytes.length || this.#body?.bytesLeft === 0)) {
      if (this.#body) from = this.#takeBody(this.#body, bytes, from, bodies);
      else from = this.#takeHeader(bytes, from);
    }
    return { bodies, fault: this.#fault };
  }

  #takeBody(
    body: { readonly pieces: Buffer[]; bytesLeft: number },
    bytes: Buffer,
    from: number,
    bodies: Buffer[],
  ): number {
    const piece = bytes.subarray(from, from + body.bytesLeft);
    body.pieces.push(piece);
    body.bytesLeft -= piece.length;
    if (body.bytesLeft === 0) {
      const [only, ...others] = body.pieces;
      bodies.push(only && others.length === 0 ? only : Buffer.concat(body.pieces));
      this.#body = undefined;
    }
    return from + piece.length;
  }

  /** Where the body begins, or the end of the bytes. */
  #takeHeader(bytes: Buffer, from: number): number {
    const before = this.#header.length;
    this.#header += bytes.toString('latin1', from, from + maxHeaderBytes);
    const end = this.#header.indexOf(endOfHeader);
    if (end === -1) {
      if (this.#header.length >= maxHeaderBytes)
        this.#fault = `the header of a message has more than ${maxHeaderBytes} bytes`;
      return bytes.length;
    }
    this.#readHeader(this.#header.slice(0, end));
    this.#header = '';
    return from + end + endOfHeader.length - before;
  }

  #readHeader(header: string): void {
    const fields = header
      .split('\r\n')
      .map((line) => line.split(':', 2).map((part) => part.trim()));
    const length = fields.findLast(([name]) => name?.toLowerCase() === 'content-length')?.[1];
    if (length === undefined) this.#fault = 'the header of a message has no Content-Length';
    else if (!/^\d{1,12}$/.test(length) || fields.some((field) => field.length < 2))
      this.#fault = 'the header of a message is not one of the language server protocol';
    else if (Number(length) > maxBodyBytes)
      this.#fault = `a message says that it has ${length} bytes, more than ${maxBodyBytes}`;
    else this.#body = { pieces: [], bytesLeft: Number(length) };
  }
}

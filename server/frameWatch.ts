/**
 * Looks on as the frames of the protocol come in over a stream. The library that reads them waits for ever where a header
 * has no length or a wrong one: nothing after it can be understood, so the process had better end and say why.
 */

/** What is wrong with the stream, in words for the log of a client; undefined as long as nothing is. */
export type FrameFault = string | undefined;

/** Bytes of the header of one frame; the protocol has two fields. */
const maxHeaderBytes = 8_192;
/** Bytes of one message: more than the largest file that anybody edits. */
const maxBodyBytes = 512 * 1024 * 1024;
const endOfHeader = '\r\n\r\n';

export class FrameWatch {
  #header = '';
  #bodyBytesLeft = 0;
  #fault: FrameFault;

  /** Takes the next bytes of the stream and answers what is wrong with it so far. */
  take(bytes: Buffer): FrameFault {
    let from = 0;
    while (this.#fault === undefined && from < bytes.length) {
      const ofBody = Math.min(this.#bodyBytesLeft, bytes.length - from);
      this.#bodyBytesLeft -= ofBody;
      from += ofBody;
      if (from < bytes.length) from = this.#takeHeader(bytes, from);
    }
    return this.#fault;
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
    else this.#bodyBytesLeft = Number(length);
  }
}

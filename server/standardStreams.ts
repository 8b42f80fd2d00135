/**
 * The protocol over standard input and output. The library's own reader and writer wait for ever in a stream that is broken,
 * pass over text that is no JSON in silence and write each message in two pieces.
 */
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { FrameReader } from './frames.ts';
import type { Refusal } from './messageCheck.ts';

export class StandardReader extends AbstractMessageReader implements MessageReader {
  readonly #input: NodeJS.ReadableStream;
  readonly #refuse: (refusal: Refusal) => void;
  readonly #onFault: (fault: string) => void;

  /** `onFault` is told, once, why the stream cannot be read on. */
  constructor(
    input: NodeJS.ReadableStream,
    refuse: (refusal: Refusal) => void,
    onFault: (fault: string) => void,
  ) {
    super();
    this.#input = input;
    this.#refuse = refuse;
    this.#onFault = onFault;
  }

  listen(callback: DataCallback): Disposable {
    const frames = new FrameReader();
    const take = (bytes: Buffer): void => {
      const { bodies, fault } = frames.take(bytes);
      for (const body of bodies) {
        const read = jsonIn(body);
        if (read) this.#hand(read.value, callback);
        else this.#refuse(notJson);
      }
      if (fault === undefined) return;
      this.#input.off('data', take);
      this.#onFault(fault);
    };
    this.#input.on('data', take);
    return { dispose: () => this.#input.off('data', take) };
  }

  /** Whether it is a message at all is asked by `messageCheck.ts`. */
  #hand(value: unknown, callback: DataCallback): void {
    try {
      callback(value as Message);
    } catch (error) {
      // The library throws when the cancellation of no request comes; what follows it in the stream is read on.
      this.fireError(error);
    }
  }
}

export class StandardWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #output: NodeJS.WritableStream;

  constructor(output: NodeJS.WritableStream) {
    super();
    this.#output = output;
  }

  write(message: object): Promise<void> {
    const { pieces, bytes } = jsonOf(message);
    const frame = [`Content-Length: ${bytes}\r\n\r\n`, ...pieces].join('');
    const isAscii = pieces.reduce((sum, { length }) => sum + length, 0) === bytes;
    return new Promise((resolve) => {
      // Who no longer reads is gone: the process ends by the stream's own event.
      // What is ASCII alone needs no encoder, which asks for three bytes a character.
      this.#output.write(frame, isAscii ? 'latin1' : 'utf8', () => {
        resolve();
      });
    });
  }

  end(): void {
    this.#output.end();
  }
}

/** A message as JSON, in pieces that are joined once. */
interface Written {
  readonly pieces: readonly string[];
  /** Of UTF-8. */
  readonly bytes: number;
}

/** Diagnostics as they were written: a file's are asked for with every key, and an edit makes few of them anew. */
const written = new WeakMap<object, { readonly text: string; readonly bytes: number }>();

function jsonOf(message: object): Written {
  const { result, ...others } = message as { readonly result?: unknown };
  if (!isReport(result)) {
    const text = JSON.stringify(message);
    return { pieces: [text], bytes: Buffer.byteLength(text) };
  }
  const { items, ...head } = result;
  const around = JSON.stringify({ ...others, result: { ...head, items: [] } });
  const end = ']}}';
  const pieces = [around.slice(0, -end.length)];
  let bytes = Buffer.byteLength(around);
  for (const [index, item] of items.entries()) {
    const json = diagnosticOf(item);
    if (index > 0) pieces.push(',');
    pieces.push(json.text);
    bytes += json.bytes + (index > 0 ? 1 : 0);
  }
  pieces.push(end);
  return { pieces, bytes };
}

function diagnosticOf(item: object): { readonly text: string; readonly bytes: number } {
  const known = written.get(item);
  if (known) return known;
  const text = JSON.stringify(item);
  const made = { text, bytes: Buffer.byteLength(text) };
  written.set(item, made);
  return made;
}

function isReport(result: unknown): result is DocumentReport {
  return (
    typeof result === 'object' &&
    result !== null &&
    'kind' in result &&
    result.kind === DocumentDiagnosticReportKind.Full &&
    'items' in result &&
    Array.isArray(result.items)
  );
}

interface DocumentReport {
  readonly kind: typeof DocumentDiagnosticReportKind.Full;
  readonly items: readonly object[];
}

const notJson: Refusal = {
  jsonrpc: '2.0',
  id: null,
  error: { code: ErrorCodes.ParseError, message: 'a message must be JSON' },
};

function jsonIn(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString('utf8')) };
  } catch {
    return undefined; // its words say parts of the text
  }
}

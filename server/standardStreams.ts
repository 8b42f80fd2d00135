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
import { ReportBytes } from './reportBytes.ts';

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
  readonly #reports = new ReportBytes();

  constructor(output: NodeJS.WritableStream) {
    super();
    this.#output = output;
  }

  write(message: object): Promise<void> {
    const body = this.#bodyOf(message);
    const length = body.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const frame = Buffer.concat([Buffer.from(`Content-Length: ${length}\r\n\r\n`), ...body]);
    return new Promise((resolve) => {
      // Who no longer reads is gone: the process ends by the stream's own event.
      this.#output.write(frame, () => {
        resolve();
      });
    });
  }

  /** A message as JSON, in pieces. */
  #bodyOf(message: object): Buffer[] {
    const { result, ...others } = message as { readonly result?: unknown };
    if (!isReport(result)) return [Buffer.from(JSON.stringify(message))];
    const { items, ...head } = result;
    const around = Buffer.from(JSON.stringify({ ...others, result: { ...head, items: [] } }));
    const end = around.length - ']}}'.length;
    return [around.subarray(0, end), this.#reports.of(items), around.subarray(end)];
  }

  end(): void {
    this.#output.end();
  }
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

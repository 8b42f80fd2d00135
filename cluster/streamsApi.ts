/** What goes to and fro between us and a container, for `Streams` of api.ts. Types only. */
import type { Duplex } from 'node:stream';
import type { Failure, Result } from './errorApi.ts';

export interface PodRef {
  readonly namespace: string;
  readonly name: string;
}

export interface ContainerRef {
  readonly pod: PodRef;
  readonly container: string;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** What is done with bytes that come; no more come before it has ended. */
export type TakeBytes = (bytes: Buffer) => void | Promise<void>;

export interface ExecOptions {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[];
  /** The program gets what is written. */
  readonly hasInput?: boolean;
  /** The program gets a terminal of this size; what it writes is one stream then. */
  readonly terminal?: TerminalSize;
  readonly onOutput: TakeBytes;
  readonly onErrorOutput?: TakeBytes;
  readonly signal?: AbortSignal;
}

/** A program that runs in a container. */
export interface ExecProcess {
  /** Resolves when there is room for more. What is written after the end is dropped. */
  write(bytes: Uint8Array): Promise<void>;
  /** Tells the program that nothing more comes; false where the server is too old to hand that on (before Kubernetes 1.30). */
  endInput(): Promise<boolean>;
  resize(size: TerminalSize): void;
  /** The exit code, or why there is none. Never rejects. */
  readonly ended: Promise<Result<number>>;
  /** Cuts the connection. The program sees its end of input, or nothing at all. */
  close(): void;
}

export interface ConnectOptions {
  /** Why the connection was not made, or not to its end: told once at most. */
  readonly onFailure: (failure: Failure) => void;
  readonly signal?: AbortSignal;
}

/** What goes to and fro between us and containers. Nothing is called before it is asked for. */
export interface Streams {
  /** Starts a program in a container. Fails where the server refuses; whether there is such a program tells its end. */
  exec(where: ContainerRef, options: ExecOptions): Promise<Result<ExecProcess>>;
  /**
   * One connection to a port of a pod. The protocol cannot tell the pod that only we have come to our end: `end` changes nothing, and
   * `destroy` ends it for both sides.
   */
  connect(pod: PodRef, port: number, options: ConnectOptions): Promise<Result<Duplex>>;
}

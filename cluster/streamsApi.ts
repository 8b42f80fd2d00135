/** What goes to and fro between us and a container, for `Streams` of api.ts. Types only. */
import type { Duplex } from 'node:stream';
import type { ClusterError, Failure, Result } from './errorApi.ts';
import type { ResourceRef } from './resourceRef.ts';

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

export type ShellOptions = Required<Pick<ExecOptions, 'terminal'>> &
  Pick<ExecOptions, 'onOutput' | 'signal'>;

/** A program that runs in a container. */
export interface ExecProcess {
  /** Resolves when there is room for more. What is written after the end is dropped. */
  write(bytes: Uint8Array): Promise<void>;
  /** The server hands the end of the input on: those of Kubernetes 1.30 and newer. */
  readonly endsInput: boolean;
  /** Tells the program that nothing more comes, where `endsInput`. */
  endInput(): Promise<void>;
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

/** A port that an object says it has. */
export interface OfferedPort {
  /** As the object has it. */
  readonly number: number;
  /** Of the pod: its number, or the name that one of its containers gives it. */
  readonly target: number | string;
  readonly name?: string;
}

export interface ForwardOptions {
  /** Of the pod: `OfferedPort.target`. */
  readonly port: number | string;
  /** Of this machine; 0, or none, for any that is free. */
  readonly localPort?: number;
  /** Another pod answers, `failure` is another one, or it is over together with the session. */
  readonly onChange: () => void;
}

/** A port of 127.0.0.1 that leads to a port of a pod until it is disposed of. */
export interface Forward {
  readonly localPort: number;
  /** That answered last. */
  readonly pod: PodRef;
  /** Why the last connection did not come about, or broke. */
  readonly failure: ClusterError | undefined;
  /** Nothing listens any more. */
  readonly isOver: boolean;
  dispose(): void;
}

export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  /** `total` where it is known. Called for each piece. */
  readonly onProgress?: (bytes: number, total?: number) => void;
  /** More is not taken from a container: 50 GiB and a million entries unless told. */
  readonly limits?: { readonly bytes: number; readonly entries: number };
  readonly signal?: AbortSignal;
}

export interface CopyReport {
  readonly files: number;
  /** Of the archive that was sent. */
  readonly bytes: number;
  /** Links, devices, and names that lead elsewhere or that this system cannot have. */
  readonly leftOut: number;
}

/** What goes to and fro between us and containers. Nothing is called before it is asked for. */
export interface Streams {
  /** Starts a program in a container. Fails where the server refuses; whether there is such a program tells its end. */
  exec(where: ContainerRef, options: ExecOptions): Promise<Result<ExecProcess>>;
  /** The best shell that a container has, in a terminal. Fails where there is none. */
  shell(where: ContainerRef, options: ShellOptions): Promise<Result<ExecProcess>>;
  /** The names of the containers of a pod that run, the one that is most probably meant first. Fails where none runs. */
  containers(pod: PodRef, signal?: AbortSignal): Promise<Result<readonly string[]>>;
  /**
   * One connection to a port of a pod. The protocol cannot tell the pod that only we have come to our end: `end` changes nothing, and
   * `destroy` ends it for both sides.
   */
  connect(pod: PodRef, port: number, options: ConnectOptions): Promise<Result<Duplex>>;
  /** A file or folder of a container: `to` is the path of what is made here, which must not be there yet. Needs `tar` in the container. */
  copyFrom(where: ContainerRef, options: CopyOptions): Promise<Result<CopyReport>>;
  /** A file or folder of this machine: `to` is a folder in the container. What is there of the same names is written over. */
  copyTo(where: ContainerRef, options: CopyOptions): Promise<Result<CopyReport>>;
  /** The ports that a pod, a Service or a workload says it has; none where it says nothing. */
  ports(ref: ResourceRef, signal?: AbortSignal): Promise<Result<readonly OfferedPort[]>>;
  /** Listens on this machine for a pod, or for the pods of a Service or a workload: where one goes, another one answers. */
  forward(
    ref: ResourceRef,
    options: ForwardOptions,
    signal?: AbortSignal,
  ): Promise<Result<Forward>>;
}

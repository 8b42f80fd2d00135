/** A request to an API server and what becomes of it: what the connection takes and the error texts name. */
import type { Failure } from '../api.ts';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With query, e.g. `/api/v1/pods?limit=5`. */
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
  /** What the answer may be; `application/json` unless told. */
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** For messages. */
  readonly verb: string;
  readonly resource: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The object in `body`, parsed: finds list items that an answer names by key. */
  readonly sent?: unknown;
  /** The answer is text that a person reads, not JSON. */
  readonly isText?: boolean;
  /** The answer begins when there is something to say, however long that takes. */
  readonly waitsForNews?: boolean;
  /** The server answers JSON here and does not call it so: the caller looks whether it is. */
  readonly isUntyped?: boolean;
  /** May be sent a second time when a kept-alive connection turns out to be closed. */
  readonly repeatable: boolean;
  /** Admission webhooks are asked on the way, each of which may take 30 seconds. */
  readonly asksWebhooks?: boolean;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  /** To a second sending: the first may have been done as well. */
  readonly isSecond?: boolean;
  /** `Warning` headers of the server. */
  readonly warnings: readonly string[];
}

/** `maybeDone`: the request may have reached the server although no answer came back. */
export type ApiOutcome<T> = { ok: true; value: T } | (Failure & { maybeDone?: boolean });

export type ApiResult = ApiOutcome<ApiAnswer>;

/** An answer that goes on for as long as the server and we want. */
export interface ApiStream {
  /**
   * Hands over line by line, each once what was done with the one before has ended, and resolves when there are no more. To
   * be called once, and at once: the connection stays open until then. Rejects with what `take` throws.
   */
  read(take: (line: string) => void | Promise<void>): Promise<StreamEnd>;
}

/** `ended`: by the server; `broken`: the connection; `too-long`: a line of more than 8 MiB; `cancelled`: by the signal. */
export type StreamEnd = 'ended' | 'broken' | 'too-long' | 'cancelled';

/** A connection that both sides send messages over, for as long as they want. */
export interface ApiSocket {
  /** The sub-protocol that was agreed upon. */
  readonly protocol: string;
  /** Resolves when there is room for more; false where the connection is at its end. */
  send(message: Uint8Array): Promise<boolean>;
  /**
   * Hands over message by message, each once what was done with the one before has ended. To be called once, and at once.
   * Rejects with what `take` throws; the connection is closed then as well.
   */
  read(take: (message: Buffer) => void | Promise<void>): Promise<SocketEnd>;
  close(): void;
}

/** `ended`: by the server; `broken`: the connection; `wrong`: no message of the protocol, or one of more than 1 MiB; `cancelled`: by us. */
export type SocketEnd = 'ended' | 'broken' | 'wrong' | 'cancelled';

/** A connection to one API server, as those see it who ask through it. */
import type { ApiOutcome, ApiRequest, ApiResult, ApiSocket, ApiStream } from './request.ts';

export interface ClusterConnection {
  readonly server: string;
  /** Milliseconds that one request may take, or a stream to begin; three times as many where webhooks are asked. */
  readonly requestTimeout: number;
  request(request: ApiRequest): Promise<ApiResult>;
  /** An answer that is read line by line, over a connection of its own; `signal` ends it at any time. */
  stream(request: ApiRequest): Promise<ApiOutcome<ApiStream>>;
  /** Messages to and fro, over a connection of its own; `protocols` are those that we speak, the best one first. */
  socket(request: ApiRequest, protocols: readonly string[]): Promise<ApiOutcome<ApiSocket>>;
  /** The user wants to log in anew: a failure to do so is not remembered any longer. */
  tryLoginAgain(options?: TryAgain): void;
  /** Another one has taken its place: it works on for whoever holds it, and keeps no connection that rests. */
  retire(): void;
  close(): void;
}

export interface TryAgain {
  readonly inTerminal?: boolean;
}

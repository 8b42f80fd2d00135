/** Where a server is between the handshake and its end: outside of these two it answers no request. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';

export class Phase {
  #now: 'before' | 'running' | 'shut down' = 'before';

  /** Throws the answer to a second handshake. */
  initialize(): void {
    if (this.#now !== 'before')
      throw new ResponseError(ErrorCodes.InvalidRequest, 'the server has been initialized before');
    this.#now = 'running';
  }

  shutDown(): void {
    this.#now = 'shut down';
  }

  /** The client has asked for the end. */
  get isOver(): boolean {
    return this.#now === 'shut down';
  }

  /** The answer to a request that comes at the wrong time, as LSP wants it. */
  get refusal(): ResponseError | undefined {
    if (this.#now === 'running') return undefined;
    return this.#now === 'before'
      ? new ResponseError(ErrorCodes.ServerNotInitialized, 'the server is not initialized yet')
      : new ResponseError(ErrorCodes.InvalidRequest, 'the server has been shut down');
  }
}

/** Whether somebody still waits for an answer; that of the protocol is one. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

/** Of work that nobody calls off. */
export const neverCancelled: CancellationToken = { isCancellationRequested: false };

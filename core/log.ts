/** Where the server writes what happened: never manifest contents. */
export interface Log {
  error(message: string): void;
  info(message: string): void;
  /** Built only when someone listens. */
  trace(message: () => string): void;
}

export const silentLog: Log = {
  error: () => undefined,
  info: () => undefined,
  trace: () => undefined,
};

// What the editor and the program in the terminal say to each other, one line of JSON each.

export interface ProgramOrder {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface ProgramAnswer {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  /** Node's code, where it could not be started. */
  readonly notStarted?: string;
}

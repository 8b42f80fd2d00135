/** What the command line needs of the process around it: injected, so that tests run it without one. */

export interface Output {
  readonly isTerminal: boolean;
  write(text: string): void;
}

export interface Io {
  /** Words behind the name of the program. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  readonly version: string;
  /** Of the product: findings lead to its pages. */
  readonly homepage: string;
  /** Folder of the bundled schemas. */
  readonly schemas: string;
  /** The program that a thread runs; absent: there are no threads. */
  readonly threadProgram?: string;
  /** How many threads the machine has work for. */
  readonly processors: number;
  /** The whole standard input. */
  readInput(): Promise<string>;
}

export const exitCodes = { good: 0, findings: 1, trouble: 2 } as const;

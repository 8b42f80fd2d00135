import { spawn } from 'node:child_process';

export interface CommandResult {
  /** Exit code; undefined where the program could not be started or was ended by a signal. */
  code: number | undefined;
  stdout: string;
  stderr: string;
}

/**
 * Runs a program to its end, without a shell. A program that is not there, or that `signal` ends, is a result (its words
 * in `stderr`), not an exception.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal | undefined } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', (error) => {
      resolve({ code: undefined, stdout, stderr: error.message });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? undefined, stdout, stderr });
    });
  });
}

/** The last lines of a program's output, for a message. */
export function lastLines(text: string, count = 12): string {
  return text.trimEnd().split(/\r?\n/).slice(-count).join('\n');
}

// A program that a test runs in the background: its output goes to a file, and it never outlives the one who started it.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { lastLines } from './runCommand.ts';

export interface ChildProgram {
  readonly name: string;
  readonly pid: number | undefined;
  isRunning(): boolean;
  /** How it ended (`exit code 1`, `signal SIGKILL`) or `still running`. */
  state(): string;
  /** The last lines that it wrote. */
  logTail(): string;
  /** Ends it at once and waits until it is gone. Its data is thrown away anyway, so it gets no time to say goodbye. */
  kill(): Promise<void>;
  /** The same for an exit hook, where nothing can be waited for. */
  killNow(): void;
}

/**
 * Starts a program of the control plane. It lives in a process group of its own, so that Ctrl-C in a terminal reaches
 * only us; and it holds the other end of a pipe that closes when we die, at which it ends itself (`lifeline` in the Go module).
 */
export function startChild(
  name: string,
  command: string,
  args: readonly string[],
  options: { logPath: string; env?: NodeJS.ProcessEnv },
): ChildProgram {
  const log = openSync(options.logPath, 'a');
  const child = spawn(command, args, {
    detached: true,
    stdio: ['pipe', log, log],
    env: { ...process.env, ...options.env, CONTROL_PLANE_LIFELINE: 'stdin' },
  });
  closeSync(log);

  let state = 'still running';
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      state = error.message;
      resolve();
    });
    child.on('exit', (code, signal) => {
      state = signal ? `signal ${signal}` : `exit code ${String(code)}`;
      resolve();
    });
  });
  // A child that ends closes the pipe under us: that is its exit, reported above.
  child.stdin?.on('error', () => undefined);
  // A forgotten stop() must not keep the test process alive.
  child.unref();
  (child.stdin as { unref?: () => void } | null)?.unref?.();

  const isRunning = () => state === 'still running';
  const killNow = () => {
    if (isRunning()) child.kill('SIGKILL');
  };
  return {
    name,
    pid: child.pid,
    isRunning,
    state: () => state,
    logTail: () => lastLines(readFileSync(options.logPath, 'utf8')),
    killNow,
    kill: () => {
      child.ref();
      killNow();
      return ended;
    },
  };
}

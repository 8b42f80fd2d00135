/** Runs a program to its end without a terminal, ends it after a time limit, and keeps what it prints. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { errorCode } from '../errors/errors.ts';

export interface Program {
  /** As the kubeconfig writes it. */
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

export type Finished =
  | { how: 'cancelled' | 'timeout' }
  | { how: 'not-started'; error: unknown }
  | { how: 'ended'; code: number | null; stdout: string; stderr: string };

const MAX_OUTPUT = 1024 * 1024;

export function runProgram(program: Program): Promise<Finished> {
  return new Promise((done) => {
    let child: ChildProcess;
    try {
      // Its own process group, so that what it started ends with it.
      child = spawn(program.path, program.args, {
        argv0: program.name,
        env: program.env,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
    } catch (error) {
      done({ how: 'not-started', error });
      return;
    }
    let stdout = '';
    let stderr = '';
    const finish = (finished: Finished) => {
      clearTimeout(timer);
      program.signal?.removeEventListener('abort', onAbort);
      if (finished.how === 'timeout' || finished.how === 'cancelled') kill(child);
      done(finished);
    };
    const onAbort = () => finish({ how: 'cancelled' });
    const timer = setTimeout(() => finish({ how: 'timeout' }), program.timeout);
    program.signal?.addEventListener('abort', onAbort, { once: true });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(0, MAX_OUTPUT);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-MAX_OUTPUT);
    });
    child.on('error', (error) => finish({ how: 'not-started', error }));
    // `exit`, not `close`: a grandchild may hold the pipes open after the plugin has answered.
    child.on('exit', (code) =>
      setTimeout(() => finish({ how: 'ended', code, stdout, stderr }), 200),
    );
    child.on('close', (code) => finish({ how: 'ended', code, stdout, stderr }));
  });
}

function kill(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error; // it ended by itself meanwhile
  }
}

// A slow outside command (npm, apt-get) as one step of an installation: a person sees what runs, how far it is and how
// long it will take, and on failure the end of its output instead of all of it.
import { spawn } from 'node:child_process';
import { endGroup, endGroupWithUs } from './processGroup.ts';

/** Receives one finished line, without a line break. */
export type Log = (line: string) => void;

/** Something that a machine may not have: the thing itself, or why it cannot be had in one sentence. */
export type Ensured<T> = ({ ok: true } & T) | { ok: false; reason: string };

export interface InstallStep {
  /** What a person reads, e.g. `code-server 4.139.1: npm install`. */
  what: string;
  command: string;
  args: string[];
  /** From experience; only shown, never enforced. */
  expectedSeconds: number;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Ends the command with all that it started. Without a signal it shares the terminal's Ctrl-C with us. */
  signal?: AbortSignal | undefined;
  /** It may ask something on the terminal (sudo its password), so it shares that with us in any case. */
  asksOnTerminal?: boolean;
}

const progressEveryMs = 10_000;
const shownOnFailure = 15;

/** Runs the command to its end. Never rejects: a command that is not there, fails or is stopped is `{ ok: false }`. */
export async function runStep(step: InstallStep, log: Log): Promise<Ensured<{ output: string }>> {
  const stopped = { ok: false, reason: `${step.what}: stopped` } as const;
  if (step.signal?.aborted) return stopped;
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  log(`${step.what} (about ${String(step.expectedSeconds)} s) ...`);
  const ticker = setInterval(() => {
    log(`${step.what}: ${String(seconds())} s of about ${String(step.expectedSeconds)} s`);
  }, progressEveryMs);
  const { code, output } = await run(step).finally(() => {
    clearInterval(ticker);
  });
  if (step.signal?.aborted) return stopped;
  if (code === 0) {
    log(`${step.what}: done in ${String(seconds())} s`);
    return { ok: true, output };
  }
  const tail = output.trimEnd().split('\n').slice(-shownOnFailure).join('\n');
  return { ok: false, reason: `${step.what} failed (${String(code)}):\n${tail}` };
}

async function run(step: InstallStep): Promise<{ code: number | string; output: string }> {
  const onWindows = process.platform === 'win32';
  const isGroup = step.signal !== undefined && !step.asksOnTerminal && !onWindows;
  const child = spawn(step.command, step.args, {
    cwd: step.cwd,
    env: step.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: isGroup,
    shell: onWindows, // npm is a .cmd file there
  });
  let output = '';
  const collect = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const gone = new Promise<number | string>((resolve) => {
    child.on('error', (error) => {
      output = error.message;
      resolve('not started');
    });
    child.on('close', (code, signal) => {
      resolve(code ?? signal ?? 'ended');
    });
  });
  const forget = isGroup ? endGroupWithUs(child) : () => undefined;
  const stop = () => void (isGroup ? endGroup(child.pid, gone) : child.kill());
  step.signal?.addEventListener('abort', stop, { once: true });
  const code = await gone;
  step.signal?.removeEventListener('abort', stop);
  forget();
  return { code, output };
}

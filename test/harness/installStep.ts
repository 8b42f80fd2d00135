// A slow outside command (npm, apt-get) as one step of an installation: a person sees what runs, how far it is and how
// long it will take, and on failure the end of its output instead of all of it.
import { spawn } from 'node:child_process';

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
}

const progressEveryMs = 10_000;
const shownOnFailure = 15;

/** Runs the command to its end. Never rejects: a command that is not there or fails is `{ ok: false }`. */
export async function runStep(step: InstallStep, log: Log): Promise<Ensured<{ output: string }>> {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  log(`${step.what} (about ${String(step.expectedSeconds)} s) ...`);
  const ticker = setInterval(() => {
    log(`${step.what}: ${String(seconds())} s of about ${String(step.expectedSeconds)} s`);
  }, progressEveryMs);
  const { code, output } = await run(step).finally(() => {
    clearInterval(ticker);
  });
  if (code === 0) {
    log(`${step.what}: done in ${String(seconds())} s`);
    return { ok: true, output };
  }
  const tail = output.trimEnd().split('\n').slice(-shownOnFailure).join('\n');
  return { ok: false, reason: `${step.what} failed (${String(code)}):\n${tail}` };
}

function run(step: InstallStep): Promise<{ code: number | string; output: string }> {
  return new Promise((resolve) => {
    const onWindows = process.platform === 'win32';
    const child = spawn(step.command, step.args, {
      cwd: step.cwd,
      env: step.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: onWindows, // npm is a .cmd file there
    });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => {
      resolve({ code: 'not started', output: error.message });
    });
    child.on('close', (code, signal) => {
      resolve({ code: code ?? signal ?? 'ended', output });
    });
  });
}

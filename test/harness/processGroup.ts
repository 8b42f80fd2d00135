// Programs that are started as the head of a process group of their own (`detached`), so that one signal ends them with all
// that they started, and a Ctrl-C in the terminal reaches only us.
import type { ChildProcess } from 'node:child_process';

/** What a program may take to say goodbye before it is ended without a word. */
const graceMs = 3_000;

/** Sends the signal to the program and to all in its group. A group that is gone is no error. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // already gone
  }
}

/** Ends the group: asks first, insists after a while. `gone` resolves when the program has ended. */
export async function endGroup(pid: number | undefined, gone: Promise<unknown>): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  const timer = setTimeout(signalGroup, graceMs, pid, 'SIGKILL');
  await gone;
  clearTimeout(timer);
  signalGroup(pid, 'SIGKILL'); // what it left behind in its group
}

/** Ends the group also where we end without a word to it. Returns what takes that back, for a group that has ended. */
export function endGroupWithUs({ pid }: ChildProcess): () => void {
  const killAtExit = () => {
    signalGroup(pid, 'SIGKILL');
  };
  process.once('exit', killAtExit);
  return () => process.off('exit', killAtExit);
}

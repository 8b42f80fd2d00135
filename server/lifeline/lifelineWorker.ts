/** The thread of lifeline.ts. Starts on import. */
import { workerData } from 'node:worker_threads';
import type { LifelineData } from './lifeline.ts';

const lookEveryMs = 1_500;
/** A server that is not busy sees for itself that the editor is gone, and ends in order. */
const graceMs = 3_500;

const { editor, parent } = workerData as LifelineData;
let goneSince: number | undefined;

setInterval(() => {
  if (process.ppid === parent && (editor === undefined || isThere(editor))) return;
  goneSince ??= Date.now();
  if (Date.now() - goneSince >= graceMs) process.kill(process.pid, 'SIGKILL');
}, lookEveryMs);

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

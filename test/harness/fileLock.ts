// One process at a time does a costly job; the others wait for it and then find the result in the cache.
import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

export interface FileLock {
  path: string;
  /** Called once, where somebody else holds the lock. */
  onWait: () => void;
  /** Ends the waiting: what is awaited rejects then. */
  signal?: AbortSignal | undefined;
}

/** Runs `job` while holding the lock file. A lock whose process is gone is taken over. */
export async function withFileLock<T>(
  { path, onWait, signal }: FileLock,
  job: () => Promise<T>,
): Promise<T> {
  let hasWaited = false;
  while (!(await tryLock(path))) {
    if (!(await isHeld(path))) {
      await rm(path, { force: true });
      continue;
    }
    if (!hasWaited) onWait();
    hasWaited = true;
    await delay(1000, undefined, { signal });
  }
  try {
    return await job();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** An empty file is one that its owner is about to write. */
async function isHeld(path: string): Promise<boolean> {
  try {
    const pid = Number(await readFile(path, 'utf8'));
    return pid === 0 || isProcessAlive(pid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Whether a process of this number exists, whoever owns it. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

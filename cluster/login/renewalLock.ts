/**
 * One renewal of tokens at a time, over all windows and hosts that share the kubeconfig: a refresh token may be good for
 * one use only. A lock file of our own beside the kubeconfig, as kubectl gives up at once where its own lock is held.
 */
import { open, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../errors/errors.ts';

export interface RenewalLockOptions {
  readonly signal: AbortSignal;
  /** How long to wait for another one, in milliseconds. */
  readonly patience?: number;
  /** A lock older than this belongs to nobody any longer, in milliseconds. */
  readonly oldest?: number;
}

/** Without a lock where the folder takes no file: then the tokens cannot be shared either. */
export async function withRenewalLock<T>(
  lock: string,
  { signal, patience = 60_000, oldest = 120_000 }: RenewalLockOptions,
  work: () => Promise<T>,
): Promise<T | 'busy' | 'cancelled'> {
  const own = `${process.pid} ${hostname()}`;
  const end = Date.now() + patience;
  for (;;) {
    if (signal.aborted) return 'cancelled';
    const taken = await take(lock, own);
    if (taken === 'none') return work();
    if (taken === 'held') break;
    if (Date.now() > end) return 'busy';
    if (await isLeft(lock, oldest)) await rm(lock, { force: true });
    else await delay(100);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string, own: string): Promise<'held' | 'busy' | 'none'> {
  try {
    const handle = await open(lock, 'wx', 0o600);
    await handle.writeFile(own).finally(() => handle.close());
    return 'held';
  } catch (error) {
    return errorCode(error) === 'EEXIST' ? 'busy' : 'none';
  }
}

/** Whoever made the lock has ended, or has had it for too long. */
async function isLeft(lock: string, oldest: number): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(lock);
    if (Date.now() - mtimeMs > oldest) return true;
    const [, pid, host] = /^(\d+) (.+)$/.exec(await readFile(lock, 'utf8')) ?? [];
    if (!pid || host !== hostname()) return false;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}

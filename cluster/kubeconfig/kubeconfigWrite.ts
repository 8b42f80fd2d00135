/** Changes a kubeconfig file: one writer at a time, atomically where that can be, with mode, links and encoding kept. */
import { open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Result } from '../api.ts';
import { errorCode, fail } from '../errors/errors.ts';
import { withCurrentContext } from './kubeconfigEdit.ts';
import { decodeKubeconfig, encodeKubeconfig } from './kubeconfigText.ts';

/** Puts the first file in the place of the second one. */
export type Exchange = (from: string, to: string) => Promise<void>;

/** Returns the file written. */
export function writeCurrentContextInto(
  file: string,
  contextName: string,
): Promise<Result<string>> {
  return changeKubeconfig(file, (text) => withCurrentContext(text, contextName));
}

/**
 * Honours the lock file that kubectl uses. `change` returns the new text, or undefined where the text is not what it should
 * be: then nothing is written.
 */
export async function changeKubeconfig(
  file: string,
  change: (text: string) => string | undefined,
  exchange: Exchange = rename,
): Promise<Result<string>> {
  const target = await realpath(file).catch(() => file);
  // kubectl locks the name that it was given; another program may have been given the file behind the link.
  const wanted = [...new Set([`${file}.lock`, `${target}.lock`])];
  const held: string[] = [];
  try {
    for (const lock of wanted) {
      const taken = await takeLock(lock);
      if (taken === 'held') held.push(lock);
      if (taken !== 'busy') continue;
      return fail(
        'conflict',
        `Another program is writing ${file} (${lock} exists). Try again, or remove the lock file if nothing else runs`,
      );
    }
    const before = decodeKubeconfig(await readFile(target));
    const text = change(before.text);
    if (text === undefined) {
      return fail(
        'kubeconfig-broken',
        `The kubeconfig file ${file} cannot be changed: it is not valid YAML, or not what it was before. Nothing was written`,
      );
    }
    if (text !== before.text)
      await replaceFile(target, encodeKubeconfig({ ...before, text }), exchange);
    return { ok: true, value: file };
  } catch (error) {
    return fail(
      'kubeconfig-broken',
      `The kubeconfig file ${file} could not be written (${errorCode(error) ?? 'unknown reason'})`,
    );
  } finally {
    for (const lock of held) await rm(lock, { force: true });
  }
}

/** `none`: the folder takes no lock file, and the write itself will say what is wrong. */
async function takeLock(lock: string): Promise<'held' | 'busy' | 'none'> {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      await (await open(lock, 'wx', 0o600)).close();
      return 'held';
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') return 'none';
      await delay(100);
    }
  }
  return 'busy';
}

async function replaceFile(file: string, bytes: Buffer, exchange: Exchange): Promise<void> {
  const { mode } = await stat(file);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, bytes, { mode: mode & 0o777, flush: true });
    await exchange(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (!CANNOT_RENAME.includes(errorCode(error) ?? '')) throw error;
    await writeInPlace(file, bytes);
  }
}

/** A file that is mounted by itself, or whose folder may not be written, can be changed but not exchanged. */
const CANNOT_RENAME = ['EBUSY', 'EXDEV', 'EACCES', 'EPERM', 'EROFS'];

/** As short a moment as can be in which a reader sees half of it: written over first, cut to length after. */
async function writeInPlace(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.writeFile(bytes);
    await handle.truncate(bytes.length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

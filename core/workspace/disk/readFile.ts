/**
 * Reads a regular file below a root, and nothing else: no pipe that waits, no device without an end, no file that a link
 * leads to elsewhere, no more bytes than wanted. What counts is the file that was opened, not what its path said before.
 */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { own } from '../../../shared/own.ts';
import type { Roots } from './roots.ts';

export interface Limits {
  readonly roots: Roots;
  readonly maxBytes: number;
  /** Where the user can change that. */
  readonly limitedBy?: string;
}

export type Reading =
  | { readonly ok: true; readonly bytes: Buffer }
  /** `reason` goes on after "PATH is not read: "; absent: there is no such file. */
  | { readonly ok: false; readonly reason?: string };

export function readFile(path: string, limits: Limits): Reading {
  if (!limits.roots.mayHold(path)) return isOutside;
  let file: number | undefined;
  try {
    const real = realpathSync.native(path);
    if (!limits.roots.holds(real)) return leadsOutside;
    file = openSync(real, flags);
    const size = sizeOf(file, real, limits);
    if (typeof size !== 'number') return size;
    const bytes = Buffer.alloc(size);
    let filled = 0;
    for (let count = -1; count !== 0 && filled < size; filled += count)
      count = readSync(file, bytes, filled, size - filled, null);
    return { ok: true, bytes: bytes.subarray(0, filled) };
  } catch (error) {
    return failed(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The same, while others go on. */
export async function readFileLater(path: string, limits: Limits): Promise<Reading> {
  if (!limits.roots.mayHold(path)) return isOutside;
  let file: FileHandle | undefined;
  try {
    const real = await realpath(path);
    if (!limits.roots.holds(real)) return leadsOutside;
    file = await open(real, flags);
    const size = sizeOf(file.fd, real, limits);
    if (typeof size !== 'number') return size;
    const bytes = Buffer.alloc(size);
    let filled = 0;
    for (let count = -1; count !== 0 && filled < size; filled += count)
      count = (await file.read(bytes, filled, size - filled)).bytesRead;
    return { ok: true, bytes: bytes.subarray(0, filled) };
  } catch (error) {
    return failed(error);
  } finally {
    await file?.close();
  }
}

/** Some are not there on Windows, where nothing waits either. */
const {
  O_RDONLY,
  O_NONBLOCK = 0,
  O_NOCTTY = 0,
  O_NOFOLLOW = 0,
} = constants as Partial<typeof constants> & { O_RDONLY: number };
const flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW;

/** How many bytes to read of an open file; no more than it has now, should it grow. */
function sizeOf(
  file: number,
  path: string,
  { roots, maxBytes, limitedBy }: Limits,
): number | Reading {
  const status = fstatSync(file);
  if (!status.isFile()) return refused(status.isDirectory() ? 'it is a folder' : 'it is no file');
  const real = realPathOf(file, path);
  if (real === undefined || !roots.holds(real)) return leadsOutside;
  if (status.size <= maxBytes) return status.size;
  const where = limitedBy === undefined ? '' : ` (${limitedBy})`;
  return refused(`it has ${inWords(status.size)}, the limit is ${inWords(maxBytes)}${where}`);
}

/** Where an open file is, should a folder of its path have become a link meanwhile. */
function realPathOf(file: number, path: string): string | undefined {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/self/fd/${file}`);
    } catch {
      // no /proc here: as on other systems
    }
  }
  const opened = fstatSync(file, { bigint: true });
  const now = statSync(path, { bigint: true });
  return opened.ino === now.ino && opened.dev === now.dev ? realpathSync.native(path) : undefined;
}

const isOutside: Reading = { ok: false, reason: 'it lies outside of the folders that are open' };
const leadsOutside: Reading = {
  ok: false,
  reason: 'a link leads outside of the folders that are open',
};

function refused(reason: string): Reading {
  return { ok: false, reason };
}

function failed(error: unknown): Reading {
  const reason = reasonOf(error);
  return reason === undefined ? { ok: false } : refused(reason);
}

/** Why the system did not read a file or folder; undefined where there is none. */
export function reasonOf(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  return own(reasons, code ?? '') ?? `the system says ${code ?? String(error)}`;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ELOOP: 'its link leads to itself',
  ENXIO: 'it is no file',
  ERR_INVALID_ARG_VALUE: 'it has a name that no file can have',
};

function inWords(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

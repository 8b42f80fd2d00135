/**
 * A file or folder of a container, copied to this machine by the `tar` that the container has. What comes is not trusted: all of it
 * goes into a new folder beside the place that was chosen, and from there to its place once it is whole. Links are left out.
 */
import { lstat, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Extract } from 'tar-stream';
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { ContainerRef, CopyOptions, CopyReport } from '../streamsApi.ts';
import { ErrorOutput, localFailure, TooMuch, tarFailure } from './copyWords.ts';
import { openExec } from './exec.ts';
import { safePath } from './safePath.ts';

/** What is more is ended: a device or a program that writes without end may stand there. */
const usualLimits = { bytes: 50 * 1024 ** 3, entries: 1_000_000 };

/** `from` is a path in the container, `to` the path of what is made, which must not be there yet. */
export async function copyFrom(
  connection: ClusterConnection,
  where: ContainerRef,
  options: CopyOptions & { readonly signal: AbortSignal },
): Promise<Result<CopyReport>> {
  const { to, signal } = options;
  const from = posix.normalize(options.from).replace(/\/$/, '');
  const name = posix.basename(from);
  if (safePath(name) === undefined)
    return fail(
      'invalid',
      `${options.from} is no path of a file or folder. Write one such as /data/log.txt`,
    );
  if (await isThere(to))
    return fail('conflict', `${to} is there already. Choose another place, or remove it first`);
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(dirname(to), '.copying-'));
    const received = await receive(connection, where, { ...options, from, folder });
    if (!received.ok) return received;
    if (!(await isThere(join(folder, name)))) {
      return fail(
        'not-found',
        `${from} is a link, or nothing that can be copied. Copy what it leads to`,
      );
    }
    await rename(join(folder, name), to);
    return received;
  } catch (error) {
    return localFailure(error, to, signal);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

interface Receiving extends CopyOptions {
  /** Where all of it goes; there was nothing in it. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

async function receive(
  connection: ClusterConnection,
  where: ContainerRef,
  { from, folder, onProgress, signal, limits = usualLimits }: Receiving,
): Promise<Result<CopyReport>> {
  const errors = new ErrorOutput();
  const bytes = new PassThrough();
  const seen: { bytes: number; tooMuch?: TooMuch } = { bytes: 0 };
  const stop = new AbortController();
  const unpacking = unpack(bytes, folder, limits.entries).finally(() => bytes.destroy());
  unpacking.catch(() => stop.abort()); // told below
  const opened = await openExec(connection, where, {
    command: ['tar', 'cf', '-', '-C', posix.dirname(from), `./${posix.basename(from)}`],
    onOutput(chunk) {
      seen.bytes += chunk.length;
      if (seen.bytes > limits.bytes) {
        seen.tooMuch ??= new TooMuch(`${from} has more than ${limits.bytes} bytes`);
        bytes.destroy();
        return undefined;
      }
      onProgress?.(seen.bytes);
      return new Promise((done) => bytes.write(chunk, () => done()));
    },
    onErrorOutput: errors.take,
    signal: AbortSignal.any([signal, stop.signal]),
  });
  if (!opened.ok) {
    bytes.destroy();
    await unpacking.catch(() => undefined);
    return opened;
  }
  const end = await opened.value.ended;
  // Where unpacking has failed, that is why the program was ended.
  const failure = stop.signal.aborted ? undefined : tarFailure(end, errors.words, where, from);
  if (failure ?? seen.tooMuch) {
    bytes.destroy();
    await unpacking.catch(() => undefined);
    if (seen.tooMuch) throw seen.tooMuch;
  }
  if (failure) return failure;
  bytes.end();
  return { ok: true, value: { ...(await unpacking), bytes: seen.bytes } };
}

/** Rejects with the error of the stream or of the disk. */
async function unpack(
  bytes: PassThrough,
  folder: string,
  mostEntries: number,
): Promise<Pick<CopyReport, 'files' | 'leftOut'>> {
  const archive = extract();
  const filling = pipeline(bytes, archive as unknown as NodeJS.WritableStream);
  filling.catch(() => undefined); // the entries tell of it first
  let files = 0;
  let entries = 0;
  let leftOut = 0;
  for await (const entry of archive) {
    if (++entries > mostEntries) throw new TooMuch(`It has more than ${mostEntries} files`);
    const { type, name } = entry.header;
    const names = safePath(name);
    const path = names && join(folder, ...names);
    if (path !== undefined && (type === 'file' || type === 'contiguous-file')) {
      await writeFile(entry, path);
      files++;
      continue;
    }
    if (path !== undefined && type === 'directory') await mkdir(path, { recursive: true });
    else leftOut++;
    entry.resume();
  }
  await filling;
  return { files, leftOut };
}

type Entry = Extract extends AsyncIterable<infer E> ? E : never;

/** Never over a file that is there: an archive may name one twice, or two that are one here. */
async function writeFile(entry: Entry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const mode = 0o600 | (entry.header.mode & 0o755);
  const file = await open(path, 'wx', mode);
  try {
    for await (const chunk of entry) await file.writeFile(chunk as Uint8Array);
  } finally {
    await file.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false; // or not to be seen: then nothing can be made there, which tells why
  }
}

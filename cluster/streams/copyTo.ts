/** A file or folder of this machine, copied into a container by the `tar` that the container has. Links are left out. */
import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pack, type Pack } from 'tar-stream';
import type { Failure, Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { ContainerRef, CopyOptions, CopyReport, ExecProcess } from '../streamsApi.ts';
import { ErrorOutput, localFailure, tarFailure, TooMuch } from './copyWords.ts';
import { openExec } from './exec.ts';
import { podWords } from './streamWords.ts';

/** More is not gathered. */
const mostFiles = 1_000_000;

interface LocalFile {
  readonly path: string;
  /** In the archive. */
  readonly name: string;
  readonly stats: Stats;
}

/** `from` is a path of this machine, `to` a folder in the container that is there. What is there of the same name is written over. */
export async function copyTo(
  connection: ClusterConnection,
  where: ContainerRef,
  { from, to, onProgress, signal }: CopyOptions & { readonly signal: AbortSignal },
): Promise<Result<CopyReport>> {
  let gathered: Awaited<ReturnType<typeof gather>>;
  try {
    gathered = await gather(from, signal);
  } catch (error) {
    return localFailure(error, from, signal);
  }
  const { files, leftOut } = gathered;
  const total = files.reduce((sum, { stats }) => sum + (stats.isFile() ? stats.size : 0), 0);
  const errors = new ErrorOutput();
  const stop = new AbortController();
  const opened = await openExec(connection, where, {
    // What is unpacked belongs to the user of the container.
    command: ['tar', 'xmof', '-', '-C', to],
    hasInput: true,
    onOutput: () => undefined,
    onErrorOutput: errors.take,
    signal: AbortSignal.any([signal, stop.signal]),
  });
  if (!opened.ok) return opened;
  const process = opened.value;
  if (!process.endsInput) {
    process.close();
    return tooOld(where);
  }
  let sent: Failure | number;
  try {
    sent = await send(process, files, (bytes) => onProgress?.(Math.min(bytes, total), total));
  } catch (error) {
    stop.abort();
    return localFailure(error, from, signal);
  }
  const end = await process.ended;
  const failure = tarFailure(end, errors.words, where, to);
  if (failure) return failure;
  const count = files.filter(({ stats }) => stats.isFile()).length;
  return { ok: true, value: { files: count, leftOut, bytes: sent } };
}

/** Without end of its input `tar` waits for ever, and whether all has arrived would not be known. */
function tooOld({ pod }: ContainerRef): Failure {
  return fail(
    'server-error',
    `The cluster is too old to copy into ${podWords(pod)}: it takes an API server of Kubernetes 1.30 or newer`,
  );
}

/** Folders before what is in them. */
async function gather(
  from: string,
  signal: AbortSignal,
): Promise<{ readonly files: readonly LocalFile[]; readonly leftOut: number }> {
  const files: LocalFile[] = [];
  let leftOut = 0;
  const waiting = [{ path: from, name: basename(from) }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    signal.throwIfAborted();
    const { path, name } = next;
    const stats = await lstat(path);
    if (!stats.isFile() && !stats.isDirectory()) {
      leftOut++;
      continue;
    }
    files.push({ path, name, stats });
    if (files.length > mostFiles) throw new TooMuch(`${from} has more than ${mostFiles} files`);
    if (!stats.isDirectory()) continue;
    for (const below of await readdir(path))
      waiting.push({ path: join(path, below), name: `${name}/${below}` });
  }
  return { files, leftOut };
}

/** Resolves with the bytes of the archive. A program that has ended gets no more. */
async function send(
  process: ExecProcess,
  files: readonly LocalFile[],
  onProgress: (bytes: number) => void,
): Promise<number> {
  const archive = pack();
  const filling = fill(archive, files);
  filling.catch((error: unknown) => archive.destroy(error instanceof Error ? error : undefined));
  const program = { hasEnded: false };
  void process.ended.then(() => (program.hasEnded = true));
  let bytes = 0;
  for await (const chunk of archive as AsyncIterable<Buffer>) {
    if (program.hasEnded) break;
    await process.write(chunk);
    bytes += chunk.length;
    onProgress(bytes);
  }
  if (program.hasEnded) return bytes;
  await filling;
  await process.endInput();
  return bytes;
}

async function fill(archive: Pack, files: readonly LocalFile[]): Promise<void> {
  for (const { path, name, stats } of files) {
    const mode = stats.mode & 0o777;
    if (stats.isDirectory()) archive.entry({ name, type: 'directory', mode });
    else await add(archive, { name, mode, size: stats.size }, contentOf(path, stats.size));
  }
  archive.finalize();
}

/** No more than was promised, of a file that grows. */
function contentOf(path: string, size: number): AsyncIterable<Buffer> | readonly Buffer[] {
  return size === 0 ? [] : createReadStream(path, { end: size - 1 });
}

/** Resolves when all of it has been taken. */
function add(
  archive: Pack,
  header: { readonly name: string; readonly mode: number; readonly size: number },
  content: AsyncIterable<Buffer> | readonly Buffer[],
): Promise<void> {
  return new Promise((done, failed) => {
    const entry = archive.entry(header, (error) => (error ? failed(error) : done()));
    const write = async () => {
      for await (const chunk of content) {
        if (!entry.write(chunk)) await untilRoom(entry);
      }
      entry.end(null);
    };
    write().catch(failed);
  });
}

type Sink = ReturnType<Pack['entry']>;

function untilRoom(entry: Sink): Promise<void> {
  return new Promise((done) => {
    const go = () => {
      entry.off('drain', go);
      entry.off('close', go);
      done();
    };
    entry.on('drain', go);
    entry.on('close', go);
  });
}

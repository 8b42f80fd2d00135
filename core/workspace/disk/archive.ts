/**
 * Single files out of a packed chart (`charts/NAME-VERSION.tgz`), unpacked piece by piece while others go on and no further
 * than the limits. A bundle of its own: few workspaces hold such a chart.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Extract } from 'tar-stream';

export interface ArchiveLimits {
  /** Of all that is unpacked. */
  readonly maxBytes: number;
  readonly maxEntries: number;
}

export type Unpacked = {
  /** How much was unpacked to get there. */
  readonly bytes: number;
} & (
  | { readonly ok: true; readonly files: ReadonlyMap<string, string> }
  /** `reason` goes on after "PATH is not read: ". */
  | { readonly ok: false; readonly reason: string }
);

/**
 * Texts of the wanted files by their paths within the archive, each as it first comes. `wanted` says how many bytes each
 * may have. Never rejects.
 */
export async function filesOfTgz(
  packed: Uint8Array,
  wanted: ReadonlyMap<string, number>,
  limits: ArchiveLimits,
): Promise<Unpacked> {
  const counted = { bytes: 0 };
  const archive = extract();
  const stop = new AbortController();
  const unpacking = pipeline(
    Readable.from([packed]),
    createGunzip(),
    (chunks: AsyncIterable<Buffer>) => upTo(limits.maxBytes, chunks, counted),
    archive as unknown as NodeJS.WritableStream,
    { signal: stop.signal },
  );
  // The entries tell of each fault first; here it is taken a second time.
  unpacking.catch(() => undefined);
  try {
    const files = await wantedFiles(archive, wanted, limits.maxEntries);
    return { ok: true, files, bytes: counted.bytes };
  } catch (error) {
    return { ok: false, reason: reasonOf(error), bytes: counted.bytes };
  } finally {
    stop.abort();
  }
}

/** Reads on until nothing more is wanted. */
async function wantedFiles(
  archive: Extract,
  wanted: ReadonlyMap<string, number>,
  maxEntries: number,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  let count = 0;
  for await (const entry of archive) {
    const { type, name, size } = entry.header;
    if (++count > maxEntries) throw new LimitReached(`it holds more than ${maxEntries} files`);
    const limit = files.has(name) ? undefined : wanted.get(name);
    if (type === 'file' && limit !== undefined) {
      if (size > limit) throw new LimitReached(`${name} in it has more than ${limit / 1e6} MB`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk as Uint8Array);
      files.set(name, Buffer.concat(chunks).toString());
      if (files.size === wanted.size) break;
    } else entry.resume();
  }
  return files;
}

async function* upTo(
  limit: number,
  chunks: AsyncIterable<Buffer>,
  counted: { bytes: number },
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    counted.bytes += chunk.length;
    if (counted.bytes > limit)
      throw new LimitReached(`unpacked it has more than ${limit / 1e6} MB`);
    yield chunk;
  }
}

class LimitReached extends Error {}

function reasonOf(error: unknown): string {
  return error instanceof LimitReached ? error.message : 'it is no whole archive of a chart';
}

// Against a fake server (`testing.ts`) that sends the archives which a `tar` in a container would not make.
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack, type Header } from 'tar-stream';
import { expect, onTestFinished, test } from 'vitest';
import type { CopyOptions } from '../streamsApi.ts';
import { copyFrom } from './copyFrom.ts';
import { channelFrame, fakeSocketServer, serverFrame } from './testing.ts';

const where = { pod: { namespace: 'ns', name: 'web' }, container: 'main' };
type Part = Pick<Header, 'name' | 'type'> &
  Partial<Pick<Header, 'mode' | 'linkname'>> & { readonly text?: string };

async function archiveOf(parts: readonly Part[]): Promise<Buffer> {
  const archive = pack();
  for (const { text, ...header } of parts) archive.entry(header, text ?? '');
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

const succeeded = '{"status":"Success"}';
const failedWith = (code: number): string =>
  JSON.stringify({
    ...{ status: 'Failure', reason: 'NonZeroExitCode', message: 'it failed' },
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  });

interface Served {
  readonly parts?: readonly Part[];
  /** Of the archive; all of it unless told. */
  readonly bytes?: number;
  readonly words?: string;
  readonly status?: string;
}

/** What a copy comes to, and what lies at its place and beside it then. */
async function copy(
  { parts = [], bytes, words, status = succeeded }: Served,
  options: Partial<CopyOptions & { readonly signal: AbortSignal }> = {},
) {
  const archive = (await archiveOf(parts)).subarray(0, bytes);
  const server = await fakeSocketServer((socket) => {
    for (let at = 0; at < archive.length; at += 1000) {
      const part = archive.subarray(at, at + 1000);
      socket.write(serverFrame(2, Buffer.concat([Buffer.from([1]), part])));
    }
    if (words !== undefined) socket.write(channelFrame(2, words));
    socket.write(channelFrame(3, status));
    socket.end(serverFrame(8, Buffer.from([3, 232])));
  });
  const folder = mkdtempSync(join(tmpdir(), 'dpm-copy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const to = join(folder, 'here');
  const signal = new AbortController().signal;
  const result = await copyFrom(server.connection, where, {
    from: '/data',
    to,
    signal,
    ...options,
  });
  return {
    result,
    message: result.ok ? undefined : result.error.message,
    ...{ to, asked: server.asked, beside: readdirSync(folder) },
  };
}

const file = (name: string, text: string, more: Partial<Part> = {}): Part => ({
  ...{ name, text, type: 'file' },
  ...more,
});
const folder: Part = { name: './data/', type: 'directory' };

test('files and folders come to their place; what is no such thing is left out and counted', async () => {
  const progress: number[] = [];
  const { result, to, beside, asked } = await copy(
    {
      parts: [
        folder,
        file('./data/a', 'one', { mode: 0o777 }),
        file('./data/deep/b', 'two', { mode: 0o001 }),
        { name: './data/empty/', type: 'directory' },
        { name: './data/link', type: 'symlink', linkname: '/etc/passwd' },
        file('../outside', 'no'),
        file('/absolute/../../out', 'no'),
      ],
    },
    { from: '/some/../data/', onProgress: (bytes) => progress.push(bytes) },
  );
  expect(result).toMatchObject({ ok: true, value: { files: 2, leftOut: 3 } });
  expect(readFileSync(join(to, 'a'), 'utf8')).toBe('one');
  expect(readFileSync(join(to, 'deep/b'), 'utf8')).toBe('two');
  expect(lstatSync(join(to, 'a')).mode & 0o7777).toBe(0o755 & ~process.umask());
  expect(lstatSync(join(to, 'deep/b')).mode & 0o777).toBe(0o601 & ~process.umask());
  expect(existsSync(join(to, 'empty'))).toBe(true);
  expect(existsSync(join(to, 'link'))).toBe(false);
  expect(beside).toEqual(['here']);
  expect(progress.at(-1)).toBe(result.ok && result.value.bytes);
  expect(new URL(asked[0] ?? '', 'http://x').searchParams.getAll('command')).toEqual([
    'tar',
    'cf',
    '-',
    '-C',
    '/',
    './data',
  ]);
});

test('a place that is taken, and a path that names nothing, are refused before anything is asked', async () => {
  for (const from of ['/', '/data/..', '']) {
    const { message, asked } = await copy({}, { from });
    expect(message).toMatch(/is no path of a file or folder/);
    expect(asked).toEqual([]);
  }
  const taken = mkdtempSync(join(tmpdir(), 'dpm-taken-'));
  onTestFinished(() => rmSync(taken, { recursive: true, force: true }));
  writeFileSync(join(taken, 'x'), '');
  const { message, asked } = await copy({}, { to: join(taken, 'x') });
  expect(message).toMatch(/is there already/);
  expect(asked).toEqual([]);
});

test('a link alone is told, and nothing stays behind', async () => {
  const link: Part = { name: './data', type: 'symlink', linkname: '/x' };
  const { message, beside } = await copy({ parts: [link] });
  expect(message).toBe('/data is a link, or nothing that can be copied. Copy what it leads to');
  expect(beside).toEqual([]);
});

test('more files or bytes than are taken end it, up to the limit all is well', async () => {
  const parts = [folder, file('./data/a', 'x'), file('./data/b', 'y')];
  const limited = async (entries: number, bytes: number) =>
    (await copy({ parts }, { limits: { entries, bytes } })).message;
  expect(await limited(3, 1e6)).toBeUndefined();
  expect(await limited(2, 1e6)).toBe('It has more than 2 files');
  const { length } = await archiveOf(parts);
  expect(await limited(9, length)).toBeUndefined();
  expect(await limited(9, length - 1)).toBe(`/data has more than ${length - 1} bytes`);
});

test('a file that an archive names twice, one cut off, and a tar that failed are told', async () => {
  const twice = [folder, file('./data/a', 'x'), file('./data/a', 'y')];
  expect((await copy({ parts: twice })).message).toMatch(/a file of this name is there already/);
  const long = [folder, file('./data/a', 'x'.repeat(5000))];
  const cut = await copy({ parts: long, bytes: 3000 });
  expect(cut.message).toMatch(/could not be copied: what came was cut off/);
  expect(cut.beside).toEqual([]);
  const denied = await copy({
    ...{ parts: [folder], words: 'tar: ./data: Permission denied', status: failedWith(2) },
  });
  expect(denied.message).toMatch(/may not read or write \/data/);
  expect(denied.beside).toEqual([]);
  const grew = { words: 'tar: ./data/a: file changed as we read it', status: failedWith(1) };
  expect((await copy({ parts: [folder], ...grew })).result).toMatchObject({ ok: true });
});

test('a copy that is stopped leaves nothing', async () => {
  const { result, beside } = await copy({ parts: [folder] }, { signal: AbortSignal.abort() });
  expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(beside).toEqual([]);
});

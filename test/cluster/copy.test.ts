// Files copied from and to containers by their own `tar`, over a real API server and the kubelet of simulated nodes.
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import type { ClusterSession } from '../../cluster/api.ts';
import type { ContainerRef } from '../../cluster/streamsApi.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { errorOf, kubeconfigFor, sessionFor, temporaryFolder, valueOf } from './clusterFixture.ts';
import { runningPod } from './podFixture.ts';

await controlPlaneOrSkip('files of containers', { kubelet: true }, (controlPlane) => {
  const session = (): Promise<ClusterSession> =>
    sessionFor(kubeconfigFor(controlPlane(), { token: controlPlane().tokens.admin }));

  /** A container of its own with the folder in which it works. */
  async function container(name: string): Promise<{ where: ContainerRef; home: string }> {
    const pod = await runningPod(controlPlane(), name);
    const home = controlPlane().containerFolder('default', name, 'main');
    return { where: { pod, container: 'main' }, home };
  }

  /** A container whose `tar` sends what is told, whatever it is asked. */
  async function sending(name: string, script: string) {
    const made = await container(name);
    mkdirSync(join(made.home, 'bin'));
    writeFileSync(join(made.home, 'bin', 'tar'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return made;
  }

  function fill(folder: string): void {
    mkdirSync(join(folder, 'tree', 'deep', 'жук'), { recursive: true });
    mkdirSync(join(folder, 'tree', 'empty'));
    writeFileSync(join(folder, 'tree', 'nothing'), '');
    writeFileSync(join(folder, 'tree', 'deep', 'жук', 'large'), randomBytes(3_000_000));
    writeFileSync(join(folder, 'tree', `${'long-'.repeat(30)}name`), 'long');
    writeFileSync(join(folder, 'tree', 'run'), '#!/bin/sh\n');
    chmodSync(join(folder, 'tree', 'run'), 0o755);
    symlinkSync('/etc/passwd', join(folder, 'tree', 'link'));
  }

  function contentOf(folder: string): Record<string, string> {
    return Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isSymbolicLink())
        .map((entry) => {
          const path = join(entry.parentPath, entry.name);
          const text = entry.isFile() ? readFileSync(path).toString('base64') : 'folder';
          return [path.slice(folder.length), text];
        }),
    );
  }

  test('a folder comes and goes as it is, without its links', async () => {
    const { where, home } = await container('has-files');
    const { streams } = await session();
    fill(home);
    const here = temporaryFolder();
    const seen: number[] = [];
    const copied = valueOf(
      await streams.copyFrom(where, {
        from: `${home}/tree/`,
        to: join(here, 'copy'),
        onProgress: (bytes) => seen.push(bytes),
      }),
    );
    expect(copied).toMatchObject({ files: 4, leftOut: 1 });
    expect(contentOf(join(here, 'copy'))).toEqual(contentOf(join(home, 'tree')));
    expect(statSync(join(here, 'copy', 'run')).mode & 0o111).toBe(0o111);
    expect(seen.at(-1)).toBe(copied.bytes);
    expect(readdirSync(here)).toEqual(['copy']);

    mkdirSync(join(home, 'target'));
    const totals: (number | undefined)[] = [];
    symlinkSync('/etc/passwd', join(here, 'copy', 'link'));
    const sent = valueOf(
      await streams.copyTo(where, {
        from: join(here, 'copy'),
        to: `${home}/target`,
        onProgress: (bytes, total) => totals.push(bytes, total),
      }),
    );
    expect(sent).toMatchObject({ files: 4, leftOut: 1 });
    expect(contentOf(join(home, 'target', 'copy'))).toEqual(contentOf(join(home, 'tree')));
    expect(existsSync(join(home, 'target', 'copy', 'link'))).toBe(false);
    expect(totals.slice(-2)).toEqual([3_000_014, 3_000_014]);
  });

  test('one file, by a path from the folder in which the container works', async () => {
    const { where, home } = await container('has-one-file');
    const { streams } = await session();
    writeFileSync(join(home, '-odd name'), 'text');
    const to = join(temporaryFolder(), 'file');
    valueOf(await streams.copyFrom(where, { from: '-odd name', to }));
    expect(readFileSync(to, 'utf8')).toBe('text');
    valueOf(await streams.copyTo(where, { from: to, to: '.' }));
    expect(readFileSync(join(home, 'file'), 'utf8')).toBe('text');
  });

  test('nothing is written outside of the place that was chosen, whatever the container sends', async () => {
    const { where, home } = await sending('lies', 'exec /bin/cat "$HOME/sent.tar"');
    const archive = pack();
    const file = (name: string) => archive.entry({ name }, 'evil');
    const link = (name: string, type: 'symlink' | 'link', linkname: string) =>
      archive.entry({ name, type, linkname });
    const here = temporaryFolder();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'kept'), 'kept');
    archive.entry({ name: './data/good' }, 'good');
    file('../evil');
    file('./data/../../evil');
    file(`${outside}/evil`);
    link('./data/door', 'symlink', outside);
    file('./data/door/evil');
    link('./data/hard', 'link', join(outside, 'kept'));
    file('./data/hard');
    archive.entry({ name: './data/pipe', type: 'fifo' });
    file('./beside');
    archive.finalize();
    writeFileSync(join(home, 'sent.tar'), await buffer(archive as never));

    const { streams } = await session();
    const to = join(here, 'data');
    const copied = valueOf(await streams.copyFrom(where, { from: '/data', to }));
    expect(copied).toMatchObject({ files: 4, leftOut: 6 });
    expect(readdirSync(here)).toEqual(['data']);
    expect(readdirSync(outside)).toEqual(['kept']);
    expect(readFileSync(join(outside, 'kept'), 'utf8')).toBe('kept');
    // Names that led to links are folders and files of their own.
    expect(contentOf(to)).toEqual({
      '/door': 'folder',
      '/door/evil': Buffer.from('evil').toString('base64'),
      '/good': Buffer.from('good').toString('base64'),
      '/hard': Buffer.from('evil').toString('base64'),
    });
  });

  test.each<[string, string, RegExp]>([
    [
      'no archive',
      'echo no archive at all',
      /could not be copied: (?:Invalid tar header|what came)/,
    ],
    ['half an archive', 'exec /usr/bin/head -c 700 "$HOME/whole.tar"', /what came was cut off/],
    ['the same file twice', '/bin/cat "$HOME/twice.tar"', /a file of this name is there already/],
    [
      'nothing of it',
      '/bin/cat "$HOME/other.tar"',
      /\/data is a link, or nothing that can be copied/,
    ],
    [
      'trouble',
      'echo "tar: ./data: Cannot open: Permission denied" >&2; exit 2',
      /may not read or write \/data/,
    ],
  ])('%s leaves nothing behind', async (what, script, words) => {
    const { where, home } = await sending(`sends-${what.replaceAll(' ', '-')}`, script);
    const archiveOf = async (...names: string[]) => {
      const archive = pack();
      for (const name of names) archive.entry({ name }, 'x'.repeat(300));
      archive.finalize();
      return buffer(archive as never);
    };
    writeFileSync(join(home, 'whole.tar'), await archiveOf('./data'));
    writeFileSync(join(home, 'twice.tar'), await archiveOf('./data', './data'));
    writeFileSync(join(home, 'other.tar'), await archiveOf('./other'));
    const here = temporaryFolder();
    const { streams } = await session();
    const copied = await streams.copyFrom(where, { from: '/data', to: join(here, 'data') });
    expect(errorOf(copied).message).toMatch(words);
    expect(readdirSync(here)).toEqual([]);
  });

  test('what never ends is ended: by a limit, or by who waits for it', async () => {
    const { where } = await sending(
      'never-ends',
      'tar() { /bin/tar cf - -C / "$@"; }; while :; do tar ./bin/cat 2>/dev/null | /usr/bin/head -c 10240; done',
    );
    const here = temporaryFolder();
    const { streams } = await session();
    const options = { from: '/data', to: join(here, 'data') };
    const limits = { bytes: 100_000, entries: 1000 };
    expect(errorOf(await streams.copyFrom(where, { ...options, limits })).message).toMatch(
      /more than 100000 bytes|could not be copied/,
    );
    const stop = new AbortController();
    const { signal } = stop;
    const stopped = await streams.copyFrom(where, {
      ...{ ...options, signal },
      onProgress: () => stop.abort(),
    });
    expect(errorOf(stopped).code).toBe('cancelled');
    expect(readdirSync(here)).toEqual([]);
  });

  test('what cannot be copied is told in words', async () => {
    const { where, home } = await container('has-little');
    const { streams } = await session();
    const here = temporaryFolder();
    writeFileSync(join(here, 'there'), 'mine');
    const why = async (from: string, to: string) =>
      errorOf(await streams.copyFrom(where, { from, to: join(here, to) })).message;
    expect(await why('/no/such/file', 'new')).toBe(
      'There is no /no/such/file in container main of Pod has-little in namespace default',
    );
    expect(await why(home, 'there')).toMatch(/there is there already\. Choose another place/);
    expect(await why('/', 'new')).toMatch(/^\/ is no path of a file or folder/);
    expect(readFileSync(join(here, 'there'), 'utf8')).toBe('mine');

    const send = async (from: string, to: string) =>
      errorOf(await streams.copyTo(where, { from: join(here, from), to })).message;
    expect(await send('absent', '/tmp')).toMatch(/it, or the folder for it, does not exist/);
    expect(await send('there', '/no/such/folder')).toBe(
      'There is no /no/such/folder in container main of Pod has-little in namespace default',
    );
    mkdirSync(join(home, 'bin'));
    expect(await why('/etc/hostname', 'new')).toMatch(/has no tar, which copying needs/);
    expect(await send('there', '/tmp')).toMatch(/has no tar, which copying needs/);
  });
});

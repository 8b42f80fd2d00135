/**
 * Files as they were in a commit, read by git from its own store: without filters and converters, which a repository can
 * make run programs, and without asking a server for what is not there.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { defaultSettings } from '../../shared/settings.ts';

export type EarlierTexts =
  | {
      readonly ok: true;
      /** Whether a file that holds these bytes is another one than in the commit; not one that is new. */
      isOther(path: string, bytes: Buffer): boolean;
      /** Of files as they were, by their paths; a file that is new is not among them. */
      of(paths: readonly string[]): ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly reason: string };

/** `ref`: what git takes as the name of a commit. */
export function earlierTexts(folder: string, ref: string): EarlierTexts {
  const git = (args: readonly string[], input?: string): Answer => run(folder, args, input);
  const top = git(['rev-parse', '--show-toplevel']);
  if (!top.ok) return { ok: false, reason: `--against ${ref}: ${top.reason}` };
  const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (!commit.ok) return { ok: false, reason: `--against ${ref}: git knows no such commit here` };
  const listed = git(['ls-tree', '-r', '-l', '-z', '--full-tree', firstLine(commit.output)]);
  if (!listed.ok) return { ok: false, reason: `--against ${ref}: ${listed.reason}` };
  const blobs = blobsIn(listed.output.toString());
  const root = realpathSync(firstLine(top.output));
  const blobOf = (path: string): Blob | undefined => {
    const blob = blobs.get(relative(root, realPathOf(path)).split(sep).join('/'));
    return blob && blob.size <= maxBytes ? blob : undefined;
  };
  return {
    ok: true,
    isOther(path, bytes) {
      const blob = blobOf(path);
      return blob !== undefined && !isBlob(bytes, blob);
    },
    of: (paths) => textsOf(paths, blobOf, git),
  };
}

interface Blob {
  readonly hash: string;
  readonly size: number;
}

/** By the path from the root of the repository, with slashes. */
function blobsIn(listing: string): ReadonlyMap<string, Blob> {
  const found = new Map<string, Blob>();
  for (const line of listing.split('\0')) {
    const [, hash, size, path] = /^\d+ blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
    if (hash !== undefined && path !== undefined) found.set(path, { hash, size: Number(size) });
  }
  return found;
}

const none: ReadonlyMap<string, string> = new Map();
const maxBytes = defaultSettings.maxFileSizeMB * 1_000_000;

/** One process of git for all of them. */
function textsOf(
  paths: readonly string[],
  blobOf: (path: string) => Blob | undefined,
  git: (args: readonly string[], input?: string) => Answer,
): ReadonlyMap<string, string> {
  const wanted = paths.flatMap((path) => {
    const blob = blobOf(path);
    return blob ? [{ path, blob }] : [];
  });
  if (wanted.length === 0) return none;
  const answer = git(['cat-file', '--batch'], wanted.map(({ blob }) => `${blob.hash}\n`).join(''));
  return answer.ok
    ? textsIn(
        answer.output,
        wanted.map(({ path }) => path),
      )
    : none;
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Whether these bytes are what git calls by that hash, of whichever of its two kinds. */
function isBlob(bytes: Buffer, { hash, size }: Blob): boolean {
  if (bytes.length !== size) return false;
  const algorithm = hash.length === 40 ? 'sha1' : 'sha256';
  const head = `blob ${bytes.length}\0`;
  return createHash(algorithm).update(head).update(bytes).digest('hex') === hash;
}

/** `HASH blob SIZE`, a line end, the bytes, a line end; in the order in which they were asked for. */
function textsIn(output: Buffer, paths: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  let at = 0;
  for (const path of paths) {
    const end = output.indexOf('\n', at);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(output.toString('latin1', at, end))?.[1];
    at = end + 1;
    if (size === undefined) continue; // missing, as in a clone that holds a part only
    texts.set(path, output.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

type Answer =
  { readonly ok: true; readonly output: Buffer } | { readonly ok: false; readonly reason: string };

/** Of what a repository holds at most: names and texts together. */
const maxOutput = 1_000_000_000;

function run(folder: string, args: readonly string[], input?: string): Answer {
  const { status, error, stdout } = spawnSync('git', ['--no-optional-locks', ...args], {
    cwd: folder,
    ...(input !== undefined && { input }),
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: maxOutput,
    env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' },
  });
  if (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isGone = code === 'ENOENT';
    return { ok: false, reason: isGone ? 'there is no git' : `git does not run: ${code ?? ''}` };
  }
  return status === 0
    ? { ok: true, output: stdout }
    : { ok: false, reason: `git reads no repository in ${folder}` };
}

function firstLine(output: Buffer): string {
  return output.toString().split('\n')[0] ?? '';
}

/** The files that the setting `dataPlatform.schemas.files` names, read and handed to their source. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SchemaFile } from '../../../../shared/settings.ts';
import { globMatcher } from './glob.ts';
import type { SettingSource } from './setting.ts';

/** A pattern that names more is a slip of the pen. */
const maxFiles = 2000;

/** Reads all of them anew. `tell` gets one sentence for each that is of no use. */
export async function readSettingFiles(
  source: SettingSource,
  files: readonly SchemaFile[],
  folders: readonly string[],
  maxBytes: number,
  tell: (problem: string) => void,
): Promise<void> {
  const used = new Set<string>();
  for (const written of files) {
    const paths = await pathsOf(written.file, folders);
    if (paths.length === 0) tell(`${named(written)} names no file`);
    for (const path of paths) {
      const uri = pathToFileURL(path).href;
      const text = await textOf(path, maxBytes);
      if (!text.ok) {
        tell(`${named(written)}: ${path} cannot be read: ${text.reason}`);
        continue;
      }
      used.add(uri);
      const { group = '', version, kind } = written;
      const as = version !== undefined && kind !== undefined ? { group, version, kind } : undefined;
      const label = labelOf(path, folders);
      const problem = source.add({ uri, label, ...(as && { as }) }, text.value);
      if (problem !== undefined) tell(`${named(written)}: ${path} is not used: ${problem}`);
    }
  }
  source.keepOnly(used);
}

function named({ file }: SchemaFile): string {
  return `the setting dataPlatform.schemas.files: "${file}"`;
}

/** Relative to the folder of the workspace that holds it, else as it is. */
export function labelOf(path: string, folders: readonly string[]): string {
  const inside = folders
    .map((folder) => relative(folder, path))
    .find((each) => !each.startsWith('..') && !isAbsolute(each));
  return (inside ?? path).split(sep).join('/');
}

type Text = { ok: true; value: string } | { ok: false; reason: string };

async function textOf(path: string, maxBytes: number): Promise<Text> {
  try {
    if ((await stat(path)).size > maxBytes)
      return { ok: false, reason: 'it is larger than dataPlatform.maxFileSizeMB' };
    return { ok: true, value: await readFile(path, 'utf8') };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Absolute paths; a path without a pattern is given back whether or not it is there. */
async function pathsOf(written: string, folders: readonly string[]): Promise<string[]> {
  const fromHome = written.replace(/^~(?=$|[\\/])/, homedir());
  const patterns = isAbsolute(fromHome)
    ? [fromHome]
    : folders.map((folder) => resolve(folder, fromHome));
  const found: string[] = [];
  for (const pattern of patterns) {
    if (/[*?{]/.test(pattern)) found.push(...(await matching(pattern)));
    else found.push(pattern);
  }
  // In a workspace of several folders a file lies in one of them.
  if (patterns.length < 2) return found;
  const there = await Promise.all(
    found.map((path) =>
      stat(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  const present = found.filter((_, index) => there[index]);
  return present.length > 0 ? present : found.slice(0, 1);
}

async function matching(pattern: string): Promise<string[]> {
  const parts = pattern.split(/[\\/]/);
  const firstWild = parts.findIndex((part) => /[*?{]/.test(part));
  const base = parts.slice(0, firstWild).join(sep) || dirname(pattern);
  const isWanted = globMatcher(pattern.split(sep).join('/'));
  const found: string[] = [];
  const folders = [base];
  for (
    let next = folders.pop();
    next !== undefined && found.length < maxFiles;
    next = folders.pop()
  ) {
    const here = next;
    const entries = await readdir(here, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(here, entry.name);
      if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
        folders.push(path);
      else if (isWanted(path.split(sep).join('/'))) found.push(path);
    }
  }
  return found.sort();
}

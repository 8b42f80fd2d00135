/** Which files are checked, and the workspaces that they lie in. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  Configurations,
  type FoundConfiguration,
} from '../../core/configuration/configurations.ts';
import { CheckedFiles } from '../../core/workspace/checkedFiles.ts';
import { Disk } from '../../core/workspace/disk/disk.ts';
import { wantedFiles } from '../../core/workspace/manifestPaths.ts';
import { isInside } from '../../core/workspace/disk/isInside.ts';
import type { CheckedFile } from './finding.ts';
import { reasonOf } from '../../core/workspace/disk/readFile.ts';

export interface TargetsWanted {
  readonly cwd: string;
  /** Files and folders as they were named; `-` is left out. */
  readonly paths: readonly string[];
  /** Path of a file that is read from the standard input. */
  readonly input?: string;
  /** The one configuration that counts. */
  readonly configuration?: string;
}

export interface Targets {
  /** Absolute, in the order of their names. */
  readonly files: readonly string[];
  /** The other files of the workspaces, in the order of their names: what they hold counts for those that are checked. */
  readonly surrounding: readonly string[];
  /** Of the files those that were named by themselves. */
  readonly outright: readonly string[];
  /** Folders of the workspaces. */
  readonly folders: readonly string[];
  /** What paths are told from: the one workspace, else the current folder. */
  readonly root: string;
  /** What may be read beside the workspaces. */
  readonly named: readonly string[];
  /** The file from the standard input is named by `ignore`. */
  readonly isInputIgnored: boolean;
  readonly problems: readonly CheckedFile[];
}

export async function findTargets(wanted: TargetsWanted): Promise<Targets> {
  const { cwd, input, configuration } = wanted;
  const problems: CheckedFile[] = [];
  const addProblem = (path: string, problem: string): void => {
    problems.push({ path, findings: [], problem });
  };
  const named = wanted.paths
    .map((path) => resolve(cwd, path))
    .flatMap((path) => {
      const sort = sortOf(path);
      if (sort === 'file' || sort === 'folder') return [{ path, isFolder: sort === 'folder' }];
      addProblem(path, sort.problem);
      return [];
    });
  const workspaces = [
    ...named.map(({ path, isFolder }) =>
      isFolder ? workspaceOf(path) : workspaceOfFile(path, cwd),
    ),
    ...(input === undefined ? [] : [workspaceOfFile(input, cwd)]),
  ];
  const folders = outermost(workspaces);
  const root = folders.length === 1 ? (folders[0] ?? cwd) : cwd;
  const readable = [...named.map(({ path }) => path), ...(configuration ? [configuration] : [])];
  const disk = new Disk(undefined, [...folders, ...readable]);
  const configurations = new Configurations(disk);
  if (configuration !== undefined) configurations.useOnly(configuration, root);
  const files = new Set<string>();
  const found = new Map<string, FoundConfiguration>();
  const take = (path: string): boolean => {
    const own = configurations.of(path);
    if (own) found.set(own.path, own);
    return !configurations.ignores(path);
  };
  for (const { path, isFolder } of named) {
    if (!isFolder) {
      if (take(path)) files.add(path);
      continue;
    }
    const below = new CheckedFiles(disk, path, workspaceOf(path)).all(addProblem);
    for await (const file of below) if (take(file)) files.add(file);
  }
  const isInputIgnored = input !== undefined && !take(input);
  for (const own of found.values()) {
    const problem = problemOf(own);
    if (problem !== undefined) addProblem(own.path, problem);
    if (own.read) files.add(own.path);
    else files.delete(own.path); // why it cannot be read is said once
  }
  const checked = input === undefined ? files : new Set([...files, input]);
  return {
    files: [...files].sort(),
    outright: outrightOf(named, files),
    surrounding: await surroundingOf(checked, folders, disk),
    folders,
    root,
    named: readable,
    isInputIgnored,
    problems,
  };
}

function outrightOf(
  named: readonly { readonly path: string; readonly isFolder: boolean }[],
  files: ReadonlySet<string>,
): string[] {
  return named.flatMap(({ path, isFolder }) => (!isFolder && files.has(path) ? [path] : []));
}

async function surroundingOf(
  checked: ReadonlySet<string>,
  folders: readonly string[],
  disk: Disk,
): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders)
    for await (const path of disk.filesBelow(folder, wantedFiles))
      if (!checked.has(path)) found.push(path);
  return found.sort();
}

function problemOf({ problem, read }: FoundConfiguration): string | undefined {
  if (problem !== undefined) return `these settings cannot be read: ${problem}`;
  return read?.isBroken
    ? `these settings cannot be read: ${read.findings[0]?.message ?? ''}`
    : undefined;
}

/** What was named, or why it cannot be checked. */
function sortOf(path: string): 'file' | 'folder' | { readonly problem: string } {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return 'folder';
    if (status.isFile()) return 'file';
    return { problem: 'it is no file: have its text come from the standard input, dpm check -' };
  } catch (error) {
    return { problem: reasonOf(error) ?? 'there is no such file or folder' };
  }
}

/** The nearest folder with `.git` around a folder, else the folder itself. */
function workspaceOf(folder: string): string {
  return repositoryAround(folder) ?? folder;
}

/** Without a repository the current folder is the workspace of the files in it. */
function workspaceOfFile(path: string, cwd: string): string {
  const folder = dirname(path);
  return repositoryAround(folder) ?? (isInside(path, cwd) ? cwd : folder);
}

function repositoryAround(folder: string): string | undefined {
  for (let around = folder; ; around = dirname(around)) {
    if (existsSync(join(around, '.git'))) return around;
    if (around === dirname(around)) return undefined;
  }
}

/** Without those that lie in another. */
function outermost(folders: readonly string[]): string[] {
  const all = [...new Set(folders)];
  return all.filter((one) => !all.some((other) => other !== one && isInside(one, other)));
}

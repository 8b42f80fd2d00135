/** The files that the setting `dataPlatform.schemas.files` names, read and handed to their source. */
import { homedir } from 'node:os';
import { dirname, isAbsolute, resolve, sep } from 'node:path';
import type { SchemaFile } from '../../shared/settings.ts';
import { fileUriOf } from '../../shared/uri.ts';
import { filesBelow } from './disk/filesBelow.ts';
import { isInside } from './disk/isInside.ts';
import { readFileLater } from './disk/readFile.ts';
import { Roots } from './disk/roots.ts';
import { labelOf } from './labelOf.ts';
import { globMatcher } from '../schema/sources/glob.ts';
import type { SettingSource } from '../schema/sources/setting.ts';

/** A pattern that names more is a typo. */
const maxFiles = 2000;
/** Likewise one for which more files have to be looked at. */
const maxVisits = 200_000;

export class SettingFiles {
  readonly #source: SettingSource;
  readonly #places: () => SettingPlaces;
  readonly #tell: (problem: string) => void;
  #files: readonly SchemaFile[] = [];
  #reading: Promise<void> = Promise.resolve();

  /** `tell` gets one sentence for each file that is of no use. */
  constructor(source: SettingSource, places: () => SettingPlaces, tell: (problem: string) => void) {
    this.#source = source;
    this.#places = places;
    this.#tell = tell;
  }

  /** True where the setting names other files than before. */
  use(files: readonly SchemaFile[]): boolean {
    const isSame = JSON.stringify(files) === JSON.stringify(this.#files);
    this.#files = files;
    return !isSame;
  }

  knows(uri: string): boolean {
    return this.#source.knows(uri);
  }

  /** Reads all of them anew, once nothing else is read. */
  read(): Promise<void> {
    this.#reading = this.#reading
      .catch(() => undefined)
      .then(() => readSettingFiles(this.#source, this.#files, this.#places(), this.#tell));
    return this.#reading;
  }
}

export interface SettingPlaces {
  /** Folders of the workspace, which paths of the setting count from. */
  readonly folders: readonly string[];
  readonly maxBytes: number;
}

/** Reads all of them anew. `tell` gets one sentence for each that is of no use. */
export async function readSettingFiles(
  source: SettingSource,
  files: readonly SchemaFile[],
  places: SettingPlaces,
  tell: (problem: string) => void,
): Promise<void> {
  const used = new Set<string>();
  for (const written of files) {
    const found = await filesOf(written.file, places.folders);
    if (found.length === 0) tell(`${named(written)} names no file`);
    for (const { path, roots } of found) {
      const reading = await readFileLater(path, {
        roots,
        maxBytes: places.maxBytes,
        limitedBy: 'setting dataPlatform.maxFileSizeMB',
      });
      if (!reading.ok) {
        tell(`${named(written)}: ${path} cannot be read: ${reading.reason ?? 'it is not there'}`);
        continue;
      }
      const uri = fileUriOf(path);
      used.add(uri);
      const { group = '', version, kind } = written;
      const as = version !== undefined && kind !== undefined ? { group, version, kind } : undefined;
      const label = labelOf(path, places.folders);
      const problem = source.add({ uri, label, ...(as && { as }) }, reading.bytes.toString());
      if (problem !== undefined) tell(`${named(written)}: ${path} is not used: ${problem}`);
    }
  }
  source.keepOnly(used);
}

function named({ file }: SchemaFile): string {
  return `the setting dataPlatform.schemas.files: "${file}"`;
}

/** A file that the setting names, and what it may be read below. */
interface NamedFile {
  readonly path: string;
  readonly roots: Roots;
}

/** A path without a pattern is given back whether or not it is there. */
async function filesOf(written: string, folders: readonly string[]): Promise<NamedFile[]> {
  const fromHome = written.replace(/^~(?=$|[\\/])/, () => homedir());
  const patterns = isAbsolute(fromHome)
    ? [fromHome]
    : folders.map((folder) => resolve(folder, fromHome));
  const found: NamedFile[] = [];
  for (const pattern of patterns) {
    const roots = rootsOf(pattern, folders);
    const paths = isGlob(pattern) ? await matching(pattern, roots) : [pattern];
    found.push(...paths.map((path) => ({ path, roots })));
  }
  // In a workspace of several folders a file lies in one of them.
  if (patterns.length < 2) return found;
  const there = await Promise.all(found.map(isThere));
  const present = found.filter((_, index) => there[index]);
  return present.length > 0 ? present : found.slice(0, 1);
}

/** In the workspace links lead nowhere else; what lies elsewhere the user named by its own path. */
function rootsOf(pattern: string, folders: readonly string[]): Roots {
  const isOfWorkspace = folders.some((folder) => isInside(pattern, folder));
  return new Roots(isOfWorkspace ? folders : [isGlob(pattern) ? globBase(pattern) : pattern]);
}

async function isThere({ path, roots }: NamedFile): Promise<boolean> {
  const reading = await readFileLater(path, { roots, maxBytes: 0 });
  return reading.ok || reading.reason !== undefined;
}

function isGlob(path: string): boolean {
  return /[*?{]/.test(path);
}

/** The folder below which everything lies that a pattern may name. */
function globBase(glob: string): string {
  const parts = glob.split(/[\\/]/);
  return parts.slice(0, parts.findIndex(isGlob)).join(sep) || dirname(glob);
}

/** Without `**` a pattern says itself how deep its files lie. */
function depthOf(pattern: string): { maxDepth?: number } {
  const below = pattern.slice(globBase(pattern).length);
  return pattern.includes('**') ? {} : { maxDepth: below.split(/[\\/]/).length - 2 };
}

async function matching(pattern: string, roots: Roots): Promise<string[]> {
  const isWanted = globMatcher(pattern.split(sep).join('/'));
  const found: string[] = [];
  let visits = 0;
  const all = filesBelow(globBase(pattern), roots, {
    file: () => true,
    folder: (name) => name !== '.git' && name !== 'node_modules',
    withLinks: true,
    ...depthOf(pattern),
  });
  for await (const path of all) {
    if (++visits > maxVisits || found.length >= maxFiles) break;
    if (isWanted(path.split(sep).join('/'))) found.push(path);
  }
  return found.sort();
}

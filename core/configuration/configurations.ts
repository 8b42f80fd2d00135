/** Which `.dpm.yaml` counts for a file: the nearest one, from the folder of the file up to that of the workspace. */
import { dirname, join, relative, sep } from 'node:path';
import type { RuleLevel } from '../../shared/settings.ts';
import { ManifestDocument } from '../model/manifestDocument.ts';
import type { Disk } from '../workspace/disk/disk.ts';
import { splitDocuments } from '../yaml/splitDocuments.ts';
import { IgnorePatterns } from '../workspace/ignorePatterns.ts';
import { configurationName } from './configuration.ts';
import { readConfiguration, type ReadConfiguration } from './readConfiguration.ts';
import { settingsDocument } from './settingsDocument.ts';

export type Rules = Readonly<Record<string, RuleLevel>>;

/** A configuration file on disk. */
export interface FoundConfiguration {
  readonly path: string;
  /** Undefined where it cannot be read. */
  readonly read: ReadConfiguration | undefined;
  /** Why it cannot be read. */
  readonly problem?: string;
}

interface Kept extends FoundConfiguration {
  readonly patterns: IgnorePatterns;
}

/** The one file that counts for all others, and the folder that its patterns count from. */
interface Only {
  readonly path: string;
  readonly folder: string;
}

export class Configurations {
  /** Rules that count before every file: those of the command line. */
  overrides: Rules = {};
  readonly #disk: Disk;
  /** By folder. */
  readonly #nearest = new Map<string, Kept | undefined>();
  readonly #merged = new Map<Kept | undefined, { readonly from: Rules; readonly rules: Rules }>();
  #only: Only | undefined;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** From now on this file counts for all others; its patterns count from `folder`. */
  useOnly(path: string, folder: string): void {
    this.#only = { path, folder };
    this.forget();
  }

  /** Whether a file is the one of `useOnly`, however it is called. */
  isOnly(path: string | undefined): boolean {
    return this.#only !== undefined && this.#only.path === path;
  }

  /** Some configuration on disk changed. */
  forget(): void {
    this.#nearest.clear();
    this.#merged.clear();
  }

  /** The one that counts for a file; files that are not on disk have none but that of `useOnly`. */
  of(path: string | undefined): FoundConfiguration | undefined {
    return this.#of(path);
  }

  /** Levels of rules for a file: `settings` count last. The same object as long as nothing changes. */
  rulesFor(path: string | undefined, settings: Rules): Rules {
    const found = this.#of(path);
    const known = this.#merged.get(found);
    if (known?.from === settings) return known.rules;
    const own = found?.read?.configuration.rules;
    const isAsSet = !own && Object.keys(this.overrides).length === 0;
    const rules = isAsSet ? settings : { ...settings, ...own, ...this.overrides };
    this.#merged.set(found, { from: settings, rules });
    return rules;
  }

  /** Expressions of placeholders for a file: those of the settings and its own. */
  placeholdersFor(path: string | undefined, settings: readonly string[]): readonly string[] {
    const own = this.#of(path)?.read?.configuration.placeholders ?? [];
    if (own.length === 0) return settings;
    return settings.length === 0 ? own : [...settings, ...own];
  }

  /** Whether a file is named by `ignore`. */
  ignores(path: string | undefined): boolean {
    const found = this.#of(path);
    if (!found || path === undefined || found.patterns.isEmpty) return false;
    const from = relative(this.#only?.folder ?? dirname(found.path), path);
    return !from.startsWith('..') && found.patterns.ignores(from.replaceAll(sep, '/'));
  }

  #of(path: string | undefined): Kept | undefined {
    if (this.#only) return this.#ofOnly(this.#only);
    if (path === undefined) return undefined;
    const own = dirname(path);
    if (this.#nearest.has(own)) return this.#nearest.get(own);
    const below: string[] = [];
    let found: Kept | undefined;
    for (const folder of this.#disk.foldersAround(path)) {
      if (this.#nearest.has(folder)) {
        found = this.#nearest.get(folder);
        break;
      }
      below.push(folder);
      found = this.#read(join(folder, configurationName));
      if (found) break;
    }
    if (this.#nearest.size > maxKept) this.#nearest.clear();
    for (const folder of below) this.#nearest.set(folder, found);
    return found;
  }

  #ofOnly({ path, folder }: Only): Kept | undefined {
    if (!this.#nearest.has(folder)) this.#nearest.set(folder, this.#read(path));
    return this.#nearest.get(folder);
  }

  #read(path: string): Kept | undefined {
    const reading = this.#disk.read(path, maxBytes);
    if (!reading.ok) {
      if (reading.reason === undefined && this.#only?.path !== path) return undefined;
      const problem = reading.reason ?? 'there is no such file';
      return { path, read: undefined, problem, patterns: new IgnorePatterns([]) };
    }
    const texts = splitDocuments(reading.bytes.toString().replace(/^\uFEFF/, ''));
    const document = settingsDocument(texts.map((text) => new ManifestDocument(text, 0)));
    const read = readConfiguration(document ?? new ManifestDocument('', 0));
    const patterns = new IgnorePatterns(read.configuration.ignore, { hasBraces: true });
    return { path, read, patterns };
  }
}

const maxBytes = 500_000;
/** Folders whose configuration is known. */
const maxKept = 20_000;

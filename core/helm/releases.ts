/**
 * Which files of the workspace are values of which chart, because a release names them: Argo CD Applications, Flux
 * HelmReleases, helmfiles, kustomizations that inflate charts. Also the URLs of Flux' repositories. The scan of the
 * workspace fills it.
 */
import { dirname, join, normalize } from 'node:path';
import { Emitter } from '../emitter.ts';
import type { ChartSource, MapKey } from './releaseForms.ts';

export interface NamedValues {
  /** Path as the release writes it, without what leads to the root of the repository. */
  readonly file: string;
  /** Folder that the path counts from; undefined: any folder around the release's file. */
  readonly from?: string;
  readonly source: ChartSource;
}

/** A release takes values from a key of a ConfigMap or a Secret. */
export interface ValuesInMap extends MapKey {
  readonly source: ChartSource;
}

/** A kustomization makes a key of a file. */
export interface GeneratedFile extends MapKey {
  readonly path: string;
}

export interface ReleaseFile {
  readonly values: readonly NamedValues[];
  readonly maps?: readonly ValuesInMap[];
  readonly generated?: readonly GeneratedFile[];
  /** `KIND/NAME` of objects to URLs of repositories. */
  readonly repositories: ReadonlyMap<string, string>;
}

export class Releases {
  /** The answer to a question may be another one now. */
  readonly didChange = new Emitter();
  readonly #files = new Map<string, ReleaseFile>();
  /** The repositories of all files; undefined after one of them changed. */
  #urls: ReadonlyMap<string, string> | undefined;
  #isChanged = false;

  /** How many files say something. */
  get count(): number {
    return this.#files.size;
  }

  /** The chart that a release names a values file for. */
  chartFor(path: string): { source: ChartSource; release: string } | undefined {
    for (const [release, { values }] of this.#files) {
      for (const named of values) {
        if (isNamed(path, named, release)) return { source: named.source, release };
      }
    }
    return this.#chartOfGenerated(path);
  }

  /** The chart whose release reads the key that a kustomization makes of the file; undefined where several charts do. */
  #chartOfGenerated(path: string): { source: ChartSource; release: string } | undefined {
    for (const [kustomization, { generated = [] }] of this.#files) {
      for (const key of generated) {
        if (key.path !== path) continue;
        const readers = this.#readersOf(key);
        const near = readers.filter(({ release }) => dirname(release) === dirname(kustomization));
        const [first, ...others] = near.length > 0 ? near : readers;
        if (first && others.every(({ source }) => isSameChart(source, first.source))) return first;
      }
    }
    return undefined;
  }

  #readersOf({ kind, name, key }: MapKey): { source: ChartSource; release: string }[] {
    return [...this.#files].flatMap(([release, { maps = [] }]) =>
      maps
        .filter((map) => map.kind === kind && map.name === name && map.key === key)
        .map(({ source }) => ({ source, release })),
    );
  }

  repositoryUrl(kind: string, name: string): string | undefined {
    this.#urls ??= firstOfEach([...this.#files.values()].map((file) => file.repositories));
    return this.#urls.get(`${kind}/${name}`);
  }

  /** What a file says; undefined: nothing, or it is gone. Listeners are told by `settled`. */
  set(path: string, file: ReleaseFile | undefined): void {
    if (!file && !this.#files.has(path)) return;
    if (file) this.#files.set(path, file);
    else this.#files.delete(path);
    this.#urls = undefined;
    this.#isChanged = true;
  }

  /** Lets go of the files that the workspace no longer holds. */
  keepOnly(isWanted: (path: string) => boolean): void {
    for (const path of this.#files.keys()) if (!isWanted(path)) this.set(path, undefined);
  }

  /** Many files were looked at: tells once what they changed. */
  settled(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.didChange.emit();
  }
}

function isSameChart(one: ChartSource, other: ChartSource): boolean {
  return one.name === other.name && one.folder === other.folder && one.version === other.version;
}

/** Where two files name one thing, the first counts. */
function firstOfEach(maps: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
  return new Map(maps.toReversed().flatMap((map) => [...map]));
}

/** Whether a release's path leads to the file, from its own folder or from one around the release. */
function isNamed(path: string, { file, from }: NamedValues, release: string): boolean {
  const wanted = normalize(file);
  const name = wanted.slice(Math.max(wanted.lastIndexOf('/'), wanted.lastIndexOf('\\')) + 1);
  if (name === '' || !path.endsWith(name)) return false;
  if (from !== undefined) return join(from, wanted) === path;
  for (let folder = dirname(release); ; folder = dirname(folder)) {
    if (join(folder, wanted) === path) return true;
    if (folder === dirname(folder)) return false;
  }
}

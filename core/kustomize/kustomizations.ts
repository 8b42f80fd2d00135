/**
 * The kustomizations of the workspace and what they say of a file. The scan finds all of them; until then, and for files
 * outside of the workspace's folders, those in the folders around a file are looked at.
 */
import { dirname, join } from 'node:path';
import { Emitter } from '../emitter.ts';
import type { ReplacedFields, Transformed } from '../model/transformed.ts';
import type { Disk } from '../workspace/disk/disk.ts';
import { kustomizationNames } from '../model/impliedKind.ts';
import { readKustomization, type KustomizationFile } from './kustomization.ts';
import { isPartByName } from './partByName.ts';
import { sharedTarget, type PatchTarget } from './patchTarget.ts';
import { replacedFieldsIn } from './replacements.ts';

const maxKept = 5_000;

export class Kustomizations {
  /** What is said of a file may be another thing now. */
  readonly didChange = new Emitter();
  readonly #disk: Disk;
  /** Those that the scan found, by their paths. */
  readonly #found = new Map<string, KustomizationFile>();
  /** Those of folders that were looked into, by the folder. */
  readonly #near = new Map<string, KustomizationFile | undefined>();
  /** What the files of replacements say, by their paths. */
  readonly #replacements = new Map<string, readonly ReplacedFields[]>();
  /** Whether files are patches, by their paths. */
  readonly #patches = new Map<string, boolean>();
  /** The lists of values that are replaced: the same values are the same list. */
  readonly #lists = new Map<string, readonly ReplacedFields[]>();
  /** Who names a path as a patch, as a resource, as a component; made when it is first needed. */
  #index: Index | undefined;
  #isChanged = false;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  get count(): number {
    return this.#found.size;
  }

  /** Whether some kustomization takes the file as a patch, or its name says that it holds a part of an object and none takes it as a resource. */
  isPatch(path: string): boolean {
    const known = this.#patches.get(path);
    if (known !== undefined) return known;
    if (this.#patches.size >= maxKept) this.#patches.clear();
    const isPatch = this.#isNamedAsPatch(path);
    this.#patches.set(path, isPatch);
    return isPatch;
  }

  /** What the target of a patch says, where a kustomization gives it one. */
  targetOf(path: string): PatchTarget | undefined {
    if (!this.isPatch(path)) return undefined;
    const near: PatchTarget[] = [];
    for (const folder of this.#disk.foldersAround(path)) {
      const target = this.#around(folder)?.targets.get(path);
      if (target) near.push(target);
    }
    const [first, ...others] = [...(this.#indexOf().targets.get(path) ?? []), ...near];
    return first && others.reduce(sharedTarget, first);
  }

  #isNamedAsPatch(path: string): boolean {
    if (this.#indexOf().patches.has(path)) return true;
    for (const folder of this.#disk.foldersAround(path))
      if (this.#around(folder)?.patches.includes(path)) return true;
    return isPartByName(path) && !this.#isResource(path);
  }

  #isResource(path: string): boolean {
    if (this.#indexOf().users.has(path)) return true;
    for (const folder of this.#disk.foldersAround(path))
      if (this.#around(folder)?.resources.includes(path)) return true;
    return false;
  }

  /** What kustomizations fill into the objects of a file before they are sent. */
  transforming(path: string): Transformed {
    const own = this.#around(dirname(path));
    const first = [
      ...(this.#indexOf().users.get(path) ?? []),
      ...(own?.resources.includes(path) ? [own] : []),
    ];
    const seen = new Set<string>();
    let labels = false;
    let namespace = false;
    const replaced: ReplacedFields[] = [];
    for (let next = first.pop(); next; next = first.pop()) {
      if (seen.has(next.path)) continue;
      seen.add(next.path);
      for (const { fills, replacements } of [next, ...this.#componentsOf(next)]) {
        labels ||= fills.labels;
        namespace ||= fills.namespace;
        replaced.push(...fills.replaced, ...replacements.flatMap((each) => this.#replacedIn(each)));
      }
      first.push(...this.#usersOf(next));
    }
    if (!labels && !namespace && replaced.length === 0) return nothing;
    return { labels, namespace, replaced: this.#listOf(replaced) };
  }

  /** A kustomization as the scan has read it; undefined: it is gone. Listeners are told by `settled`. */
  set(path: string, text: string | undefined): void {
    if (text === undefined && !this.#found.has(path)) return;
    if (text === undefined) this.#found.delete(path);
    else this.#found.set(path, readKustomization(path, text));
    this.#index = undefined;
    this.#patches.clear();
    this.#isChanged = true;
  }

  keepOnly(isWanted: (path: string) => boolean): void {
    for (const path of [...this.#found.keys()]) if (!isWanted(path)) this.set(path, undefined);
  }

  settled(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.didChange.emit();
  }

  /** Some file on disk changed: what was learned by looking around may be wrong now. */
  forget(): void {
    this.#near.clear();
    this.#patches.clear();
    this.#replacements.clear();
    this.#lists.clear();
  }

  #replacedIn(path: string): readonly ReplacedFields[] {
    let known = this.#replacements.get(path);
    if (!known)
      this.#replacements.set(path, (known = replacedFieldsIn(this.#disk.readText(path) ?? '')));
    return known;
  }

  /** What was judged stays judged as long as the list is the same one. */
  #listOf(replaced: readonly ReplacedFields[]): readonly ReplacedFields[] {
    if (replaced.length === 0) return nothing.replaced;
    const key = JSON.stringify(replaced);
    const known = this.#lists.get(key);
    if (known) return known;
    if (this.#lists.size >= maxKept) this.#lists.clear();
    this.#lists.set(key, replaced);
    return replaced;
  }

  /** Those that take the folder of a kustomization, or the file itself. */
  #usersOf({ folder, path }: KustomizationFile): readonly KustomizationFile[] {
    const { users } = this.#indexOf();
    return [...(users.get(folder) ?? []), ...(users.get(path) ?? [])];
  }

  #componentsOf(kustomization: KustomizationFile): readonly KustomizationFile[] {
    const { byFolder } = this.#indexOf();
    const found = new Set<KustomizationFile>();
    const next = [...kustomization.components];
    for (let folder = next.pop(); folder !== undefined; folder = next.pop()) {
      const component = byFolder.get(folder);
      if (!component || found.has(component)) continue;
      found.add(component);
      next.push(...component.components);
    }
    return [...found];
  }

  #indexOf(): Index {
    return (this.#index ??= indexOf(this.#found.values()));
  }

  #around(folder: string): KustomizationFile | undefined {
    if (this.#near.has(folder)) return this.#near.get(folder);
    if (this.#near.size >= maxKept) this.#near.clear();
    const found = this.#readNear(folder);
    this.#near.set(folder, found);
    return found;
  }

  #readNear(folder: string): KustomizationFile | undefined {
    for (const name of kustomizationNames) {
      const path = join(folder, name);
      const text = this.#disk.readText(path);
      if (text !== undefined) return readKustomization(path, text);
    }
    return undefined;
  }
}

const nothing: Transformed = { labels: false, namespace: false, replaced: [] };

interface Index {
  readonly patches: ReadonlySet<string>;
  readonly targets: ReadonlyMap<string, readonly PatchTarget[]>;
  /** By what they take as a resource or as a component. */
  readonly users: ReadonlyMap<string, readonly KustomizationFile[]>;
  readonly byFolder: ReadonlyMap<string, KustomizationFile>;
}

function indexOf(files: Iterable<KustomizationFile>): Index {
  const patches = new Set<string>();
  const targets = new Map<string, PatchTarget[]>();
  const users = new Map<string, KustomizationFile[]>();
  const byFolder = new Map<string, KustomizationFile>();
  for (const file of files) {
    byFolder.set(file.folder, file);
    for (const path of file.patches) patches.add(path);
    for (const [path, target] of file.targets)
      targets.set(path, [...(targets.get(path) ?? []), target]);
    for (const path of [...file.resources, ...file.components]) {
      const known = users.get(path);
      if (known) known.push(file);
      else users.set(path, [file]);
    }
  }
  return { patches, targets, users, byFolder };
}

/**
 * What the files around a manifest say about it: a Helm template is not YAML yet, a kustomize patch is not whole, the
 * metadata of a chart is no manifest. Looked up once per file and kept until the folder's files change.
 */
import { basename, dirname, join, resolve } from 'node:path';
import { parseManifest } from './manifestDocuments.ts';
import type { Disk } from '../workspace/disk/disk.ts';

export type Role = 'manifest' | 'patch' | 'template' | 'other';

/** Files and folders that are remembered: a client may ask about any number of them. */
const maxKept = 5_000;
const noPatches: ReadonlySet<string> = new Set();

export class Surroundings {
  readonly #disk: Disk;
  readonly #roles = new Map<string, Role>();
  /** Paths of the patches that the kustomizations of a folder name. */
  readonly #patches = new Map<string, ReadonlySet<string>>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Role of a file by its place. Files that are not on disk have none but `manifest`. */
  roleOf(path: string | undefined): Role {
    if (path === undefined) return 'manifest';
    const known = this.#roles.get(path);
    if (known) return known;
    const role = this.#roleOfPath(path);
    if (this.#roles.size >= maxKept) this.forget();
    this.#roles.set(path, role);
    return role;
  }

  /** Some file on disk changed: what was learned may be wrong now. */
  forget(): void {
    this.#roles.clear();
    this.#patches.clear();
  }

  #roleOfPath(path: string): Role {
    if (otherFiles.has(basename(path))) return 'other';
    if (this.#isChartTemplate(path)) return 'template';
    return this.#isPatch(path) ? 'patch' : 'manifest';
  }

  /** Under the `templates` folder of a chart. */
  #isChartTemplate(path: string): boolean {
    for (const folder of this.#disk.foldersAround(path)) {
      if (basename(folder) !== 'templates') continue;
      if (this.#disk.readText(join(dirname(folder), 'Chart.yaml')) !== undefined) return true;
    }
    return false;
  }

  /** Named as a patch in a kustomization of its folder or of one above. */
  #isPatch(path: string): boolean {
    let level = 0;
    for (const folder of this.#disk.foldersAround(path)) {
      if (this.#patchesIn(folder).has(path)) return true;
      if (++level === maxLevels) break;
    }
    return false;
  }

  #patchesIn(folder: string): ReadonlySet<string> {
    const known = this.#patches.get(folder);
    if (known) return known;
    const patches = kustomizationNames.flatMap((name) => {
      const text = this.#disk.readText(join(folder, name));
      return text === undefined ? [] : patchesOf(text);
    });
    const paths = new Set(patches.map((patch) => resolve(folder, patch)));
    if (this.#patches.size >= maxKept) this.#patches.clear();
    this.#patches.set(folder, paths.size === 0 ? noPatches : paths);
    return paths;
  }
}

/** How far above a manifest its kustomization may be. */
const maxLevels = 5;
/** YAML files with an apiVersion or kind of their own that no API server reads. */
const otherFiles = new Set(['Chart.yaml', 'Chart.lock', 'requirements.yaml', 'values.schema.json']);
/** The files that kustomize looks for, in its order. */
export const kustomizationNames: readonly string[] = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/** Paths of the patch files that a kustomization names. A broken one names none. */
function patchesOf(text: string): string[] {
  const kustomization = parseManifest(text);
  if (typeof kustomization !== 'object' || kustomization === null) return [];
  const fields = kustomization as Record<string, unknown>;
  const named = ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((field) => {
    const list = fields[field];
    return Array.isArray(list) ? (list as unknown[]) : [];
  });
  return named.flatMap((patch) => {
    if (typeof patch === 'string') return patch.includes('\n') ? [] : [patch];
    const path = (patch as { path?: unknown } | null)?.path;
    return typeof path === 'string' ? [path] : [];
  });
}

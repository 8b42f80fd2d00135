/**
 * What the files around a manifest say about it: a Helm template is not YAML yet, a kustomize patch is not whole, the
 * metadata of a chart is no manifest. Looked up once per file and kept until the folder's files change.
 */
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export type Role = 'manifest' | 'patch' | 'template' | 'other';

/** Reads a small file as text; undefined where there is none. Injected for tests. */
export type ReadFile = (path: string) => string | undefined;

export class Surroundings {
  readonly #read: ReadFile;
  readonly #roles = new Map<string, Role>();

  constructor(read: ReadFile) {
    this.#read = read;
  }

  /** Role of a file by its place. Files that are not on disk have none but `manifest`. */
  roleOf(uri: string): Role {
    const known = this.#roles.get(uri);
    if (known) return known;
    const role = uri.startsWith('file:') ? this.#roleOfPath(fileURLToPath(uri)) : 'manifest';
    this.#roles.set(uri, role);
    return role;
  }

  /** Some file on disk changed: what was learned may be wrong now. */
  forget(): void {
    this.#roles.clear();
  }

  #roleOfPath(path: string): Role {
    if (otherFiles.has(basename(path))) return 'other';
    if (this.#isChartTemplate(path)) return 'template';
    return this.#isPatch(path) ? 'patch' : 'manifest';
  }

  /** Under the `templates` folder of a chart. */
  #isChartTemplate(path: string): boolean {
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      if (basename(folder) !== 'templates') continue;
      if (this.#read(join(dirname(folder), 'Chart.yaml')) !== undefined) return true;
    }
    return false;
  }

  /** Named as a patch in a kustomization of its folder or of one above. */
  #isPatch(path: string): boolean {
    let folder = dirname(path);
    for (
      let level = 0;
      level < 5 && folder !== dirname(folder);
      level++, folder = dirname(folder)
    ) {
      for (const name of kustomizationNames) {
        const text = this.#read(join(folder, name));
        if (text === undefined) continue;
        if (patchesOf(text).some((patch) => resolve(folder, patch) === path)) return true;
      }
    }
    return false;
  }
}

/** YAML files with an apiVersion or kind of their own that no API server reads. */
const otherFiles = new Set(['Chart.yaml', 'Chart.lock', 'requirements.yaml', 'values.schema.json']);
const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Paths of the patch files that a kustomization names. A broken one names none. */
function patchesOf(text: string): string[] {
  let kustomization: unknown;
  try {
    kustomization = parse(text, { logLevel: 'silent' });
  } catch {
    return []; // half typed: its own file says so
  }
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

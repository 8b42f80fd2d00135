/**
 * What a file is by its place: a Helm template is not YAML yet, the metadata of a chart is no manifest. Looked up once per file
 * and kept until the folder's files change.
 */
import { basename, dirname, join } from 'node:path';
import type { Disk } from '../workspace/disk/disk.ts';

export type Role = 'manifest' | 'template' | 'other';

/** Files and folders that are remembered: a client may ask about any number of them. */
const maxKept = 5_000;

export class Surroundings {
  readonly #disk: Disk;
  readonly #roles = new Map<string, Role>();

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
  }

  #roleOfPath(path: string): Role {
    if (otherFiles.has(basename(path))) return 'other';
    if (this.#isChartTemplate(path)) return 'template';
    return 'manifest';
  }

  /** Under the `templates` folder of a chart. */
  #isChartTemplate(path: string): boolean {
    for (const folder of this.#disk.foldersAround(path)) {
      if (basename(folder) !== 'templates') continue;
      if (this.#disk.readText(join(dirname(folder), 'Chart.yaml')) !== undefined) return true;
    }
    return false;
  }
}

/** YAML files with an apiVersion or kind of their own that no API server reads. */
const otherFiles = new Set(['Chart.yaml', 'Chart.lock', 'requirements.yaml', 'values.schema.json']);

/** Charts on disk: a folder with Chart.yaml, what it depends on, and the schema that it or a packed dependency ships. */
import { basename, dirname, join, resolve } from 'node:path';
import type { Disk } from '../workspace/disk/disk.ts';
import { diskChart, type Dependency, type DiskChart } from './diskChart.ts';
import { PackedCharts } from './packedCharts.ts';
import { readIn, type ReadByTemplates } from './templateValues.ts';

/** Looked up once each, until `forget`. */
export class ChartFiles {
  readonly packed: PackedCharts;
  readonly #disk: Disk;
  readonly #charts = new Map<string, DiskChart | undefined>();
  readonly #read = new Map<string, ReadByTemplates>();

  constructor(disk: Disk) {
    this.#disk = disk;
    this.packed = new PackedCharts(disk);
  }

  forget(): void {
    this.#charts.clear();
    this.#read.clear();
    this.packed.forget();
  }

  /** The chart of a folder. */
  chartIn(folder: string): DiskChart | undefined {
    if (!this.#charts.has(folder)) this.#charts.set(folder, this.#readChart(folder));
    return this.#charts.get(folder);
  }

  #readChart(folder: string): DiskChart | undefined {
    const chart = this.#disk.readText(join(folder, 'Chart.yaml'));
    if (chart === undefined) return undefined;
    const schema = this.#disk.readText(join(folder, 'values.schema.json'), maxSchemaBytes);
    const requirements = this.#disk.readText(join(folder, 'requirements.yaml'));
    const values = (): string | undefined =>
      this.#disk.readText(join(folder, 'values.yaml'), maxValuesBytes);
    const lock =
      this.#disk.readText(join(folder, 'Chart.lock')) ??
      this.#disk.readText(join(folder, 'requirements.lock'));
    return diskChart(folder, { chart, schema, requirements, values, lock });
  }

  /** The chart that a values file lies with: in its folder, or in a folder of its that holds values (`ci/`). */
  chartAround(path: string): DiskChart | undefined {
    const folder = dirname(path);
    const own = this.chartIn(folder);
    if (own) return own;
    return valueFolders.test(basename(folder)) ? this.chartIn(dirname(folder)) : undefined;
  }

  /** The top-level values that the templates of a chart's own folder name. */
  readByTemplates({ place }: DiskChart): ReadByTemplates {
    const known = this.#read.get(place);
    if (known) return known;
    const folder = join(place, 'templates');
    const read = readIn(this.#disk.list(folder), (name) => this.#disk.readText(join(folder, name)));
    this.#read.set(place, read);
    return read;
  }

  /**
   * The chart of a dependency where it is on disk: packed or unpacked below `charts/`, or in a folder named. `pending`: it
   * is packed and still being read.
   */
  dependency(parent: DiskChart, dependency: Dependency): DiskChart | 'pending' | undefined {
    const { name, repository } = dependency;
    if (parent.place.endsWith('.tgz')) return undefined;
    const unpacked = this.chartIn(join(parent.place, 'charts', name));
    if (unpacked) return unpacked;
    if (repository?.startsWith('file://')) {
      const local = this.chartIn(resolve(parent.place, repository.slice('file://'.length)));
      if (local) return local;
    }
    return this.packed.find(join(parent.place, 'charts'), dependency);
  }
}

const maxSchemaBytes = 1_000_000;
const maxValuesBytes = 500_000;
/** Folders in a chart that hold values for it. */
const valueFolders = /^(ci|values|env|envs|environments)$/;

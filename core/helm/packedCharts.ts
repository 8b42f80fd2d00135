/**
 * Packed charts that others depend on (`charts/NAME-VERSION.tgz`): unpacked one after the other while others go on, and no
 * more of them than anybody has.
 */
import { join } from 'node:path';
import { Emitter } from '../emitter.ts';
import type { Disk } from '../workspace/disk/disk.ts';
import { diskChart, type Dependency, type DiskChart } from './diskChart.ts';

export class PackedCharts {
  /** All that was asked for has been read. */
  readonly didRead = new Emitter();
  readonly #disk: Disk;
  /** By folder, name and wanted version. */
  #charts = new Map<string, DiskChart | 'pending' | undefined>();
  #names = new Map<string, readonly string[]>();
  #reading: Promise<void> = Promise.resolve();
  #waiting = 0;
  /** How much was unpacked so far. */
  #bytes = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Resolves when nothing more is read. */
  get settled(): Promise<void> {
    return this.#reading;
  }

  forget(): void {
    this.#charts = new Map();
    this.#names = new Map();
    this.#bytes = 0;
  }

  /** The first question starts the reading. */
  find(folder: string, { name, version = '' }: Dependency): DiskChart | 'pending' | undefined {
    const key = [folder, name, version].join('\0');
    if (!this.#charts.has(key)) {
      const archives = this.#archivesOf(folder, name, version);
      this.#charts.set(key, archives.length > 0 ? 'pending' : undefined);
      if (archives.length > 0) this.#readLater(key, archives, name);
    }
    return this.#charts.get(key);
  }

  /** The one of the wanted version first, then the newest. */
  #archivesOf(folder: string, name: string, version: string): string[] {
    const names = this.#names.get(folder) ?? this.#disk.list(folder);
    this.#names.set(folder, names);
    const own = names.filter(
      (file) =>
        file.startsWith(name) && file.endsWith('.tgz') && /^-v?\d/.test(file.slice(name.length)),
    );
    const wanted = `${name}-${version}.tgz`;
    return own
      .sort((a, b) => byVersion.compare(b, a))
      .sort((a, b) => Number(b === wanted) - Number(a === wanted))
      .slice(0, maxTries)
      .map((file) => join(folder, file));
  }

  #readLater(key: string, archives: readonly string[], name: string): void {
    const charts = this.#charts;
    this.#waiting++;
    this.#reading = this.#reading.then(async () => {
      // Those that were forgotten meanwhile are asked for anew.
      if (charts === this.#charts) charts.set(key, await this.#chartIn(archives, name));
      if (--this.#waiting === 0) this.didRead.emit();
    });
  }

  async #chartIn(archives: readonly string[], name: string): Promise<DiskChart | undefined> {
    try {
      return await this.#firstOf(archives, name);
    } catch (error) {
      this.#disk.leaveOut(archives.join(', '), `it cannot be used: ${String(error)}`);
      return undefined;
    }
  }

  async #firstOf(archives: readonly string[], name: string): Promise<DiskChart | undefined> {
    const chartFile = `${name}/Chart.yaml`;
    const schemaFile = `${name}/values.schema.json`;
    const valuesFile = `${name}/values.yaml`;
    const wanted = new Map([
      [chartFile, maxChartBytes],
      [schemaFile, maxSchemaBytes],
      [valuesFile, maxChartBytes],
    ]);
    for (const path of archives) {
      if (this.#bytes > maxTotalBytes) {
        const limit = `${maxTotalBytes / 1e6} MB`;
        this.#disk.leaveOut(path, `the packed charts before it were more than ${limit} unpacked`);
        return undefined;
      }
      const { files, bytes } = await this.#disk.unpack(path, wanted);
      this.#bytes += bytes;
      const chart = files.get(chartFile);
      if (chart === undefined) continue;
      const values = (): string | undefined => files.get(valuesFile);
      return diskChart(path, { chart, schema: files.get(schemaFile), values });
    }
    return undefined;
  }
}

/** `1.10.0` is newer than `1.9.0`. */
const byVersion = new Intl.Collator('en', { numeric: true });
/** A chart that is there in more versions than that is somebody's store. */
const maxTries = 3;
const maxChartBytes = 500_000;
const maxSchemaBytes = 1_000_000;
const maxTotalBytes = 100_000_000;

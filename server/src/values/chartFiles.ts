/** Charts on disk: a folder with Chart.yaml, what it depends on, and the schema that it or a packed dependency ships. */
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { ChartRef } from './chart.ts';
import { convertJsonSchema, type ConvertedSchema } from './jsonSchema.ts';
import { filesOfTgz } from './tar.ts';

/** The disk, as far as charts are looked for on it. Injected for tests. */
export interface ChartDisk {
  /** Undefined for a file that is not there or too large. */
  read(path: string): string | undefined;
  readBytes(path: string): Uint8Array | undefined;
  /** Names in a folder; none where there is none. */
  list(folder: string): readonly string[];
}

export const noDisk: ChartDisk = {
  read: () => undefined,
  readBytes: () => undefined,
  list: () => [],
};

export interface DiskChart extends ChartRef {
  /** Where Chart.yaml is; for a packed chart the archive. */
  readonly place: string;
  readonly dependencies: readonly Dependency[];
  /** Pages and repositories that the chart names: they tell charts of one name apart. */
  readonly sources: readonly string[];
  /** The schema that the chart ships. */
  readonly schema?: ConvertedSchema;
}

export interface Dependency extends ChartRef {
  /** Key of its values in the parent's. */
  readonly key: string;
  /** Paths in the parent's values that switch it on and off. */
  readonly conditions: readonly string[];
}

/** Looked up once each, until `forget`. */
export class ChartFiles {
  readonly #disk: ChartDisk;
  readonly #charts = new Map<string, DiskChart | undefined>();
  readonly #packed = new Map<string, readonly DiskChart[]>();

  constructor(disk: ChartDisk) {
    this.#disk = disk;
  }

  forget(): void {
    this.#charts.clear();
    this.#packed.clear();
  }

  /** The chart of a folder. */
  chartIn(folder: string): DiskChart | undefined {
    if (!this.#charts.has(folder)) {
      const text = this.#disk.read(join(folder, 'Chart.yaml'));
      const schema =
        text === undefined ? undefined : this.#disk.read(join(folder, 'values.schema.json'));
      const requirements =
        text === undefined ? undefined : this.#disk.read(join(folder, 'requirements.yaml'));
      this.#charts.set(
        folder,
        text === undefined ? undefined : chartOf(folder, text, schema, requirements),
      );
    }
    return this.#charts.get(folder);
  }

  /** The chart that a values file lies with: in its folder, or in a folder of its that holds values (`ci/`). */
  chartAround(path: string): DiskChart | undefined {
    const folder = dirname(path);
    const own = this.chartIn(folder);
    if (own) return own;
    return valueFolders.test(basename(folder)) ? this.chartIn(dirname(folder)) : undefined;
  }

  /** The chart of a dependency where it is on disk: packed or unpacked below `charts/`, or in a folder named. */
  dependency(parent: DiskChart, { name, version, repository }: Dependency): DiskChart | undefined {
    if (parent.place.endsWith('.tgz')) return undefined;
    const unpacked = this.chartIn(join(parent.place, 'charts', name));
    if (unpacked) return unpacked;
    if (repository?.startsWith('file://')) {
      const local = this.chartIn(resolve(parent.place, repository.slice('file://'.length)));
      if (local) return local;
    }
    const packed = this.#packedOf(join(parent.place, 'charts'), name);
    return packed.find((chart) => chart.version === version) ?? packed[0];
  }

  #packedOf(folder: string, name: string): readonly DiskChart[] {
    const key = join(folder, name);
    const known = this.#packed.get(key);
    if (known) return known;
    const archives = this.#disk
      .list(folder)
      .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.tgz') && /-v?\d/.test(file));
    const charts = archives.flatMap((file) => this.#unpack(join(folder, file), name));
    this.#packed.set(key, charts);
    return charts;
  }

  #unpack(path: string, name: string): DiskChart[] {
    const bytes = this.#disk.readBytes(path);
    if (!bytes) return [];
    const wanted = ['Chart.yaml', 'values.schema.json'].map((file) => `${name}/${file}`);
    const files = filesOfTgz(bytes, (file) => wanted.includes(file));
    const chart = files.get(`${name}/Chart.yaml`);
    return chart === undefined
      ? []
      : [chartOf(path, chart, files.get(`${name}/values.schema.json`))];
  }
}

/** Folders in a chart that hold values for it. */
const valueFolders = /^(ci|values|env|envs|environments)$/;

function chartOf(place: string, text: string, schema?: string, requirements?: string): DiskChart {
  const fields = fieldsOf(text);
  const listed = fields.dependencies ?? (requirements && fieldsOf(requirements).dependencies);
  const converted =
    schema === undefined
      ? undefined
      : convertJsonSchema(schema, `disk:${encodeURIComponent(place)}`);
  const version = textOf(fields.version);
  return {
    name: textOf(fields.name) ?? basename(place),
    ...(version !== undefined && { version }),
    place,
    dependencies: (Array.isArray(listed) ? listed : []).flatMap(dependencyOf),
    sources: [
      fields.home,
      ...(Array.isArray(fields.sources) ? (fields.sources as unknown[]) : []),
    ].flatMap((source) => textOf(source) ?? []),
    ...(converted && { schema: converted }),
  };
}

function dependencyOf(value: unknown): Dependency[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Record<string, unknown>;
  const name = textOf(fields.name);
  if (name === undefined) return [];
  const version = textOf(fields.version);
  const repository = textOf(fields.repository);
  return [
    {
      name,
      key: textOf(fields.alias) ?? name,
      conditions: (textOf(fields.condition) ?? '').split(',').map((path) => path.trim()),
      ...(version !== undefined && { version }),
      ...(repository !== undefined && { repository }),
    },
  ];
}

/** Half-typed files have no fields. */
function fieldsOf(text: string): Record<string, unknown> {
  try {
    const fields: unknown = parse(text, { logLevel: 'silent' });
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

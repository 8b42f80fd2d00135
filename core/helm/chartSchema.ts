/** The schema of a chart's values as a view for the features: a known chart, one with its own schema, or a parent of such. */
import { own } from '../../shared/own.ts';
import { followReferences } from '../schema/references.ts';
import type { ChartInForce, TypeSchema } from '../schema/schema.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { fieldOf, propertyOf, type TypedSchema } from '../schema/typedSchema.ts';
import type { ChartCatalog } from './catalog.ts';
import { isTrusted } from './catalog.ts';
import type { ChartEntry, ChartRef } from './chart.ts';
import type { ChartFiles } from './chartFiles.ts';
import type { Dependency, DiskChart } from './diskChart.ts';
import type { ConvertedSchema } from './jsonSchema.ts';

/** Values of one chart: the same object as long as nothing changes, so that results can be kept under it. */
export interface ChartSchema extends TypedSchema {
  readonly chart: ChartInForce;
}

export class ChartSchemas {
  readonly #store: SchemaStore;
  readonly #catalog: ChartCatalog;
  readonly #files: ChartFiles;
  readonly #known = new Map<string, ChartSchema>();
  readonly #onDisk = new Map<string, ChartSchema | undefined>();
  /** Schemas that charts on disk ship, by what their references begin with. */
  readonly #shipped = new Map<string, ConvertedSchema>();
  readonly #resolved = new WeakMap<TypeSchema, TypeSchema>();

  constructor(store: SchemaStore, catalog: ChartCatalog, files: ChartFiles) {
    this.#store = store;
    this.#catalog = catalog;
    this.#files = files;
  }

  /** What was read from disk may be another thing now. */
  forget(): void {
    this.#onDisk.clear();
    this.#shipped.clear();
  }

  /** Values of a chart that we know, written for a version. */
  known(entry: ChartEntry, wanted?: string): ChartSchema {
    const key = `${entry.id}@${wanted ?? ''}`;
    const found = this.#known.get(key);
    if (found) return found;
    const chart = inForce(entry, wanted);
    const schema = this.#store.resolve({ $ref: `chart.${entry.id}#/Values` });
    const typed = this.#typed(rootOf(schema, chart), chart);
    this.#known.set(key, typed);
    return typed;
  }

  /** Values that lie with a chart on disk; undefined where neither it nor a dependency of it is known. */
  onDisk(chart: DiskChart, keys: readonly string[]): ChartSchema | undefined {
    const names = chart.dependencies.map(({ name }) => name);
    const isKnown = chart.schema === undefined && !names.includes(chart.name);
    const entry = isKnown ? this.#catalogEntry(chart, keys) : undefined;
    if (entry) return this.known(entry, chart.version);
    const key = chart.place;
    if (!this.#onDisk.has(key)) this.#onDisk.set(key, this.#viewOnDisk(chart));
    return this.#onDisk.get(key);
  }

  #viewOnDisk(chart: DiskChart): ChartSchema | undefined {
    const dependencies = chart.dependencies.flatMap((dependency) => {
      const root = this.#rootOfDependency(chart, dependency);
      return root ? [[dependency, root] as const] : [];
    });
    if (chart.schema) {
      const own = ownChart(chart);
      const root = { ...this.#shippedRoot(chart.schema), 'x-chart': own };
      return this.#typed(withDependencies(root, dependencies, chart), own);
    }
    const [first] = dependencies;
    if (!first) return undefined;
    const parent: TypeSchema = {
      type: 'object',
      additionalProperties: true,
      properties: {
        global: globalValues,
        tags: {
          description:
            'Switches groups of dependencies on and off, by the tags that Chart.yaml gives them.',
          type: 'object',
          additionalProperties: { type: 'boolean' },
        },
      },
    };
    const shown: ChartInForce = {
      ...ownChart(chart),
      title: `${chart.name} chart`,
      isParent: true,
    };
    return this.#typed(withDependencies(parent, dependencies, chart), shown);
  }

  /** A chart of ours by name, where the folder really is a copy of it and not somebody's chart of the same name. */
  #catalogEntry(chart: DiskChart, keys: readonly string[]): ChartEntry | undefined {
    const places = chart.sources.map((repository) => ({ ...chart, repository }));
    for (const ref of [...places, chart]) {
      const entry = this.#catalog.find(ref, keys);
      const own = keys.filter((key) => entry?.keys.includes(key));
      if (entry && own.length * 2 >= keys.length) return entry;
    }
    return undefined;
  }

  #rootOfDependency(parent: DiskChart, dependency: Dependency): TypeSchema | undefined {
    const onDisk = this.#files.dependency(parent, dependency);
    // Nothing is said about its values until it has been read.
    if (onDisk === 'pending') return undefined;
    if (onDisk?.schema) {
      const chart = ownChart(onDisk);
      return rootOf(this.#shippedRoot(onDisk.schema), chart);
    }
    const version = onDisk?.version ?? dependency.version;
    const ref: ChartRef = { ...dependency, ...(version !== undefined && { version }) };
    const entry = this.#catalog.find(ref);
    return entry && this.known(entry, version).root;
  }

  #typed(root: TypeSchema, chart: ChartInForce): ChartSchema {
    return {
      root: { ...root, 'x-placeholders': true },
      patterns: this.#store.patterns,
      resolve: (schema) => this.#resolve(schema),
      chart,
    };
  }

  #resolve(schema: TypeSchema): TypeSchema {
    if (schema.$ref === undefined) return schema;
    const known = this.#resolved.get(schema);
    if (known) return known;
    const resolved = followReferences(schema, ($ref) => this.#target($ref));
    this.#resolved.set(schema, resolved);
    return resolved;
  }

  #target($ref: string): TypeSchema | undefined {
    const shipped = this.#shipped.get($ref.slice(0, $ref.indexOf('#')));
    try {
      return shipped ? shipped.follow($ref) : this.#store.definition($ref);
    } catch {
      return undefined; // a type of Kubernetes that we have not
    }
  }

  /** The root of a shipped schema, from now on with its references. */
  #shippedRoot(schema: ConvertedSchema): TypeSchema {
    this.#shipped.set(schema.scheme, schema);
    return this.#resolve(schema.root);
  }
}

const globalValues: TypeSchema = {
  description: 'Values that the chart and all charts below it share.',
  type: 'object',
  additionalProperties: true,
};

/** Root of a chart's values: `global` belongs to all charts. */
function rootOf(schema: TypeSchema, chart: ChartInForce): TypeSchema {
  const { global } = schema.properties ?? {};
  return {
    ...schema,
    ...(schema.properties && {
      properties: {
        ...schema.properties,
        global:
          global?.$ref === undefined
            ? { ...globalValues, ...global, additionalProperties: true }
            : global,
      },
    }),
    'x-chart': chart,
  };
}

/** Values of the dependencies under their keys, with what switches them on and off. */
function withDependencies(
  root: TypeSchema,
  dependencies: readonly (readonly [Dependency, TypeSchema])[],
  chart: DiskChart,
): TypeSchema {
  const written = Object.entries(root.properties ?? {});
  const properties = new Map<string, TypeSchema>([['global', globalValues], ...written]);
  for (const { key, name } of chart.dependencies) {
    if (properties.has(key)) continue;
    properties.set(key, {
      description: `Values of the chart ${name}, which this chart depends on.`,
      type: 'object',
      additionalProperties: true,
    });
  }
  for (const [{ key, conditions }, schema] of dependencies) {
    if (fieldOf(root, key)) continue;
    const switches = conditions
      .filter((path) => path.startsWith(`${key}.`))
      .flatMap((path) => path.split('.')[1] ?? []);
    const flags = [...new Set(['enabled', ...switches])].filter((name) => !fieldOf(schema, name));
    properties.set(key, {
      ...withFields(schema, {
        ...schema.properties,
        ...Object.fromEntries(flags.map((name) => [name, flag])),
      }),
      description: `Values of the ${schema['x-chart']?.title ?? key}, which this chart depends on.`,
    });
  }
  return withFields(root, Object.fromEntries(properties));
}

/** Where nothing was said of fields all are allowed, also beside those that we know. */
function withFields(schema: TypeSchema, properties: Record<string, TypeSchema>): TypeSchema {
  const { additionalProperties = schema.properties === undefined } = schema;
  return { ...schema, properties, additionalProperties };
}

const flag: TypeSchema = {
  description:
    'Whether the chart is part of the release, where Chart.yaml names it as its condition.',
  type: 'boolean',
};

function inForce(entry: ChartEntry, wanted: string | undefined): ChartInForce {
  return {
    id: entry.id,
    name: entry.name,
    title: entry.title,
    version: entry.version,
    ...(wanted !== undefined && { wanted }),
    isTrusted: isTrusted(entry, wanted),
    isStrict: entry.shipsSchema === true,
    ...(entry.docUrl !== undefined && { docUrl: entry.docUrl }),
  };
}

function ownChart({ name, version = '', place }: DiskChart): ChartInForce {
  return {
    id: `disk:${place}`,
    name,
    title: `${name} chart`,
    version,
    isTrusted: true,
    isStrict: true,
  };
}

/** The chart that a path belongs to: of a parent's values, one of its dependencies. */
export function chartAt(
  typed: TypedSchema,
  path: readonly (string | number)[],
): ChartInForce | undefined {
  let schema: TypeSchema | undefined = typed.resolve(typed.root);
  let chart = schema['x-chart'] ?? typed.chart;
  for (const step of path) {
    if (!schema || typeof step === 'number') break;
    schema = propertyOf(typed, schema, step);
    chart = schema?.['x-chart'] ?? chart;
  }
  return chart;
}

/** The chart's own default at a path, which may be written at a mapping above. */
export function defaultAt(typed: TypedSchema, path: readonly (string | number)[]): unknown {
  let schema: TypeSchema | undefined = typed.resolve(typed.root);
  let outer: unknown;
  for (const step of path) {
    if (!schema || typeof step === 'number') return undefined;
    outer = fieldOfDefault(outer, step) ?? fieldOfDefault(schema.default, step);
    schema = propertyOf(typed, schema, step);
  }
  return outer ?? schema?.default;
}

function fieldOfDefault(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? own(value as Record<string, unknown>, key)
    : undefined;
}

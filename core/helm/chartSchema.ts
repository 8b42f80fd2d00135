/** The schema of a chart's values as a view for the features: a known chart, one with its own schema, or a parent of such. */
import { isRecord } from '../../shared/json.ts';
import { own } from '../../shared/own.ts';
import { RecentMap } from '../../shared/recentMap.ts';
import { followReferences } from '../schema/references.ts';
import type { ChartInForce, TypeSchema } from '../schema/schema.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { propertyOf, type TypedSchema } from '../schema/typedSchema.ts';
import type { ChartCatalog } from './catalog.ts';
import { chartInForce, historyOf } from './chartInForce.ts';
import type { ChartEntry } from './chart.ts';
import type { ChartFiles } from './chartFiles.ts';
import type { Dependency, DiskChart } from './diskChart.ts';
import { versionedSchema } from './history/versionedSchema.ts';
import type { ConvertedSchema } from './jsonSchema.ts';
import { withOwnDefaults } from './ownDefaults.ts';
import { SchemaJudges } from './schemaJudges.ts';
import { laidOver, type PlacedJudge } from './schemaVerdicts.ts';
import {
  aliasesOf,
  keysOfParts,
  parentValues,
  rootOf,
  withDependencies,
  type Part,
} from './umbrella.ts';

/** Values of one chart: the same object as long as nothing changes, so that results can be kept under it. */
export interface ChartSchema extends TypedSchema {
  readonly chart: ChartInForce;
  /** Schemas that say more of the values than the typed one. */
  readonly judges: readonly PlacedJudge[];
}

/** Of versions and of keys there are as many as somebody types: what is seldom asked for is made anew. */
const maxKept = 200;

/** Charts within charts that are looked through. */
const maxCharts = 5;

export class ChartSchemas {
  readonly judges: SchemaJudges;
  readonly #store: SchemaStore;
  readonly #catalog: ChartCatalog;
  readonly #files: ChartFiles;
  readonly #known = new RecentMap<string, ChartSchema>(maxKept);
  readonly #onDisk = new RecentMap<string, ChartSchema | undefined>(maxKept);
  /** Schemas that charts on disk ship, by what their references begin with. */
  readonly #shipped = new Map<string, ConvertedSchema>();
  readonly #resolved = new WeakMap<TypeSchema, TypeSchema>();

  constructor(
    store: SchemaStore,
    catalog: ChartCatalog,
    files: ChartFiles,
    say: (sentence: string) => void,
  ) {
    this.#store = store;
    this.#catalog = catalog;
    this.#files = files;
    this.judges = new SchemaJudges(say);
  }

  /** What was read from disk may be another thing now. */
  forget(): void {
    this.#onDisk.clear();
    this.#shipped.clear();
  }

  /** Values of a chart that we know, written for a version. */
  known(entry: ChartEntry, wanted?: string): ChartSchema {
    return this.#known.getOrMake(`${entry.id}@${wanted ?? ''}`, () => this.#view(entry, wanted));
  }

  #view(entry: ChartEntry, wanted: string | undefined): ChartSchema {
    const described = this.#store.resolve({ $ref: `chart.${entry.id}#/Values` });
    const history = historyOf(this.#store, entry, wanted);
    const chart = chartInForce(entry, wanted, history?.meant);
    const schema = history
      ? versionedSchema(described, history, (each) => this.#store.resolve(each))
      : described;
    return this.#typed(rootOf(schema, chart), chart);
  }

  /** Values that lie with a chart on disk; undefined where neither it nor a dependency of it is known. `keys`: of the values. */
  onDisk(chart: DiskChart, keys: readonly string[]): ChartSchema | undefined {
    const own = Object.keys(chart.defaults);
    const telling = own.length > 0 ? own : keys;
    const key = own.length > 0 ? chart.place : [chart.place, ...keys].join('\0');
    return this.#onDisk.getOrMake(key, () => this.#viewOnDisk(chart, telling));
  }

  #viewOnDisk(chart: DiskChart, keys: readonly string[]): ChartSchema | undefined {
    const names = chart.dependencies.map(({ name }) => name);
    const isKnown = chart.schema === undefined && !names.includes(chart.name);
    const entry = isKnown ? this.#catalog.copyOf(chart, keys) : undefined;
    if (entry) return this.#withDefaults(this.known(entry, chart.version), chart);
    const parts = this.#parts(chart, 0);
    if (chart.schema) {
      const own = ownChart(chart);
      const root = { ...this.#shippedRoot(chart.schema), 'x-chart': own };
      return this.#typed(withDependencies(root, parts, chart), own, chart);
    }
    if (parts.length === 0) return undefined;
    const root = withDependencies(parentValues, parts, chart);
    return this.#typed(root, this.#parentChart(chart, parts), chart);
  }

  #parentChart(chart: DiskChart, parts: readonly Part[]): ChartInForce {
    const read = this.#files.readByTemplates(chart);
    const isOpaque =
      read === 'all' ||
      chart.dependencies.some(({ isImported }) => isImported) ||
      (read.size > 0 && this.#hasLibrary(chart));
    const isRead = (key: string): boolean => read === 'all' || read.has(key);
    const astray = isOpaque ? undefined : keysOfParts(chart, parts, isRead);
    const aliases = isOpaque ? undefined : aliasesOf(chart, isRead);
    return {
      ...ownChart(chart),
      title: `${chart.name} chart`,
      isParent: true,
      ...(astray && { keysOfParts: astray }),
      ...(aliases && { aliases }),
    };
  }

  /** Templates of a library read the values of whoever uses it. */
  #hasLibrary(chart: DiskChart): boolean {
    return chart.dependencies.some((dependency) => {
      const onDisk = this.#files.dependency(chart, dependency);
      return onDisk === undefined || onDisk === 'pending' || onDisk.isLibrary === true;
    });
  }

  /** What lies with the chart counts: a key that its own defaults have is read, whatever is known of other versions. */
  #withDefaults(typed: ChartSchema, { defaults }: DiskChart): ChartSchema {
    const root = withOwnDefaults(typed, typed.root, defaults);
    return root === typed.root ? typed : this.#typed(root, typed.chart);
  }

  /** The dependencies whose values are known. */
  #parts(chart: DiskChart, depth: number): Part[] {
    if (depth > maxCharts) return [];
    return chart.dependencies.flatMap((dependency): Part[] => {
      const root = this.#rootOfDependency(chart, dependency, depth);
      return root ? [[dependency, root]] : [];
    });
  }

  /** What lies on disk wins over what is known of a chart of that name. */
  #rootOfDependency(
    parent: DiskChart,
    dependency: Dependency,
    depth: number,
  ): TypeSchema | undefined {
    const onDisk = this.#files.dependency(parent, dependency);
    // Nothing is said about its values until it has been read.
    if (onDisk === 'pending') return undefined;
    const { key, repository } = dependency;
    if (!onDisk) {
      const values = parent.defaults[key];
      const entry = this.#catalog.installed(
        dependency,
        isRecord(values) ? Object.keys(values) : [],
      );
      return entry && this.known(entry, dependency.version).root;
    }
    if (onDisk.schema) return rootOf(this.#shippedRoot(onDisk.schema), ownChart(onDisk));
    const keys = Object.keys(onDisk.defaults);
    const from = { ...onDisk, ...(repository !== undefined && { repository }) };
    const entry = this.#catalog.installedFrom(from) ?? this.#catalog.copyOf(onDisk, keys);
    if (entry) return this.#withDefaults(this.known(entry, onDisk.version), onDisk).root;
    const parts = this.#parts(onDisk, depth + 1);
    if (parts.length === 0) return undefined;
    const root = withDependencies(parentValues, parts, onDisk);
    return { ...root, 'x-chart': this.#parentChart(onDisk, parts) };
  }

  /** Those of the chart itself and of what it depends on, as far as they are on disk. */
  #judgesOf(chart: DiskChart): readonly PlacedJudge[] {
    const judge = (of: DiskChart, more: Pick<PlacedJudge, 'key' | 'defaults'>): PlacedJudge[] => {
      const { title } = ownChart(of);
      // Without its defaults nobody knows which conditions hold.
      const isKnown = of.schema && !of.hasUnreadDefaults && !chart.hasUnreadDefaults;
      const found = isKnown && this.judges.judgeOf(of.schema, title);
      return found ? [{ ...more, judge: found, title }] : [];
    };
    const parts = chart.dependencies.flatMap((dependency) => {
      const onDisk = this.#files.dependency(chart, dependency);
      if (!onDisk || onDisk === 'pending' || !onDisk.schema) return [];
      const { key } = dependency;
      const defaults = laidOver(onDisk.defaults, own(chart.defaults, key));
      return judge(onDisk, { key, defaults: isRecord(defaults) ? defaults : {} });
    });
    return [...judge(chart, { defaults: chart.defaults }), ...parts];
  }

  #typed(root: TypeSchema, chart: ChartInForce, onDisk?: DiskChart): ChartSchema {
    return {
      judges: onDisk ? this.#judgesOf(onDisk) : [],
      root,
      patterns: this.#store.patterns,
      dictionaries: this.#store.dictionaries,
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

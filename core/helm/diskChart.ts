/** A chart as its own files describe it. */
import { basename } from 'node:path';
import { isRecord, type Fields } from '../../shared/json.ts';
import { parseManifest } from '../model/manifestDocuments.ts';
import type { ChartRef } from './chart.ts';
import { isInRange, parseVersion } from './version.ts';
import { convertJsonSchema, type ConvertedSchema } from './jsonSchema.ts';

export interface DiskChart extends ChartRef {
  /** Where Chart.yaml is; for a packed chart the archive. */
  readonly place: string;
  readonly dependencies: readonly Dependency[];
  /** Pages and repositories that the chart names: they tell charts of one name apart. */
  readonly sources: readonly string[];
  /** The schema that the chart ships. */
  readonly schema?: ConvertedSchema;
  /** It only lends templates to others: its dependents may read any of their values with them. */
  readonly isLibrary?: boolean;
  /** Its own values.yaml, read when it is asked for; empty where there is none. */
  readonly defaults: Fields;
  /** Its values.yaml could not be read: what it sets is not known. */
  readonly hasUnreadDefaults: boolean;
}

export interface Dependency extends ChartRef {
  /** Key of its values in the parent's. */
  readonly key: string;
  /** Paths in the parent's values that switch it on and off. */
  readonly conditions: readonly string[];
  /** Values of its own become some of the parent's. */
  readonly isImported?: boolean;
}

/** Texts of the files that a chart may have. */
export interface ChartTexts {
  readonly chart: string;
  readonly schema?: string | undefined;
  /** Gives the text of values.yaml. */
  readonly values?: () => string | undefined;
  /** Where charts of the first generation list what they depend on. */
  readonly requirements?: string | undefined;
  /** `Chart.lock`, or `requirements.lock`: the versions that were chosen. */
  readonly lock?: string | undefined;
}

export function diskChart(
  place: string,
  { chart, schema, requirements, values, lock }: ChartTexts,
): DiskChart {
  const fields = fieldsOf(chart);
  const listed = fields.dependencies ?? (requirements && fieldsOf(requirements).dependencies);
  const converted =
    schema === undefined
      ? undefined
      : convertJsonSchema(schema, `disk:${encodeURIComponent(place)}`);
  const version = textOf(fields.version);
  let read: { readonly defaults: Fields; readonly isUnread: boolean } | undefined;
  return {
    get defaults() {
      return (read ??= defaultsOf(values?.())).defaults;
    },
    get hasUnreadDefaults() {
      return (read ??= defaultsOf(values?.())).isUnread;
    },
    ...(fields.type === 'library' && { isLibrary: true }),
    name: textOf(fields.name) ?? basename(place),
    ...(version !== undefined && { version }),
    place,
    dependencies: locked((Array.isArray(listed) ? listed : []).flatMap(dependencyOf), lock),
    sources: [
      fields.home,
      ...(Array.isArray(fields.sources) ? (fields.sources as unknown[]) : []),
    ].flatMap((source) => textOf(source) ?? []),
    ...(converted && { schema: converted }),
  };
}

function defaultsOf(text = ''): { readonly defaults: Fields; readonly isUnread: boolean } {
  const parsed = parseManifest(text);
  const isEmpty = !/^[ \t]*[^\s#-]/m.test(text);
  return isRecord(parsed)
    ? { defaults: parsed, isUnread: false }
    : { defaults: {}, isUnread: !isEmpty };
}

/**
 * With the versions of the lock, where they are still in the range that is asked for. Where a chart is a dependency twice, only those
 * that the lock has in the same order count.
 */
function locked(listed: readonly Dependency[], lock: string | undefined): readonly Dependency[] {
  const chosen = lock === undefined ? [] : fieldsOf(lock).dependencies;
  const all = (Array.isArray(chosen) ? chosen : []).flatMap(dependencyOf);
  return listed.map((dependency, index) => {
    const { name } = dependency;
    const named = all.filter((each) => each.name === name);
    const found =
      named.length === 1 ? named[0] : all[index]?.name === name ? all[index] : undefined;
    const version = parseVersion(found?.version ?? '');
    const isStale = !version || !isInRange(version, dependency.version ?? '*');
    return isStale || found?.version === undefined
      ? dependency
      : { ...dependency, version: found.version };
  });
}

function dependencyOf(value: unknown): Dependency[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Fields;
  const name = textOf(fields.name);
  if (name === undefined) return [];
  const version = textOf(fields.version);
  const repository = textOf(fields.repository);
  return [
    {
      name,
      key: textOf(fields.alias) ?? name,
      conditions: (textOf(fields.condition) ?? '').split(',').map((path) => path.trim()),
      ...(fields['import-values'] !== undefined && { isImported: true }),
      ...(version !== undefined && { version }),
      ...(repository !== undefined && { repository }),
    },
  ];
}

/** Half-typed files have no fields. */
function fieldsOf(text: string): Fields {
  const fields = parseManifest(text);
  return typeof fields === 'object' && fields !== null ? (fields as Fields) : {};
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

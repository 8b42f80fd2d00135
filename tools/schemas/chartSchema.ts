// The schema of a chart's values: types by the chart's own schema where it ships one, else by its defaults.

import {
  limitKeywords,
  type Limits,
  type RawSchema,
  type SchemaType,
} from '../../core/schema/schema.ts';
import type { ChartTypes } from './chartTypes.ts';
import { singular } from './singular.ts';

/** A schema that a chart ships, as far as an import reads it. */
export interface ShippedSchema extends Limits {
  readonly $ref?: string;
  readonly type?: SchemaType | SchemaType[];
  readonly enum?: RawSchema['enum'];
  readonly const?: string | number | boolean;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, ShippedSchema>>;
  readonly patternProperties?: Readonly<Record<string, ShippedSchema>>;
  readonly additionalProperties?: boolean | ShippedSchema;
  readonly items?: ShippedSchema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly ShippedSchema[];
  readonly oneOf?: readonly ShippedSchema[];
  readonly allOf?: readonly ShippedSchema[];
  readonly then?: ShippedSchema;
  readonly else?: ShippedSchema;
  readonly pattern?: string;
}

/** Longer defaults are a page of configuration, not a value to show. */
const longestDefault = 160;

/** Schema of a whole values file, nested, every property with an empty description. */
export function chartSchema(
  values: Record<string, unknown>,
  shipped: ShippedSchema | undefined,
  types: ChartTypes,
): RawSchema {
  return new Importer(shipped ?? {}, types).read('Values', values, shipped, []);
}

class Importer {
  readonly #root: ShippedSchema;
  readonly #types: ChartTypes;
  #depth = 0;

  constructor(root: ShippedSchema, types: ChartTypes) {
    this.#root = root;
    this.#types = types;
  }

  read(
    name: string,
    value: unknown,
    written: ShippedSchema | undefined,
    siblings: readonly string[],
  ): RawSchema {
    const core = this.#coreRef(written);
    if (core) return withDefault({ $ref: core }, value);
    const shipped = written && this.#flat(written);
    if (!this.#describesMore(shipped)) {
      const known = this.#types.byName(name, value ?? this.#emptyOf(shipped), siblings);
      if (known) return withDefault(known, value);
    }
    const fields = this.#fields(name, value, shipped);
    if (fields) return fields;
    const own: RawSchema = this.#scalar(name, value, shipped);
    if (own.type === 'array') {
      const items = this.#items(name, value, shipped);
      if (items) own.items = items;
    }
    if (own.type === 'object') {
      const free =
        shipped?.additionalProperties ?? Object.values(shipped?.patternProperties ?? {})[0];
      if (typeof free === 'object' && Object.keys(free).length > 0)
        own.additionalProperties = this.read(`${name}Value`, undefined, free, []);
      else own['x-kubernetes-preserve-unknown-fields'] = true;
    }
    return own;
  }

  /** The object that the value's defaults and the shipped properties make; undefined where neither names a key. */
  #fields(name: string, value: unknown, shipped: ShippedSchema | undefined): RawSchema | undefined {
    const defaults = isMapping(value) ? value : {};
    const declared = shipped?.properties ?? {};
    const names = [...new Set([...Object.keys(defaults), ...Object.keys(declared)])];
    if (names.length === 0 || ++this.#depth > 40) return undefined;
    const properties: Record<string, RawSchema> = {};
    for (const field of names) {
      const known = Object.hasOwn(declared, field) ? declared[field] : undefined;
      const free =
        typeof shipped?.additionalProperties === 'object'
          ? shipped.additionalProperties
          : undefined;
      properties[field] = {
        description: '',
        ...this.read(field, defaults[field], known ?? free, names),
      };
    }
    this.#depth--;
    const required = (shipped?.required ?? []).filter(
      (field) => !Object.hasOwn(defaults, field) && Object.hasOwn(properties, field),
    );
    const free = shipped?.additionalProperties;
    return {
      type: 'object',
      ...(required.length > 0 && name !== 'Values' && value === undefined && { required }),
      properties,
      ...((free === true || (typeof free === 'object' && Object.keys(free).length === 0)) && {
        additionalProperties: true,
      }),
      ...(typeof free === 'object' &&
        Object.keys(free).length > 0 && {
          additionalProperties: this.read(`${name}Value`, undefined, free, []),
        }),
    };
  }

  #items(name: string, value: unknown, shipped: ShippedSchema | undefined): RawSchema | undefined {
    if (shipped?.items) return this.read(singular(name), undefined, shipped.items, []);
    const list = Array.isArray(value) ? (value as unknown[]) : [];
    if (list.length === 0) return undefined;
    if (list.every(isMapping)) {
      const all = Object.assign({}, ...list) as Record<string, unknown>;
      // What else an item may hold, the defaults do not say.
      return {
        ...(this.#fields(singular(name), all, undefined) ?? { type: 'object' }),
        'x-kubernetes-preserve-unknown-fields': true,
      };
    }
    const types = [...new Set(list.map((item) => typeOf(item)))];
    return types.length === 1 && types[0] !== undefined ? { type: types[0] } : undefined;
  }

  #scalar(name: string, value: unknown, shipped: ShippedSchema | undefined): RawSchema {
    const own: RawSchema = {};
    const declared = [shipped?.type ?? []].flat().filter((type) => type !== 'null');
    const type = declared.length > 0 ? declared : [guessType(name, value) ?? []].flat();
    if (type.length > 0) own.type = type.length === 1 ? type[0] : type;
    const values = shipped?.const === undefined ? shipped?.enum : [shipped.const];
    const allowed = (values ?? guessEnum(name, value))?.filter((each) => each !== null);
    if (allowed && allowed.length > 0) own.enum = allowed;
    if (shipped?.pattern) own.pattern = shipped.pattern;
    for (const limit of limitKeywords)
      if (shipped?.[limit] !== undefined) own[limit] = shipped[limit];
    const initial = value ?? shipped?.default;
    if (isWorthSaying(initial) && (!own.enum || own.enum.includes(initial as string)))
      own.default = initial;
    return own;
  }

  /** With local references followed and what alternatives have in common taken in. */
  #flat(written: ShippedSchema, depth = 0): ShippedSchema {
    if (depth > 20) return {};
    let schema = written;
    if (schema.$ref?.startsWith('#')) {
      const { $ref, ...rest } = schema;
      schema = { ...this.#flat(this.#target($ref), depth + 1), ...rest };
    }
    for (const part of [...(schema.allOf ?? []), schema.then, schema.else]) {
      if (!part) continue;
      const flat = this.#flat(part, depth + 1);
      schema = { ...flat, ...schema, properties: { ...flat.properties, ...schema.properties } };
    }
    const choice = schema.anyOf ?? schema.oneOf;
    if (!choice || schema.type !== undefined || schema.properties) return schema;
    const ways = choice.map((way) => this.#flat(way, depth + 1));
    if (ways.some((way) => way.type === undefined && !way.enum)) return schema;
    const real = ways.filter((way) => way.type !== 'null');
    if (real.length === 1) return { ...real[0], ...schema };
    return {
      ...schema,
      type: [...new Set(ways.flatMap((way) => way.type ?? ['string' as const]))],
    };
  }

  #target(ref: string): ShippedSchema {
    let target: unknown = this.#root;
    for (const step of ref.slice(1).split('/').filter(Boolean))
      target = (target as Record<string, unknown> | undefined)?.[step];
    return target ?? {};
  }

  /** A reference to a definition of Kubernetes, wherever the chart keeps its copy. */
  #coreRef(shipped: ShippedSchema | undefined): string | undefined {
    const name = /\/(io\.k8s\.[\w.-]+)$/.exec(shipped?.$ref ?? '')?.[1];
    return name === undefined ? undefined : this.#types.byDefinition(name);
  }

  #describesMore(shipped: ShippedSchema | undefined): boolean {
    if (!shipped) return false;
    const free = shipped.additionalProperties;
    return (
      Object.keys(shipped.properties ?? {}).length > 0 ||
      (typeof free === 'object' && free.type !== undefined && free.type !== 'string')
    );
  }

  #emptyOf(shipped: ShippedSchema | undefined): unknown {
    const types = [shipped?.type ?? []].flat();
    if (types.includes('array')) return [];
    return types.includes('object') ? {} : undefined;
  }
}

/** What the chart sets of a part that Kubernetes describes. */
function withDefault(schema: RawSchema, value: unknown): RawSchema {
  const isSet = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  return isSet && size(value) < 3 * longestDefault ? { ...schema, default: value } : schema;
}

function guessType(name: string, value: unknown): SchemaType | SchemaType[] | undefined {
  if (value === null || value === undefined) {
    if (/(replicas|Seconds|Count|port|runAsUser|uid|gid|Limit)$/i.test(name)) return 'integer';
    if (/(Override|Name|Class|Secret|Key|Url|Path|host|namespace|password)$/i.test(name))
      return 'string';
    if (/(enabled|create)$/i.test(name)) return 'boolean';
    return undefined;
  }
  if (typeof value === 'string' && /(^|[a-z])(tag|version)$/i.test(name))
    return ['string', 'integer'];
  return typeOf(value);
}

function guessEnum(name: string, value: unknown): string[] | undefined {
  if (/(^image|^)pullPolicy$/i.test(name)) return ['Always', 'IfNotPresent', 'Never'];
  const services = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];
  return /^(type|serviceType)$/.test(name) && services.includes(String(value))
    ? services
    : undefined;
}

function typeOf(value: unknown): SchemaType | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'string' | 'boolean' | 'object';
}

function isWorthSaying(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  if (typeof value === 'object')
    return Array.isArray(value) && value.length > 0 && size(value) < longestDefault;
  return typeof value !== 'string' || (value.length < longestDefault && !value.includes('\n'));
}

const size = (value: unknown): number => JSON.stringify(value).length;

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

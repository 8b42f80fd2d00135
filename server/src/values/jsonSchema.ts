/**
 * The JSON Schema that a chart ships (draft 4 to 2020-12) in the words of our own schemas. What our walk cannot check
 * (conditions, choices between objects, patterns of keys) is left open: silent rather than wrong.
 */
import { own } from '../../../shared/own.ts';
import { percentDecoded } from '../../../shared/uri.ts';
import { limitKeywords, type Schema, type SchemaType } from '../schema/schema.ts';

type Json = Readonly<Record<string, unknown>>;

export interface ConvertedSchema {
  readonly scheme: string;
  readonly root: Schema;
  /** The schema behind a reference that the conversion wrote; undefined for others. */
  follow(ref: string): Schema | undefined;
}

/** `scheme` is what its references begin with, one for each chart. Undefined for a text that is no JSON object. */
export function convertJsonSchema(text: string, scheme: string): ConvertedSchema | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined; // half written
  }
  return isRecord(parsed) ? new Converter(parsed, scheme) : undefined;
}

class Converter implements ConvertedSchema {
  readonly scheme: string;
  readonly root: Schema;
  readonly #json: Json;
  readonly #targets = new Map<string, Schema>();

  constructor(json: Json, scheme: string) {
    this.#json = json;
    this.scheme = scheme;
    this.root = this.#convert(json, 0);
  }

  follow(ref: string): Schema | undefined {
    if (!ref.startsWith(`${this.scheme}#`)) return undefined;
    const pointer = ref.slice(this.scheme.length + 1);
    const known = this.#targets.get(pointer);
    if (known) return known;
    const converted = this.#convert(this.#at(pointer), 0);
    this.#targets.set(pointer, converted);
    return converted;
  }

  #convert(json: unknown, depth: number): Schema {
    if (!isRecord(json) || depth > 60) return {};
    const schema: Schema = { ...this.#own(json) };
    const { items, properties } = json;
    if (isRecord(items)) schema.items = this.#convert(items, depth + 1);
    if (isRecord(properties))
      schema.properties = Object.fromEntries(
        Object.entries(properties).map(([name, each]) => [name, this.#convert(each, depth + 1)]),
      );
    Object.assign(schema, this.#others(json, depth));
    const parts = [json.allOf, json.anyOf, json.oneOf].flatMap((list) =>
      Array.isArray(list) ? [list.map((each) => this.#convert(this.#target(each), depth + 1))] : [],
    );
    const merged = parts.reduce((whole, ways, index) => {
      const isAll = index === 0 && Array.isArray(json.allOf);
      return isAll ? ways.reduce(both, whole) : choice(whole, ways);
    }, schema);
    const conditional = [json.then, json.else].filter((each) => isRecord(each));
    return conditional.reduce(
      (whole, each) => open(both(whole, { ...this.#convert(each, depth + 1), required: [] })),
      merged,
    );
  }

  /** Keywords of the value itself. */
  #own(json: Json): Schema {
    const schema: Schema = {};
    if (typeof json.$ref === 'string') schema.$ref = referenceOf(json.$ref, this.scheme);
    const types = [json.type ?? []].flat().filter((type): type is SchemaType => type !== 'null');
    if (types.length === 1 && types[0]) schema.type = types[0];
    else if (types.length > 1) schema.type = types;
    if (typeof json.description === 'string') schema.description = json.description;
    if (json.default !== undefined) schema.default = json.default;
    if (Array.isArray(json.examples)) schema.examples = json.examples;
    if (json.deprecated === true) schema.deprecated = true;
    const values = json.const === undefined ? json.enum : [json.const];
    if (
      Array.isArray(values) &&
      values.every((value) => typeof value !== 'object' || value === null)
    )
      schema.enum = values as (string | number | boolean | null)[];
    for (const limit of limitKeywords) {
      const value = json[limit];
      if (typeof value === 'number') schema[limit] = value;
    }
    if (typeof json.pattern === 'string') schema.pattern = json.pattern;
    if (Array.isArray(json.required) && json.required.every((name) => typeof name === 'string'))
      schema.required = json.required;
    return schema;
  }

  /** Keys that the schema does not name. */
  #others(
    { additionalProperties, patternProperties, properties, ...json }: Json,
    depth: number,
  ): Schema {
    const patterns = isRecord(patternProperties) ? Object.values(patternProperties) : [];
    if (patterns.length > 0) {
      const isOnly = patterns.length === 1 && !isRecord(additionalProperties);
      return { additionalProperties: isOnly ? this.#convert(patterns[0], depth + 1) : true };
    }
    if (isRecord(additionalProperties))
      return { additionalProperties: this.#convert(additionalProperties, depth + 1) };
    if (additionalProperties === false) return { additionalProperties: false };
    return isRecord(properties) && json.$ref === undefined ? { additionalProperties: true } : {};
  }

  /** The schema that a local reference names, so that it can be merged with others. */
  #target(json: unknown): unknown {
    if (!isRecord(json) || typeof json.$ref !== 'string' || !json.$ref.startsWith('#')) return json;
    const target = this.#at(json.$ref.slice(1));
    return isRecord(target) && target.$ref === undefined
      ? { ...target, ...json, $ref: undefined }
      : {};
  }

  #at(pointer: string): unknown {
    let found: unknown = this.#json;
    for (const step of pointer.split('/').filter((part) => part !== '')) {
      const unescaped = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const name = percentDecoded(unescaped) ?? unescaped;
      found = isRecord(found) ? own(found, name) : undefined;
    }
    return found;
  }
}

/** A local reference under our own name; a copy of a type of Kubernetes is the type itself; others lead nowhere. */
function referenceOf(ref: string, scheme: string): string {
  const core = /\/(io\.k8s\.(?:api|apimachinery)\.[\w.-]+)\.(\w+)$/.exec(ref);
  if (core) return `${core[1]}#/${core[2]}`;
  return ref.startsWith('#') ? `${scheme}${ref}` : `${scheme}#/nowhere`;
}

/** What holds for both at once. */
function both(one: Schema, other: Schema): Schema {
  const properties =
    (one.properties ?? other.properties) ? { ...other.properties, ...one.properties } : undefined;
  const required = [...(one.required ?? []), ...(other.required ?? [])];
  return {
    ...other,
    ...one,
    ...(properties && { properties }),
    ...(required.length > 0 && { required }),
  };
}

/** One of several: types are put together, fields are known but nothing is refused. */
function choice(whole: Schema, ways: readonly Schema[]): Schema {
  const [only] = ways;
  if (ways.length === 1 && only) return both(whole, only);
  const types = ways.map(({ type }) => type);
  const values = ways.every((way) => way.enum) ? ways.flatMap((way) => way.enum ?? []) : undefined;
  const fields = ways.reduce<Record<string, Schema>>(
    (all, { properties = {} }) => ({
      ...Object.fromEntries(
        Object.entries(properties).map(([name, { description = '' }]) => [name, { description }]),
      ),
      ...all,
    }),
    {},
  );
  const isKnown = types.every((type) => type !== undefined);
  const hasFields = Object.keys(fields).length > 0;
  return {
    ...whole,
    ...(whole.type === undefined &&
      isKnown && { type: [...new Set(types.flatMap((type) => type))] }),
    ...(values && whole.enum === undefined && { enum: values }),
    ...((hasFields || whole.properties) && {
      properties: { ...fields, ...whole.properties },
      ...(hasFields && { additionalProperties: true }),
    }),
  };
}

function open(schema: Schema): Schema {
  return schema.properties ? { ...schema, additionalProperties: true } : schema;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

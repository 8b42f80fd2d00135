/**
 * A schema that somebody else wrote (a CRD's, an OpenAPI document's, plain JSON Schema) as one that our walk reads. What
 * the walk cannot check soundly is left out: then nothing is said, never something wrong. Total: a value of a wrong
 * shape yields the schema that allows everything.
 */
import { own } from '../../../shared/own.ts';
import type { CelRule, Draft, TypeSchema } from '../schema.ts';
import { withLazyParts } from '../lazily.ts';
import { isValueType } from '../types.ts';
import { openApiFormat } from './openApiFormat.ts';
import { listAt, recordAt, textAt, textsAt } from './values.ts';
import { isRecord, type Fields } from '../../../shared/json.ts';

export interface ConvertOptions {
  /** Fields that an object does not name: dropped by the server, and so an error (`closed`); kept, with a warning or without. */
  readonly unnamedFields: 'closed' | 'doubted' | 'kept';
  /** What `type: object` with no word about fields means: nothing, or anything. */
  readonly bareObject: 'closed' | 'open';
  /** Part of `anyOf` and the like: it names some fields of what stands beside it. */
  readonly isCondition?: boolean;
  /** The server applies these very words (a CRD of its own), defaults before it asks for required fields. */
  readonly isEnforced: boolean;
  /** `$ref` as ours, `BUNDLE#/Name`; undefined for one that leads nowhere that we know. */
  ref(target: string): string | undefined;
}

/** One level of the schema: what lies below is converted when somebody looks at it, and each part of the original once. */
export function convertSchema(raw: unknown, options: ConvertOptions): TypeSchema {
  return new Converter(options).schema(raw);
}

class Converter {
  readonly #options: ConvertOptions;
  /** By the very object, as parts may stand in several places, or within themselves: aliases of YAML. */
  readonly #made = new Map<Fields, TypeSchema>();
  #conditions: Converter | undefined;

  constructor(options: ConvertOptions) {
    this.#options = options;
  }

  schema(raw: unknown): TypeSchema {
    if (!isRecord(raw)) return {};
    const known = this.#made.get(raw);
    if (known) return known;
    const reference = refOf(raw, this.#options);
    const made = reference ? { $ref: reference, ...annotationsOf(raw) } : this.#level(raw);
    this.#made.set(raw, made);
    return made;
  }

  #level(raw: Fields): TypeSchema {
    const { isEnforced } = this.#options;
    const schema: TypeSchema = {
      ...annotationsOf(raw),
      ...typesOf(raw),
      ...limitsOf(raw),
      ...listOf(raw),
      ...(isEnforced && { 'x-enforced': true }),
    };
    Object.assign(schema, fieldsOf(raw, schema, this.#options));
    const { items, additionalProperties: rest, not } = raw;
    const { properties: given } = schema;
    return withLazyParts(schema, {
      properties: isRecord(raw.properties)
        ? () => ({ ...given, ...this.#properties(raw.properties) })
        : undefined,
      patternProperties: isRecord(raw.patternProperties)
        ? () => this.#properties(raw.patternProperties)
        : undefined,
      additionalProperties: isRecord(rest) && !isOpaque(raw) ? () => this.schema(rest) : undefined,
      items: isRecord(items) ? () => this.schema(items) : undefined,
      ...this.#parts(raw),
      not: isRecord(not) ? () => this.#asCondition.schema(not) : undefined,
    });
  }

  #properties(raw: unknown): Record<string, TypeSchema> {
    const named = isRecord(raw) ? Object.entries(raw) : [];
    return Object.fromEntries(named.map(([name, each]) => [name, this.schema(each)]));
  }

  /** Parts that narrow what stands beside them: they name fields, but never all of them. */
  #parts(raw: Fields): Partial<Record<Combination, () => TypeSchema[]>> {
    const said = isIntOrString(raw)
      ? []
      : combinations.filter((key) => listAt(raw, key).length > 0);
    return Object.fromEntries(
      said.map((key) => [
        key,
        () => listAt(raw, key).map((part) => this.#asCondition.schema(part)),
      ]),
    );
  }

  get #asCondition(): Converter {
    if (this.#options.isCondition) return this;
    return (this.#conditions ??= new Converter({
      ...this.#options,
      isCondition: true,
      unnamedFields: 'kept',
      bareObject: 'open',
    }));
  }
}

const combinations = ['allOf', 'anyOf', 'oneOf'] as const;
type Combination = (typeof combinations)[number];

/** `$ref`, or the only part of `allOf`: the form in which OpenAPI gives a reference siblings. */
function refOf(raw: Fields, options: ConvertOptions): string | undefined {
  const [only, ...others] = listAt(raw, 'allOf');
  const isWrapped = raw.type === undefined && raw.properties === undefined && others.length === 0;
  const target = textAt(raw, '$ref') ?? (isWrapped ? textAt(only, '$ref') : undefined);
  return target === undefined ? undefined : options.ref(target);
}

function annotationsOf(raw: Fields): TypeSchema {
  const description = textAt(raw, 'description');
  const until = textAt(raw, 'x-until');
  const after = textAt(raw, 'x-after');
  const cel = celOf(raw);
  return {
    ...(description !== undefined && { description: description.trim() }),
    ...(raw.default !== undefined && raw.default !== null && { default: raw.default }),
    ...(raw.nullable === true && { nullable: true }),
    ...((raw.deprecated === true || until !== undefined) && { deprecated: true }),
    ...(until !== undefined && { 'x-until': until }),
    ...(after !== undefined && { 'x-after': after }),
    ...((raw.format === 'password' || raw.writeOnly === true) && { 'x-secret': true }),
    ...(cel.length > 0 && { 'x-kubernetes-validations': cel }),
  };
}

function celOf(raw: Fields): CelRule[] {
  return listAt(raw, 'x-kubernetes-validations').flatMap((each) => {
    const rule = textAt(each, 'rule');
    const [message, fieldPath] = [textAt(each, 'message'), textAt(each, 'fieldPath')];
    if (rule === undefined) return [];
    return [{ rule: rule.trim(), ...(message && { message }), ...(fieldPath && { fieldPath }) }];
  });
}

function typesOf(raw: Fields): TypeSchema {
  if (isIntOrString(raw))
    return { 'x-kubernetes-int-or-string': true, type: ['integer', 'string'] };
  const written: unknown[] = Array.isArray(raw.type) ? raw.type : [raw.type];
  const types = [...new Set(written)].filter(isValueType);
  const [first] = types;
  return {
    ...(first !== undefined && { type: types.length === 1 ? first : types }),
    ...(written.includes('null') && { nullable: true }),
    ...enumOf(raw),
  };
}

function isIntOrString(raw: Fields): boolean {
  if (raw['x-kubernetes-int-or-string'] === true || raw.format === 'int-or-string') return true;
  // Either way of saying it without the keyword.
  const choices = [...listAt(raw, 'anyOf'), ...listAt(raw, 'oneOf')];
  const types = choices.map((each) => textAt(each, 'type')).sort();
  return raw.type === undefined && types.join() === 'integer,string';
}

/** Only where every value is a scalar: others are not compared. */
function enumOf(raw: Fields): TypeSchema {
  const values = listAt(raw, 'enum');
  const scalars = values.filter(
    (value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
  );
  const isNullable = values.includes(null);
  if (scalars.length === 0 || scalars.length + (isNullable ? 1 : 0) !== values.length) return {};
  return { enum: scalars, ...(isNullable && { nullable: true }) };
}

function limitsOf(raw: Fields): TypeSchema {
  const limits: Draft<TypeSchema> = {};
  for (const key of ['minLength', 'maxLength', 'minItems', 'maxItems'] as const) {
    const value = raw[key];
    if (typeof value === 'number') limits[key] = value;
  }
  const isWhole = raw.type === 'integer';
  const bounds = boundsOf(raw, isWhole);
  const [least, most] = (isWhole && own(integerRanges, String(raw.format))) || [
    -Infinity,
    Infinity,
  ];
  const minimum = Math.max(bounds.minimum, least);
  const maximum = Math.min(bounds.maximum, most);
  // Where no number fits, the bounds say something that we do not understand.
  if (minimum > -Infinity && minimum <= maximum) limits.minimum = minimum;
  if (maximum < Infinity && minimum <= maximum) limits.maximum = maximum;
  const pattern = textAt(raw, 'pattern');
  if (pattern !== undefined && isIntOrString(raw) && pattern.includes('[KMGTPE]i')) {
    // The grammar of quantities, which we have in better words.
    limits.format = 'quantity';
    return limits;
  }
  if (pattern !== undefined) limits.pattern = pattern;
  const format = openApiFormat(textAt(raw, 'format'));
  if (format !== undefined) limits.format = format;
  return limits;
}

/** Of 64 bits only what a double can tell apart is compared. */
const integerRanges: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
};

/** `exclusiveMinimum` is a flag in OpenAPI and a number in JSON Schema. Between fractions it is not checked. */
function boundsOf(raw: Fields, isWhole: boolean): { minimum: number; maximum: number } {
  let minimum = typeof raw.minimum === 'number' ? raw.minimum : -Infinity;
  let maximum = typeof raw.maximum === 'number' ? raw.maximum : Infinity;
  if (isWhole && raw.exclusiveMinimum === true) minimum += 1;
  if (isWhole && raw.exclusiveMaximum === true) maximum -= 1;
  if (typeof raw.exclusiveMinimum === 'number')
    minimum = Math.max(minimum, raw.exclusiveMinimum + (isWhole ? 1 : 0));
  if (typeof raw.exclusiveMaximum === 'number')
    maximum = Math.min(maximum, raw.exclusiveMaximum - (isWhole ? 1 : 0));
  return { minimum, maximum };
}

function listOf(raw: Fields): TypeSchema {
  const type = raw['x-kubernetes-list-type'];
  if (type === 'set') return { 'x-list-keys': [] };
  const keys = textsAt(raw, 'x-kubernetes-list-map-keys');
  return type === 'map' && keys.length > 0 ? { 'x-list-keys': keys } : {};
}

/** What is said of an object's fields: those it names, whether there are others, which must be there. */
function fieldsOf(raw: Fields, { type }: TypeSchema, options: ConvertOptions): TypeSchema {
  const isEmbedded = raw['x-kubernetes-embedded-resource'] === true;
  const rest = raw.additionalProperties;
  const hasNames = isRecord(raw.properties) || isEmbedded;
  const required = requiredOf(raw, isEmbedded, options);
  const result: TypeSchema = {
    ...(isEmbedded && { properties: embeddedFields }),
    ...(required.length > 0 && { required }),
    ...(isEmbedded && { 'x-kubernetes-embedded-resource': true }),
  };
  if (isOpaque(raw) && !hasNames)
    return { ...result, 'x-kubernetes-preserve-unknown-fields': true };
  if (isOpaque(raw)) return { ...result, additionalProperties: true };
  if (isRecord(rest)) return result;
  if (typeof rest === 'boolean') {
    return {
      ...(!rest && { properties: {} }),
      ...result,
      additionalProperties: rest,
    };
  }
  if (options.isCondition) return result;
  if (isRecord(raw.patternProperties)) return { ...result, additionalProperties: true };
  if (hasNames) {
    const isDoubted = options.unnamedFields === 'doubted';
    return {
      ...result,
      additionalProperties: options.unnamedFields === 'kept',
      ...(isDoubted && { 'x-keeps-unknown': true }),
    };
  }
  const isBare = type === 'object' && !hasConditions(raw);
  if (!isBare || options.bareObject === 'open') return result;
  return { ...result, properties: {}, additionalProperties: false };
}

function isOpaque(raw: Fields): boolean {
  return raw['x-kubernetes-preserve-unknown-fields'] === true;
}

const embeddedFields: Record<string, TypeSchema> = {
  apiVersion: { type: 'string', description: 'API group and version of the object.' },
  kind: { type: 'string', description: 'Kind of the object.' },
  metadata: { $ref: 'io.k8s.apimachinery.pkg.apis.meta.v1#/ObjectMeta' },
};

/** What has a default is filled in before the server asks for it. */
function requiredOf(raw: Fields, isEmbedded: boolean, { isEnforced }: ConvertOptions): string[] {
  const written = [...textsAt(raw, 'required'), ...(isEmbedded ? ['apiVersion', 'kind'] : [])];
  const properties = recordAt(raw, 'properties');
  return [...new Set(written)].filter((name) => {
    const property = own(properties, name);
    return !isEnforced || !isRecord(property) || (property.default ?? undefined) === undefined;
  });
}

function hasConditions(raw: Fields): boolean {
  return combinations.some((key) => listAt(raw, key).length > 0);
}

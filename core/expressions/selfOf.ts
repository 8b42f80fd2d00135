/** A value of an object as expressions of its schema see it: with the defaults of the schema, without what that does not name. */
import { isRecord } from '../../shared/json.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { propertyOf, type TypedSchema } from '../schema/typedSchema.ts';
import { get, isNull, type MapNode, type Node } from '../yaml/node.ts';
import { valueOf } from '../yaml/nodeValue.ts';
import type { CelInput } from './expression.ts';
import type { Reads } from './reads.ts';

/** Values that one expression looks at. */
const maxNodes = 3_000;

export interface Reader {
  /** The value is the object itself. */
  readonly isRoot: boolean;
  /** What the expression reads: the rest is left out, and may be unknown. Absent: all of it. */
  readonly reads?: Reads;
}

/** Undefined where it cannot be known what the server sees: filled in later, of a wrong type, a null that stays. */
export function selfOf(
  node: Node,
  schema: TypeSchema,
  typed: TypedSchema,
  { isRoot, reads = whole }: Reader,
): CelInput | undefined {
  try {
    return new Reading(typed).read(node, schema, { isRoot, reads });
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

const whole: Reads = { isWhole: true, parts: new Map() };

function isKnown(root: Node): boolean {
  const waiting = [root];
  for (let count = 0; waiting.length > 0; count++) {
    const node = waiting.pop();
    if (count > maxNodes || node?.filledIn) return false;
    if (node?.type === 'seq') waiting.push(...node.items);
    else if (node?.type === 'map') {
      if (node.entries.some(({ key }) => key.filledIn)) return false;
      waiting.push(...node.entries.map(({ value }) => value));
    }
  }
  return true;
}

/** What the server shows of an object in its own way. */
const head: readonly string[] = ['metadata', 'apiVersion', 'kind', 'status'];

class Unknown extends Error {}

/** Texts of these formats are values of other types in the language. */
const otherTypes: ReadonlySet<string> = new Set([
  'date',
  'date-time',
  'duration',
  'byte',
  'binary',
]);

class Reading {
  readonly #typed: TypedSchema;

  constructor(typed: TypedSchema) {
    this.#typed = typed;
  }

  read(
    node: Node,
    written: TypeSchema,
    { isRoot, reads }: { readonly isRoot: boolean; readonly reads: Reads },
  ): CelInput {
    const { isWhole, parts } = reads;
    const schema = this.#typed.resolve(written);
    const isOfHead = isRoot && head.some((name) => parts.has(name));
    if (isWhole || isOfHead || node.type !== 'map') {
      if (!isKnown(node)) throw new Unknown();
      return this.of(valueOf(node, { isExact: false }), schema, isRoot);
    }
    if (schema.type !== 'object' || node.entries.some(({ key }) => key.filledIn))
      throw new Unknown();
    return this.#parts(node, schema, parts);
  }

  /** Of a mapping only what is read. */
  #parts(node: MapNode, schema: TypeSchema, parts: Reads['parts']): CelInput {
    const { properties, additionalProperties: others } = schema;
    const found = new Map<string, CelInput>();
    const isOpen = !properties || Object.keys(properties).length === 0;
    for (const key of isOpen ? parts.keys() : Object.keys(properties)) {
      const [name] = isOpen ? [key] : namesOf(key).filter((each) => parts.has(each));
      const reads = name === undefined ? undefined : parts.get(name);
      const field = isOpen ? others : propertyOf(this.#typed, schema, key);
      if (name === undefined || !reads || typeof field !== 'object') continue;
      const read = this.#part(get(node, key), field, reads, isOpen);
      if (read !== undefined) found.set(name, read);
    }
    return found;
  }

  #part(
    given: Node | undefined,
    written: TypeSchema,
    reads: Reads,
    isOfOpen: boolean,
  ): CelInput | undefined {
    const field = this.#typed.resolve(written);
    const isAbsent = !given || isNull(given);
    if (isAbsent) {
      if (given && field.nullable && !isOfOpen) throw new Unknown();
      const byDefault = isOfOpen || field['x-default-is-ours'] ? undefined : field.default;
      if (byDefault === undefined || byDefault === null || hasNoType(field)) return undefined;
      return this.of(byDefault, field);
    }
    if (!isOfOpen && hasNoType(field)) return undefined;
    if (given.filledIn) throw new Unknown();
    if (!reads.isWhole && reads.parts.size === 0) return true;
    return this.read(given, field, { isRoot: false, reads });
  }

  of(value: unknown, written: TypeSchema, isRoot = false): CelInput {
    const schema = this.#typed.resolve(written);
    if (Array.isArray(value)) return this.#list(value as unknown[], schema);
    if (isRecord(value)) return isRoot ? this.#root(value, schema) : this.#map(value, schema);
    return scalar(value, schema);
  }

  #list(items: readonly unknown[], { type, items: schema }: TypeSchema): CelInput {
    if (type !== 'array' || !schema) throw new Unknown();
    return items.map((item) => this.of(item, schema));
  }

  #map(fields: Readonly<Record<string, unknown>>, schema: TypeSchema): CelInput {
    if (schema.type !== 'object') throw new Unknown();
    const { properties, additionalProperties: others } = schema;
    const found = new Map<string, CelInput>();
    if (!properties || Object.keys(properties).length === 0) {
      if (typeof others !== 'object') return found;
      for (const [key, value] of Object.entries(fields))
        if (value !== null) found.set(key, this.of(value, others));
      return found;
    }
    for (const key of Object.keys(properties)) {
      const field = propertyOf(this.#typed, schema, key);
      if (!field) continue;
      const given = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (given === null && field.nullable) throw new Unknown();
      const value = given ?? (field['x-default-is-ours'] ? undefined : field.default);
      if (value === undefined || value === null || hasNoType(field)) continue;
      const read = this.of(value, field);
      for (const name of namesOf(key)) found.set(name, read);
    }
    return found;
  }

  /** Of an object's own fields only these are seen beside those of the kind. */
  #root(fields: Readonly<Record<string, unknown>>, schema: TypeSchema): CelInput {
    const { metadata, apiVersion, kind, status: _status, ...rest } = fields;
    const { properties: all = {}, ...root } = schema;
    const properties = Object.fromEntries(
      Object.entries(all).filter(([name]) => !head.includes(name)),
    );
    const self = new Map(this.#map(rest, { ...root, properties }) as ReadonlyMap<string, CelInput>);
    const texts = (given: Readonly<Record<string, unknown>>): Map<string, CelInput> =>
      new Map(
        Object.entries(given).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      );
    const { name, generateName } = isRecord(metadata) ? metadata : {};
    self.set('metadata', texts({ name, generateName }));
    for (const [key, value] of texts({ apiVersion, kind })) self.set(key, value);
    return self;
  }
}

/** Of what may be anything the server shows nothing. */
function hasNoType({ type, 'x-kubernetes-int-or-string': isEither }: TypeSchema): boolean {
  return type === undefined && !isEither;
}

function scalar(value: unknown, schema: TypeSchema): CelInput {
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  switch (typeof value) {
    case 'string':
      if (types.includes('string') && !otherTypes.has(schema.format ?? '')) return value;
      break;
    case 'boolean':
      if (types.includes('boolean')) return value;
      break;
    case 'number':
      if (types.includes('integer') && Number.isSafeInteger(value)) return BigInt(value);
      if (types.includes('number')) return value;
  }
  throw new Unknown();
}

const reserved: ReadonlySet<string> = new Set(
  (
    'true false null in as break const continue else for function if import let loop package namespace return ' +
    'var void while'
  ).split(' '),
);

/** How an expression names a field: what is no name is written in words. */
export function namesOf(key: string): string[] {
  if (!/^[A-Za-z_][\w./-]*$/.test(key)) return [];
  if (reserved.has(key)) return [key, `__${key}__`];
  const escaped = key.replace(/__|[./-]/g, (sign) => words.get(sign) ?? sign);
  return escaped === key ? [key] : [escaped];
}

const words: ReadonlyMap<string, string> = new Map([
  ['__', '__underscores__'],
  ['.', '__dot__'],
  ['-', '__dash__'],
  ['/', '__slash__'],
]);

/**
 * What a JSON Schema says of one value: its own keywords, and those of the parts that hold for the same value (`allOf`, one of
 * several, what follows from a condition). Parts are gathered, not unfolded: each once, no more of them than a person writes.
 */
import { isRecord, type Fields } from '../../shared/json.ts';
import { limitKeywords, type Draft, type TypeSchema } from '../schema/schema.ts';
import { isValueType } from '../schema/types.ts';

export type Json = Fields;

type Values = readonly (string | number | boolean | null)[];

/** Lists and mappings stay those of the document: put together they are only once, for whoever looks. */
export interface Level {
  /** Keywords of the value itself but for those below. */
  own: Draft<TypeSchema>;
  /** `properties` as they are written, and whether only their names count, as in one of several forms. The first decides. */
  readonly fields: Map<Json, 'described' | 'offered'>;
  readonly required: Set<readonly string[]>;
  /** The values that are allowed, where they are listed. */
  values?: ReadonlySet<Values>;
  items?: Json;
  /** Schemas of keys that are not named, by pattern. */
  readonly patterned: Map<string, Json>;
  /** Of keys that are not named; a boolean, or their schema. */
  others?: Json | boolean;
}

/** Finds the part of the document that a local reference names, and says how references are written for our walk. */
export interface References {
  /** Whether the document is of a draft that has `propertyNames`. */
  readonly hasPropertyNames: boolean;
  target(json: Json): Json | undefined;
  written($ref: string): string;
}

/** Parts of one value, and parts within parts. What lies beyond is not known: nothing is said of it. */
const maxParts = 500;
const maxDepth = 30;

export function levelOf(json: Json, references: References): Level {
  return new Gatherer(references).level(json);
}

class Gatherer {
  readonly #references: References;
  /** Undefined while a part is being read: one that leads back to itself says nothing. */
  readonly #read = new Map<Json, Level | undefined>();
  #depth = 0;

  constructor(references: References) {
    this.#references = references;
  }

  level(json: Json): Level {
    this.#read.set(json, undefined);
    const level = ownLevel(json, this.#references);
    this.#depth++;
    for (const part of this.#parts(json.allOf)) addPart(level, part);
    for (const ways of [json.anyOf, json.oneOf]) addChoice(level, this.#parts(ways));
    for (const part of this.#parts([json.then, json.else].filter(isRecord))) {
      // Under a condition alone: its fields are known, and nothing is refused.
      for (const named of part.fields.keys()) addFields(level, named, 'offered');
      if (part.fields.size > 0) level.others ??= true;
    }
    this.#depth--;
    this.#read.set(json, level);
    return this.#withTarget(json, level);
  }

  /** Shapes beside a reference: which of them counts is for the dialect to say, so both are known and nothing is refused. */
  #withTarget(json: Json, level: Level): Level {
    const target =
      level.fields.size > 0 || level.others !== undefined
        ? this.#references.target(json)
        : undefined;
    if (!target || this.#depth > maxDepth) return level;
    const { $ref: _, ...own } = level.own;
    const merged: Level = { ...level, own, fields: new Map(level.fields), others: true };
    this.#depth++;
    addPart(merged, this.#part(target));
    this.#depth--;
    merged.others = true;
    this.#read.set(json, merged);
    return merged;
  }

  #parts(list: unknown): Level[] {
    return Array.isArray(list) ? list.map((each) => this.#part(each)) : [];
  }

  #part(json: unknown): Level {
    if (!isRecord(json)) return nothing();
    const known = this.#read.get(json);
    if (known) return known;
    const isOver = this.#read.size >= maxParts || this.#depth > maxDepth;
    if (isOver || this.#read.has(json)) return nothing();
    const target = this.#references.target(json);
    const level = this.level(json);
    if (!target) return level;
    const { $ref: _, ...own } = level.own;
    const merged: Level = {
      ...level,
      own,
      fields: new Map(level.fields),
      required: new Set(level.required),
      patterned: new Map(level.patterned),
    };
    this.#depth++;
    addPart(merged, this.#part(target));
    this.#depth--;
    this.#read.set(json, merged);
    return merged;
  }
}

function nothing(): Level {
  return { own: {}, fields: new Map(), required: new Set(), patterned: new Map() };
}

/** Adds what holds at the same time. */
function addPart(level: Level, part: Level): void {
  level.own = { ...part.own, ...level.own };
  for (const [named, how] of part.fields) addFields(level, named, how);
  for (const names of part.required) level.required.add(names);
  for (const [pattern, json] of part.patterned)
    if (!level.patterned.has(pattern)) level.patterned.set(pattern, json);
  if (part.values) level.values ??= part.values;
  if (part.items) level.items ??= part.items;
  if (part.others !== undefined) level.others ??= part.others;
}

/** One of several: types are put together, fields are known but nothing is refused. */
function addChoice(level: Level, ways: readonly Level[]): void {
  const [only, ...more] = ways;
  if (!only) return;
  if (more.length === 0) {
    addPart(level, only);
    return;
  }
  if (ways.every(({ own }) => own.type !== undefined))
    level.own.type ??= [...new Set(ways.flatMap(({ own }) => own.type ?? []))];
  if (ways.every(({ values }) => values))
    level.values ??= new Set(ways.flatMap(({ values = [] }) => [...values]));
  for (const named of ways.flatMap(({ fields }) => [...fields.keys()])) {
    if (isEmpty(named)) continue;
    addFields(level, named, 'offered');
    level.others = true;
  }
}

function addFields({ fields }: Level, named: Json, how: 'described' | 'offered'): void {
  if (!fields.has(named)) fields.set(named, how);
}

function ownLevel(json: Json, references: References): Level {
  const level: Level = { ...nothing(), own: ownKeywords(json, references) };
  if (isRecord(json.properties)) addFields(level, json.properties, 'described');
  if (isRecord(json.items)) level.items = json.items;
  if (isListOf(json.required, (name) => typeof name === 'string'))
    level.required.add(json.required);
  const values = json.const === undefined ? json.enum : [json.const];
  if (isListOf(values, isScalar)) level.values = new Set([values]);
  for (const [pattern, each] of patternsOf(json)) level.patterned.set(pattern, each);
  const others = othersOf(json);
  if (others !== undefined) level.others = others;
  return level;
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isScalar(value: unknown): value is Values[number] {
  return typeof value !== 'object' || value === null;
}

function ownKeywords(json: Json, references: References): Draft<TypeSchema> {
  const schema: Draft<TypeSchema> = {};
  if (typeof json.$ref === 'string') schema.$ref = references.written(json.$ref);
  const types = [...new Set([json.type ?? []].flat())].filter(isValueType);
  if (types.length === 1 && types[0]) schema.type = types[0];
  else if (types.length > 1) schema.type = types;
  if (typeof json.description === 'string') schema.description = json.description;
  if (json.default !== undefined) schema.default = json.default;
  if (Array.isArray(json.examples)) schema.examples = json.examples;
  if (json.deprecated === true) schema.deprecated = true;
  for (const limit of limitKeywords) {
    const value = json[limit];
    if (typeof value === 'number') schema[limit] = value;
  }
  if (typeof json.pattern === 'string') schema.pattern = json.pattern;
  if (references.hasPropertyNames && isRecord(json.propertyNames)) {
    const { pattern } = json.propertyNames;
    if (typeof pattern === 'string') schema.propertyNames = { pattern };
  }
  return schema;
}

/** Patterns that each key fits. */
const everyKey = /^\^?(?:\.[*+])?\$?$/;

/** Schemas of keys by pattern; none where one pattern is about every key. */
function patternsOf({ patternProperties }: Json): (readonly [string, Json])[] {
  if (!isRecord(patternProperties) || ofEveryKey(patternProperties)) return [];
  return Object.entries(patternProperties).map(([pattern, json]) => [
    pattern,
    isRecord(json) ? json : {},
  ]);
}

function ofEveryKey(patternProperties: Json): Json | undefined {
  const [only, ...more] = Object.entries(patternProperties);
  if (!only || more.length > 0 || !everyKey.test(only[0])) return undefined;
  return isRecord(only[1]) ? only[1] : {};
}

/** What is said of keys that the schema does not name. */
function othersOf({
  additionalProperties,
  patternProperties,
  properties,
  $ref,
}: Json): Json | boolean | undefined {
  const all = isRecord(patternProperties) ? ofEveryKey(patternProperties) : undefined;
  if (all) return all;
  if (isRecord(additionalProperties)) return additionalProperties;
  if (typeof additionalProperties === 'boolean') return additionalProperties;
  if (isRecord(patternProperties)) return true;
  return isRecord(properties) && $ref === undefined ? true : undefined;
}

function isEmpty(json: Json): boolean {
  for (const _ in json) return false;
  return true;
}

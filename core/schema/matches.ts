/** Whether a value fits a schema as a whole, for choices between schemas. Reports on single fields are made elsewhere. */
import { get, isNull, type Node } from '../yaml/node.ts';
import type { TypeSchema } from './schema.ts';
import { fitsType } from './types.ts';
import { childOf, propertyOf, type TypedSchema } from './typedSchema.ts';

/** Undefined: not known, because the schema says something that is not judged here. */
export type Verdict = boolean | undefined;

const judgedKeywords = new Set([
  ...['type', 'required', 'properties', 'items', 'enum', 'minimum', 'maximum', 'minLength'],
  ...[
    'minItems',
    'oneOf',
    'anyOf',
    'allOf',
    'not',
    'description',
    'default',
    'title',
    '$ref',
    'provenance',
  ],
]);

/** Verdicts given at most in one document; what comes later is not known. */
const maxVerdicts = 100_000;
/** Choices within choices, and values within values: deeper is not looked. */
const maxDepth = 100;

/**
 * Judges the values of one document, each with each schema once: schemas refer to each other in circles, and aliases make a
 * short document a long one.
 */
export class Judge {
  readonly #typed: TypedSchema;
  readonly #known = new Map<Node, Map<TypeSchema, Verdict>>();
  #left = maxVerdicts;
  #depth = 0;

  constructor(typed: TypedSchema) {
    this.#typed = typed;
  }

  /** What is absent is not judged but for `required`. */
  matches(written: TypeSchema, node: Node, base: TypeSchema = written): Verdict {
    if (node.filledIn) return undefined;
    const ofNode = this.#known.get(node) ?? new Map<TypeSchema, Verdict>();
    this.#known.set(node, ofNode);
    if (ofNode.has(written)) return ofNode.get(written);
    // Until it is known: a schema that leads back to itself says nothing.
    ofNode.set(written, undefined);
    const verdict = this.#isOver()
      ? undefined
      : this.#judge(this.#typed.resolve(written), node, this.#typed.resolve(base));
    ofNode.set(written, verdict);
    return verdict;
  }

  #isOver(): boolean {
    return this.#left-- <= 0 || this.#depth > maxDepth;
  }

  #judge(schema: TypeSchema, node: Node, base: TypeSchema): Verdict {
    const { required = [], allOf = [], anyOf, oneOf, not } = schema;
    this.#left -= required.length + (schema.enum?.length ?? 0);
    this.#depth++;
    const ofParts = (parts: readonly TypeSchema[]): Verdict[] =>
      parts.map((part) => this.matches(part, node, base));
    const verdict = all([
      Object.keys(schema).every((key) => judgedKeywords.has(key) || key.startsWith('x-')) ||
        undefined,
      fitsType(schema, node),
      fitsValue(schema, node),
      ...(node.type === 'map'
        ? required.map((key) => this.#isThere(get(node, key), schema, base, key))
        : []),
      ...this.#fields(schema, node, base),
      ...ofParts(allOf),
      anyOf ? any(ofParts(anyOf)) : true,
      oneOf ? exactlyOne(ofParts(oneOf)) : true,
      not ? negated(this.matches(not, node, base)) : true,
    ]);
    this.#depth--;
    return verdict;
  }

  /** `null` is dropped before the server looks, where the field may not hold it. */
  #isThere(node: Node | undefined, schema: TypeSchema, base: TypeSchema, key: string): boolean {
    if (!node || !isNull(node)) return node !== undefined;
    return [schema, base].some((each) => propertyOf(this.#typed, each, key)?.nullable);
  }

  #fields(schema: TypeSchema, node: Node, base: TypeSchema): Verdict[] {
    if (node.type === 'seq') {
      const { items } = schema;
      const ofBase = base.items ?? items;
      return items ? node.items.map((item) => this.matches(items, item, ofBase)) : [];
    }
    if (node.type !== 'map' || !schema.properties) return [];
    return node.entries.map(({ key, value }) => {
      const field = childOf(schema, key.source);
      const ofBase = childOf(base, key.source) ?? field;
      const isDropped = !this.#isThere(value, schema, base, key.source);
      return field && !isDropped ? this.matches(field, value, ofBase) : true;
    });
  }
}

function fitsValue(schema: TypeSchema, node: Node): boolean {
  if (node.type === 'seq') return node.items.length >= (schema.minItems ?? 0);
  if (node.type === 'map') return true;
  const { value } = node;
  if (schema.enum && !schema.enum.some((allowed) => allowed === value)) return false;
  if (typeof value === 'string') return value.length >= (schema.minLength ?? 0);
  if (typeof value !== 'number') return true;
  return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function any(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function exactlyOne(verdicts: readonly Verdict[]): Verdict {
  const fitting = verdicts.filter((verdict) => verdict === true).length;
  if (fitting > 1) return false;
  return verdicts.includes(undefined) ? undefined : fitting === 1;
}

function negated(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}

/** How well a value goes with a schema, for guesses at which field was meant. */
import type { MapNode, Node, ScalarNode, SeqNode } from '../yaml/node.ts';
import { isFilledInLater } from './placeholders.ts';
import type { TypeSchema } from './schema.ts';
import { childOf, isOpen, type TypedSchema } from './typedSchema.ts';
import { fitsType } from './types.ts';

/** `whole`: types, fields and choices are right all through. `likely`: the shape is right, something in it is not. */
export type Fit = 'whole' | 'likely' | 'no';

export function fitOf(typed: TypedSchema, written: TypeSchema, node: Node): Fit {
  return new Fitting(typed).of(written, node, 0);
}

/** Values looked at for one guess, and how deep they may stand. What is beyond is only likely. */
const maxValues = 3000;
const maxDepth = 16;

class Fitting {
  readonly #typed: TypedSchema;
  #left = maxValues;

  constructor(typed: TypedSchema) {
    this.#typed = typed;
  }

  of(written: TypeSchema, node: Node, depth: number): Fit {
    if (this.#left-- <= 0 || depth > maxDepth) return 'likely';
    const schema = this.#typed.resolve(written);
    if (node.type === 'scalar') return this.#ofScalar(schema, node);
    if (!fitsType(schema, node)) return 'no';
    return node.type === 'map'
      ? this.#ofMap(schema, node, depth)
      : this.#ofList(schema, node, depth);
  }

  #ofScalar(schema: TypeSchema, node: ScalarNode): Fit {
    const { value } = node;
    if (value === null || isFilledInLater(this.#typed, value)) return 'whole';
    if (!fitsType(schema, node)) return readsAlike(schema, node) ? 'likely' : 'no';
    const { enum: allowed } = schema;
    return !allowed || allowed.includes(value) ? 'whole' : 'no';
  }

  #ofMap(schema: TypeSchema, { entries, duplicates }: MapNode, depth: number): Fit {
    const required = schema.required ?? [];
    const isWhole =
      duplicates.length === 0 &&
      required.every((name) => entries.some(({ key }) => key.source === name));
    let known = 0;
    let worst: Fit = isWhole ? 'whole' : 'likely';
    for (const { key, value } of entries) {
      const field = childOf(schema, key.source);
      const fit = field ? this.of(field, value, depth + 1) : isOpen(schema) ? 'whole' : 'no';
      if (fit !== 'no') known++;
      if (fit !== 'whole') worst = 'likely';
    }
    return entries.length > 0 && known * 2 < entries.length ? 'no' : worst;
  }

  #ofList({ items }: TypeSchema, list: SeqNode, depth: number): Fit {
    if (!items) return 'whole';
    const fits = list.items.map((item) => this.of(items, item, depth + 1));
    if (fits.every((fit) => fit === 'whole')) return 'whole';
    return fits[0] === 'no' ? 'no' : 'likely';
  }
}

/** A text that would be right without its quotes, or a plain value that would be right with some. */
function readsAlike(schema: TypeSchema, node: ScalarNode): boolean {
  if (node.isPlain) return fitsType(schema, { ...node, value: node.source });
  if (typeof node.value !== 'string') return false;
  const number = Number(node.value);
  const isNumber = node.value.trim() !== '' && Number.isFinite(number);
  const value = isNumber ? number : /^(true|false)$/.test(node.value) ? true : undefined;
  return value !== undefined && fitsType(schema, { ...node, value });
}

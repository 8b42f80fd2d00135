/** Every place of a kind's schema that has fields, and which of them has a field of a name. */
import type { TypeSchema } from './schema.ts';
import type { TypedSchema } from './typedSchema.ts';

/** A mapping of the schema, by the way that leads to it. */
export interface FieldPlace {
  readonly parent: FieldPlace | undefined;
  /** The key under which it stands, `anyKey` where the mapping around it takes any; undefined for the root. */
  readonly step: string | undefined;
  /** It is an item of the list under that key. */
  readonly isItem: boolean;
  readonly schema: TypeSchema;
  readonly depth: number;
}

/** Stands for the keys of a free mapping: no field has this name. */
export const anyKey = '*';

/** Places that are noted for one kind: of larger schemas those nearest to the root. */
const maxPlaces = 6000;
const maxDepth = 12;

const known = new WeakMap<TypedSchema, FieldPlaces>();

/** Those of a kind, worked out once for each form of its schema. */
export function fieldPlacesOf(typed: TypedSchema): FieldPlaces {
  const before = known.get(typed);
  if (before) return before;
  const places = new FieldPlaces(typed);
  known.set(typed, places);
  return places;
}

export class FieldPlaces {
  readonly root: FieldPlace;
  readonly #typed: TypedSchema;
  #byField: ReadonlyMap<string, readonly FieldPlace[]> | undefined;
  readonly #below = new Map<FieldPlace, readonly FieldPlace[]>();
  #count = 0;

  constructor(typed: TypedSchema) {
    this.#typed = typed;
    const schema = typed.resolve(typed.root);
    this.root = { parent: undefined, step: undefined, isItem: false, schema, depth: 0 };
  }

  /** How many places there are: what the first search costs. */
  get count(): number {
    this.#all();
    return this.#count;
  }

  /** The places whose mapping names the field, those near to the root first. */
  withField(name: string): readonly FieldPlace[] {
    return this.#all().get(name) ?? [];
  }

  /** The place behind a key, or that of the items behind it; undefined where no mapping is. */
  child(place: FieldPlace, step: string): FieldPlace | undefined {
    const children = this.#children(place);
    return (
      children.find((child) => child.step === step) ??
      children.find((child) => child.step === anyKey)
    );
  }

  #all(): ReadonlyMap<string, readonly FieldPlace[]> {
    if (this.#byField) return this.#byField;
    const byField = new Map<string, FieldPlace[]>();
    const queue = [this.root];
    for (let index = 0; index < queue.length && queue.length < maxPlaces; index++) {
      const place = queue[index];
      if (!place) break;
      for (const name of Object.keys(place.schema.properties ?? {})) {
        const places = byField.get(name);
        if (places) places.push(place);
        else byField.set(name, [place]);
      }
      for (const child of this.#children(place)) queue.push(child);
    }
    this.#count = queue.length;
    this.#byField = byField;
    return byField;
  }

  #children(place: FieldPlace): readonly FieldPlace[] {
    const known = this.#below.get(place);
    if (known) return known;
    const children: FieldPlace[] = [];
    if (place.depth < maxDepth)
      for (const [step, written] of Object.entries(place.schema.properties ?? {})) {
        const child = this.#childAt(place, step, written);
        if (child) children.push(child);
      }
    const { additionalProperties: free } = place.schema;
    const ofFree = typeof free === 'object' ? this.#childAt(place, anyKey, free) : undefined;
    if (ofFree && place.depth < maxDepth) children.push(ofFree);
    this.#below.set(place, children);
    return children;
  }

  #childAt(parent: FieldPlace, step: string, written: TypeSchema): FieldPlace | undefined {
    let schema = this.#typed.resolve(written);
    const isItem = schema.items !== undefined;
    if (schema.items) schema = this.#typed.resolve(schema.items);
    // Values of another chart, and what the server fills in, are nobody's lost fields.
    const hasFields = schema.properties ?? typeof schema.additionalProperties === 'object';
    if (!hasFields || schema['x-chart'] || schema['x-read-only']) return undefined;
    if (!parent.parent && step === 'status') return undefined;
    for (let above: FieldPlace | undefined = parent; above; above = above.parent)
      if (schema.properties && above.schema.properties === schema.properties) return undefined;
    return { parent, step, isItem, schema, depth: parent.depth + 1 };
  }
}

/** The names of a mapping's fields, listed once for each schema: of a schema with thousands that takes its time. */
import type { TypeSchema } from '../schema/schema.ts';

export class FieldNames {
  readonly #known = new Map<object, readonly string[]>();

  of({ properties = noProperties }: TypeSchema): readonly string[] {
    const known = this.#known.get(properties);
    if (known) return known;
    const names = Object.keys(properties);
    this.#known.set(properties, names);
    return names;
  }
}

const noProperties = {};

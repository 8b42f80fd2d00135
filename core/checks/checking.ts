/** What the checks of one object, or of the values of one chart, know together. */
import { fieldPlacesOf, type FieldPlaces } from '../schema/fieldPlaces.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { Node, ScalarNode } from '../yaml/node.ts';
import { FieldNames } from './fieldNames.ts';

export class Checking {
  readonly typed: TypedSchema;
  readonly text: string;
  readonly names = new FieldNames();
  #isSearched = false;
  readonly #filled = new Set<number>();
  /** By mapping: fields that stand elsewhere but belong to it. There they are not missing. */
  readonly #misplaced = new Map<Node, Set<string>>();

  constructor(typed: TypedSchema, text: string) {
    this.typed = typed;
    this.text = text;
  }

  /** Where the kind has which fields. */
  get places(): FieldPlaces {
    return fieldPlacesOf(this.typed);
  }

  /** Steps of the first search through the kind's fields; later ones are looked up. */
  searchCost(): number {
    if (this.#isSearched) return 0;
    this.#isSearched = true;
    return this.places.count;
  }

  noteMisplaced(field: string, home: Node): void {
    const fields = this.#misplaced.get(home);
    if (fields) fields.add(field);
    else this.#misplaced.set(home, new Set([field]));
  }

  /** Notes a key behind which nothing stands, as what belongs there stands elsewhere. */
  noteFilled({ source, span }: ScalarNode, owner: Node): void {
    this.noteMisplaced(source, owner);
    this.#filled.add(span[0]);
  }

  /** Whether what belongs behind the key that begins at an offset stands elsewhere. */
  isFilled(offset: number): boolean {
    return this.#filled.has(offset);
  }

  /** The fields that belong to a mapping and stand elsewhere, or have another name. */
  readonly misplacedOf = (node: Node): ReadonlySet<string> | undefined => this.#misplaced.get(node);
}

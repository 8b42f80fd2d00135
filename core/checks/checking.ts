/** What the checks of one object, or of the values of one chart, know together. */
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { Node } from '../yaml/node.ts';
import { FieldNames } from './fieldNames.ts';

export class Checking {
  readonly typed: TypedSchema;
  readonly text: string;
  readonly names = new FieldNames();
  /** By mapping: fields that stand elsewhere but belong to it. There they are not missing. */
  readonly #misplaced = new Map<Node, Set<string>>();

  constructor(typed: TypedSchema, text: string) {
    this.typed = typed;
    this.text = text;
  }

  noteMisplaced(field: string, home: Node): void {
    const fields = this.#misplaced.get(home);
    if (fields) fields.add(field);
    else this.#misplaced.set(home, new Set([field]));
  }

  /** The fields that belong to a mapping and stand elsewhere, or have another name. */
  readonly misplacedOf = (node: Node): ReadonlySet<string> | undefined => this.#misplaced.get(node);
}

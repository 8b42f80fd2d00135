/** Fields that stand in the column of a dash, and so behind the list instead of in its last item. */
import { fitOf } from '../schema/fitting.ts';
import type { FieldPlace } from '../schema/fieldPlaces.ts';
import { fieldOf } from '../schema/typedSchema.ts';
import type { Visit } from '../walk/visit.ts';
import { entry as entryOf, type Entry, type MapNode } from '../yaml/node.ts';
import { columnOf, type Edit } from '../findings/edits.ts';
import { linesWith } from '../findings/move.ts';
import type { Checking } from './checking.ts';
import { mappingsAround } from './homes.ts';

/** The item that a field belongs to. */
export interface ItemAbove {
  readonly item: MapNode;
  readonly list: string;
  readonly place: FieldPlace;
  /** By which the field is to be indented. */
  readonly columns: number;
  /** Fields that were found to belong to the item. */
  readonly found: Set<string>;
  /** The item of an outer list that the list itself belongs to. */
  readonly outer: ItemAbove | undefined;
}

/** Looks at the fields of one mapping, in the order of the text. */
export class DashColumn {
  readonly #checking: Checking;
  readonly #visit: Visit;
  readonly #own: FieldPlace | undefined;
  readonly #items = new Map<Entry, ItemAbove>();

  constructor(checking: Checking, visit: Visit) {
    this.#checking = checking;
    this.#visit = visit;
    this.#own = mappingsAround(checking.places, visit)[0]?.place;
  }

  /** The item that a field without a place here belongs to. */
  itemAbove(entry: Entry): ItemAbove | undefined {
    const { node } = this.#visit;
    if (node.type !== 'map') return undefined;
    const before = node.entries[node.entries.indexOf(entry) - 1];
    if (!before) return undefined;
    const lastItem = this.#lastItem(before, entry);
    let above = lastItem && this.#takes(lastItem, entry) ? lastItem : this.#items.get(before);
    while (above && !this.#takes(above, entry)) above = above.outer;
    if (!above) return undefined;
    above.found.add(entry.key.source);
    this.#items.set(entry, above);
    return above;
  }

  #lastItem(before: Entry, entry: Entry): ItemAbove | undefined {
    const { text, places } = this.#checking;
    const { value: list, key } = before;
    const column = columnOf(text, entry.key.span[0]);
    if (list.type !== 'seq' || text[list.span[0]] !== '-') return undefined;
    if (columnOf(text, list.span[0]) !== column) return undefined;
    const outer = this.#items.get(before);
    const around = outer?.place ?? this.#own;
    const place = around && places.child(around, key.source);
    const item = list.items.at(-1);
    const first = item?.type === 'map' ? item.entries[0] : undefined;
    if (!place?.isItem || item?.type !== 'map' || !first || text[item.span[0]] === '{')
      return undefined;
    const columns = columnOf(text, first.key.span[0]) - column + (outer?.columns ?? 0);
    return { item, list: key.source, place, columns, found: new Set(), outer };
  }

  #takes({ item, place, found }: ItemAbove, { key, value }: Entry): boolean {
    const field = fieldOf(place.schema, key.source);
    if (!field || found.has(key.source) || entryOf(item, key.source)) return false;
    return fitOf(this.#checking.typed, field, value) !== 'no';
  }
}

/** Every line of the fields further to the right. */
export function indentEdits(
  text: string,
  fields: readonly { readonly entry: Entry; readonly columns: number }[],
): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const { entry, columns } of fields) {
    const lines = linesWith(text, entry);
    if (!lines || columns <= 0) return undefined;
    for (const start of lines) edits.push([[start, start], ' '.repeat(columns)]);
  }
  return edits.length <= maxEdits ? edits : undefined;
}

const maxEdits = 1000;

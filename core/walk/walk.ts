/**
 * The walk over a document together with its schema. Parents come before children, in the order of the text. Aliases make
 * documents graphs, and schemas refer to each other in circles: a mapping or a list is visited once per schema. What is
 * still to come stands in a list, not on the call stack.
 */
import { decodedItems } from '../schema/decoded.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { childFor, isOpen, schemaFor, type TypedSchema } from '../schema/typedSchema.ts';
import { fitsType, hasOneOf } from '../schema/types.ts';
import { traitsOf } from '../schema/traits.ts';
import type { MapNode, Node, SeqNode } from '../yaml/node.ts';
import { inside, outermost } from './surroundings.ts';
import { Visit, type Place, type WalkContext } from './visit.ts';

/** Gives the root and everything below it, but for the values of fields that the schema does not know. */
export function walk(ctx: WalkContext): Iterable<Visit> {
  const root: Place = { node: ctx.root, parent: undefined, step: undefined, entry: undefined };
  return ctx.schema
    ? new Walk(ctx, ctx.schema, root)
    : [new Visit(ctx, root, undefined, undefined, outermost(ctx))];
}

/** Schemas within schemas of one value, and values within values of narrowing ones. */
const maxDepth = 200;

/** What no schema describes is still walked for what no server reads: a key given twice. */
export const anything: TypeSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** A value that is still to be visited. */
interface Stop extends Place {
  /** As it is written: it may be a reference. */
  readonly written: TypeSchema;
  readonly depth: number;
  readonly isNarrowing: boolean;
}

class Walk {
  readonly #ctx: WalkContext;
  readonly #typed: TypedSchema;
  /** Most values have one schema: a set is made for those that have more. */
  readonly #seen = new Map<Node, TypeSchema | Set<TypeSchema>>();
  /** Whether one value may be reached a second time: by an alias, or by a further schema. Most documents have neither. */
  #mayMeetAgain: boolean;
  /** The next one last. */
  readonly #stops: Stop[];

  constructor(ctx: WalkContext, typed: TypedSchema, root: Place) {
    this.#ctx = ctx;
    this.#typed = typed;
    this.#mayMeetAgain = ctx.text.includes('*');
    this.#stops = [{ ...root, written: typed.root, depth: 0, isNarrowing: false }];
  }

  *[Symbol.iterator](): Generator<Visit> {
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      if (this.#wasHere(stop)) continue;
      const resolved = this.#typed.resolve(stop.written);
      const ofResolved = traitsOf(resolved);
      const { isEmbedded } = ofResolved;
      const schema = isEmbedded ? schemaFor(this.#typed, resolved, stop.node) : resolved;
      const traits = isEmbedded ? traitsOf(schema) : ofResolved;
      const visit = new Visit(this.#ctx, stop, schema, traits, inside(stop, traits, this.#ctx));
      yield visit;
      if (traits.hasParts) this.#noteParts(visit, schema, stop);
      if (visit.isNarrowing ? stop.depth < maxDepth : hasOneOf(traits.types, stop.node))
        this.#noteChildren(visit, schema, stop.depth + 1);
    }
  }

  /** Notes the further schemas of the same value. */
  #noteParts(visit: Visit, schema: TypeSchema, stop: Stop): void {
    const { allOf, anyOf, oneOf } = schema;
    const depth = stop.depth + 1;
    if (depth > maxDepth) return;
    const { node, parent, step, entry } = visit;
    if (!this.#mayMeetAgain) {
      this.#mayMeetAgain = true;
      this.#wasHere(stop);
    }
    const choices = anyOf ?? oneOf ?? [];
    const fitting = choices.filter((part) => fitsType(this.#typed.resolve(part), node));
    const parts = [...(fitting.length === 1 ? fitting : []), ...(allOf ?? []).toReversed()];
    for (const written of parts)
      this.#stops.push({ node, parent, step, entry, written, depth, isNarrowing: true });
  }

  #noteChildren(visit: Visit, schema: TypeSchema, depth: number): void {
    const { node } = visit;
    if (node.type === 'map') this.#noteFields(visit, node, schema, depth);
    else if (node.type === 'seq') this.#noteItems(visit, node, schema, depth);
  }

  #noteFields(parent: Visit, map: MapNode, schema: TypeSchema, depth: number): void {
    const { isNarrowing } = parent;
    // Of a key that is given twice Helm takes the last, and what stands below the first is written there by somebody, too.
    const isTwice = this.#ctx.isValues === true && map.duplicates.length > 0;
    const entries = isTwice ? [...map.entries, ...map.duplicates] : map.entries;
    const { patternBudget } = this.#ctx;
    const ofOthers = !isNarrowing && takesUnknown(parent, schema) ? anything : undefined;
    for (let index = entries.length - 1; index >= 0; index--) {
      const entry = entries[index];
      if (!entry) continue;
      const step = entry.key.source;
      const written = childFor(this.#typed, schema, step, patternBudget) ?? ofOthers;
      if (written)
        this.#stops.push({ node: entry.value, parent, step, entry, written, depth, isNarrowing });
    }
  }

  #noteItems(parent: Visit, list: SeqNode, { items }: TypeSchema, depth: number): void {
    const { isNarrowing } = parent;
    if (!items && isNarrowing) return;
    const written = items ?? anything;
    const nodes = items ? decodedItems(list, this.#typed.resolve(items)) : list.items;
    for (let step = nodes.length - 1; step >= 0; step--) {
      const node = nodes[step];
      if (!node) continue;
      this.#stops.push({ node, parent, step, entry: undefined, written, depth, isNarrowing });
    }
  }

  /** A scalar stands at the end: only a schema that leads back to itself could visit it for ever. */
  #wasHere({ node, written, isNarrowing }: Stop): boolean {
    if ((node.type === 'scalar' || !this.#mayMeetAgain) && !isNarrowing) return false;
    const seen = this.#seen.get(node);
    if (seen === written) return true;
    if (!seen) this.#seen.set(node, written);
    else if (!(seen instanceof Set)) this.#seen.set(node, new Set([seen, written]));
    else if (seen.has(written)) return true;
    else seen.add(written);
    return false;
  }
}

/** Whether a mapping may hold fields that its schema does not name. Those that are passed on unread are only known to us. */
export function takesUnknown({ enforcedBy, ctx }: Visit, schema: TypeSchema): boolean {
  // A chart hands such a mapping on to a program that knows more keys than its chart.
  if (ctx.isValues) return isOpen(schema);
  const isDescribed = schema.properties !== undefined && !schema.additionalProperties;
  return isOpen(schema) && !(enforcedBy === 'nobody' && isDescribed);
}

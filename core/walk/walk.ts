/** Walks a document together with its schema. Aliases make documents graphs: a value is visited once per schema. */
import type { Node, Path, Span } from '../yaml/node.ts';
import { decodedItems } from '../schema/decoded.ts';
import type { Schema } from '../schema/schema.ts';
import { Judge } from '../schema/matches.ts';
import { childOf, schemaFor, type SchemaView } from '../schema/schemaView.ts';
import type { RuleContext, Visit } from '../rules/rule.ts';

/** Values within values, and schemas within schemas of one value. */
const MAX_DEPTH = 200;

/** Gives the root and everything below that the schema describes, parents first. */
export function walk(ctx: RuleContext): Iterable<Visit> {
  return ctx.schema ? new Walk(ctx, ctx.schema) : [{ ctx, node: ctx.root, path: [] }];
}

/** A value that is still to be visited. */
interface Stop {
  readonly node: Node;
  readonly written: Schema;
  readonly depth: number;
  readonly path: Path;
  readonly keySpan?: Span;
  readonly parent?: Visit;
}

/** What is still to be visited stands in a list, not on the call stack. */
class Walk {
  readonly #ctx: RuleContext;
  readonly #view: SchemaView;
  readonly #seen = new Map<Node, Set<Schema>>();
  readonly #judge: Judge;
  /** The next one last. */
  readonly #stops: Stop[];

  constructor(ctx: RuleContext, view: SchemaView) {
    this.#ctx = ctx;
    this.#view = view;
    this.#judge = new Judge(view);
    this.#stops = [{ node: ctx.root, written: view.root, path: [], depth: 0 }];
  }

  *[Symbol.iterator](): Generator<Visit> {
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      if (stop.depth > MAX_DEPTH || this.#wasHere(stop.node, stop.written)) continue;
      const visit = this.#visitOf(stop);
      yield visit;
      this.#below(visit, stop.depth + 1);
    }
  }

  #visitOf({ written, depth: _, ...place }: Stop): Visit {
    const schema = schemaFor(this.#view, this.#view.resolve(written), place.node);
    const type = schema.provenance?.type;
    return {
      ctx: this.#ctx,
      schema,
      judge: this.#judge,
      ...(type && { type }),
      ...place,
      isOpaque:
        place.parent?.isOpaque === true || schema['x-kubernetes-preserve-unknown-fields'] === true,
      isBuiltIn: schema.provenance?.isKubernetes ?? place.parent?.isBuiltIn ?? false,
    };
  }

  /** Notes what is to come, the last first. */
  #below(visit: Visit, depth: number): void {
    const { node, path, schema = {} } = visit;
    const choices = schema.anyOf ?? schema.oneOf ?? [];
    const fitting = choices.filter((part) => fits(this.#view.resolve(part), node));
    if (fitting.length === 1 && fitting[0]) this.#notePart(visit, fitting[0], depth);
    for (const part of schema.allOf?.toReversed() ?? []) this.#notePart(visit, part, depth);
    if (node.type === 'map') {
      for (const { key, value } of node.entries.toReversed()) {
        const written = childOf(schema, key.source);
        if (!written) continue;
        const below = { path: [...path, key.source], keySpan: key.span, parent: visit };
        this.#stops.push({ node: value, written, depth, ...below });
      }
    } else if (node.type === 'seq' && schema.items) {
      const items = decodedItems(node, this.#view.resolve(schema.items));
      for (let index = items.length - 1; index >= 0; index--) {
        const item = items[index];
        if (!item) continue;
        this.#stops.push({
          node: item,
          written: schema.items,
          depth,
          path: [...path, index],
          parent: visit,
        });
      }
    }
  }

  /** A further schema of the same value. */
  #notePart({ path, keySpan, parent, node }: Visit, written: Schema, depth: number): void {
    this.#stops.push({
      node,
      written,
      depth,
      path,
      ...(keySpan && { keySpan }),
      ...(parent && { parent }),
    });
  }

  #wasHere(node: Node, schema: Schema): boolean {
    const schemas = this.#seen.get(node);
    if (!schemas) {
      this.#seen.set(node, new Set([schema]));
      return false;
    }
    if (schemas.has(schema)) return true;
    schemas.add(schema);
    return false;
  }
}

function fits(schema: Schema, node: Node): boolean {
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return true;
  if (node.type === 'map') return types.includes('object');
  if (node.type === 'seq') return types.includes('array');
  if (typeof node.value === 'number') return types.includes('number') || types.includes('integer');
  return types.includes(typeof node.value as 'string' | 'boolean');
}

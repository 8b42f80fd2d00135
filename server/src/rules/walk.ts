/** Walks a document together with its schema. Aliases make documents graphs: a value is visited once per schema. */
import type { Node, Path, Span } from '../documents/node.ts';
import { decodedItems } from '../schema/decoded.ts';
import type { Schema } from '../schema/schema.ts';
import { Judge } from '../schema/matches.ts';
import { childOf, schemaFor, typeKey, type SchemaView } from '../schema/schemaView.ts';
import type { RuleContext, Visit } from './rule.ts';

/** Values visited at most; a document with more is read as far as that. */
export const MAX_VISITS = 200_000;
/** Values within values, and schemas within schemas of one value. */
const MAX_DEPTH = 200;

/** Calls `visit` for the root and for everything below that the schema describes, parents first. */
export function walk(ctx: RuleContext, visit: (visit: Visit) => void): void {
  if (!ctx.schema) {
    visit({ ctx, node: ctx.root, path: [] });
    return;
  }
  new Walker(ctx, ctx.schema, visit).enter(ctx.root, ctx.schema.root, { path: [] });
}

interface Place {
  readonly path: Path;
  readonly keySpan?: Span;
  readonly parent?: Visit;
}

class Walker {
  readonly #ctx: RuleContext;
  readonly #view: SchemaView;
  readonly #visit: (visit: Visit) => void;
  readonly #seen = new Map<Node, Set<Schema>>();
  readonly #judge: Judge;
  #left = MAX_VISITS;
  #depth = 0;

  constructor(ctx: RuleContext, view: SchemaView, visit: (visit: Visit) => void) {
    this.#ctx = ctx;
    this.#view = view;
    this.#visit = visit;
    this.#judge = new Judge(view);
  }

  enter(node: Node, written: Schema, place: Place): void {
    if (this.#left-- <= 0 || this.#depth > MAX_DEPTH || this.#wasHere(node, written)) return;
    this.#depth++;
    const schema = schemaFor(this.#view, this.#view.resolve(written), node);
    const type = typeKey(schema);
    const definition = schema['x-definition'];
    const visit: Visit = {
      ctx: this.#ctx,
      node,
      schema,
      judge: this.#judge,
      ...(type && { type }),
      ...place,
      isOpaque:
        place.parent?.isOpaque === true || schema['x-kubernetes-preserve-unknown-fields'] === true,
      isBuiltIn: definition?.startsWith('io.k8s.') ?? place.parent?.isBuiltIn ?? false,
    };
    this.#visit(visit);
    this.#below(visit, schema);
    this.#depth--;
  }

  #below(visit: Visit, schema: Schema): void {
    const { node, path } = visit;
    if (node.type === 'map') {
      for (const { key, value } of node.entries) {
        const child = childOf(schema, key.source);
        if (!child) continue;
        this.enter(value, child, { path: [...path, key.source], keySpan: key.span, parent: visit });
      }
    } else if (node.type === 'seq' && schema.items) {
      const items = decodedItems(node, this.#view.resolve(schema.items));
      for (const [index, item] of items.entries()) {
        this.enter(item, schema.items, { path: [...path, index], parent: visit });
      }
    }
    for (const part of schema.allOf ?? []) this.#part(visit, part);
    const choices = schema.anyOf ?? schema.oneOf ?? [];
    this.#left -= choices.length;
    const fitting = choices.filter((part) => fits(this.#view.resolve(part), node));
    if (fitting.length === 1 && fitting[0]) this.#part(visit, fitting[0]);
  }

  /** A further schema of the same value. */
  #part(visit: Visit, part: Schema): void {
    const { path, keySpan, parent, node } = visit;
    this.enter(node, part, { path, ...(keySpan && { keySpan }), ...(parent && { parent }) });
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

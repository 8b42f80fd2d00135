/**
 * Aliases and merge keys of YAML, expanded as kubectl and the API server expand them (go-yaml v2). A merge key counts where
 * it stands: it replaces the keys before it and is replaced by those behind it.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, Scalar } from 'yaml';
import type { Alias, Document, Node, ScalarTag } from 'yaml';
import { mostCharacters } from '../../core/yaml/nodeValue.ts';

export interface ExpansionProblem {
  readonly what: 'unknown anchor' | 'circular' | 'too large' | 'wrong merge' | 'unreadable';
  /** In the text that was parsed. */
  readonly offset: number;
}

export type Expanded = { readonly value: unknown } | { readonly problem: ExpansionProblem };

/** The value of a document without errors. Its size is counted before anything is expanded. */
export function expandYaml(
  document: Document.Parsed,
  reviver?: (key: unknown, value: unknown) => unknown,
): Expanded {
  const count = new Count();
  const size = count.of(document.contents);
  if (count.problem) return { problem: count.problem };
  // Without an alias nothing is larger than its text.
  if (size > mostCharacters && count.firstAlias !== undefined)
    return { problem: { what: 'too large', offset: count.firstAlias } };
  try {
    return { value: document.toJS({ maxAliasCount: -1, ...(reviver && { reviver }) }) };
  } catch {
    return { problem: { what: 'unreadable', offset: count.firstAlias ?? 0 } };
  }
}

/** What `yaml` calls its own, which lets a key that is there already win over a merged one. */
const mergeName = 'tag:yaml.org,2002:merge';

/** The merge key for `customTags`, to stand before the tags of the library. */
export const mergeTag: ScalarTag = {
  identify: () => false,
  default: 'key',
  tag: mergeName,
  test: /^<<$/,
  resolve: () => Object.assign(new Scalar(Symbol('<<')), { addToJSMap: mergeInto }),
};

export function isMergeTag(tag: unknown): boolean {
  return typeof tag === 'object' && tag !== null && 'tag' in tag && tag.tag === mergeName;
}

type MergeInto = NonNullable<Node['addToJSMap']>;

const mergeInto: MergeInto = (ctx, map, value) => {
  const target = resolved(value);
  // Of several the first one wins.
  const sources = isSeq(target) ? target.items.toReversed() : [target];
  for (const source of sources.map(resolved)) {
    if (!isMap(source)) continue;
    const merged = source.toJSON(null, ctx, Map) as Map<unknown, unknown>;
    for (const [key, item] of merged) {
      if (map instanceof Map) map.set(key, item);
      else if (!(map instanceof Set))
        Object.defineProperty(map, String(key), {
          ...{ value: item, writable: true, enumerable: true, configurable: true },
        });
    }
  }
};

/** What an alias stands for, once `Count` has bound it. */
function resolved(node: unknown): unknown {
  return isAlias(node) ? targets.get(node) : node;
}

const targets = new WeakMap<Alias, Node>();

/** Walks a document in its order once: binds each alias to its anchor and counts the characters of all, expanded. */
class Count {
  problem: ExpansionProblem | undefined;
  firstAlias: number | undefined;
  readonly #anchors = new Map<string, Node>();
  readonly #sizes = new Map<Node, number>();

  of(node: unknown): number {
    if (isAlias(node)) return this.#ofAlias(node);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return 1;
    if (node.anchor) this.#anchors.set(node.anchor, node);
    const size = isScalar(node) ? lengthOf(node) : this.#ofItems(node.items);
    if (node.anchor) this.#sizes.set(node, size);
    return size;
  }

  #ofItems(items: readonly unknown[]): number {
    let size = 2;
    for (const item of items) {
      if (!isPair(item)) {
        size += this.of(item) + 1;
        continue;
      }
      size += this.of(item.key) + this.of(item.value) + 2;
      if (isScalar(item.key) && typeof item.key.value === 'symbol') this.#checkMerge(item.value);
    }
    return size;
  }

  #ofAlias(alias: Alias): number {
    const offset = alias.range?.[0] ?? 0;
    this.firstAlias ??= offset;
    const target = this.#anchors.get(alias.source);
    const size = target && this.#sizes.get(target);
    if (!target) this.problem ??= { what: 'unknown anchor', offset };
    else if (size === undefined) this.problem ??= { what: 'circular', offset };
    if (!target || size === undefined) return 1;
    targets.set(alias, target);
    // The library looks through the whole document for each alias.
    alias.resolve = () => target as ReturnType<Alias['resolve']>;
    return size;
  }

  #checkMerge(value: unknown): void {
    const target = resolved(value);
    const sources = isSeq(target) ? target.items.map(resolved) : [target];
    if (this.problem || sources.every(isMap)) return;
    const range = isScalar(value) || isSeq(value) || isAlias(value) ? value.range : undefined;
    this.problem = { what: 'wrong merge', offset: range?.[0] ?? 0 };
  }
}

function lengthOf(scalar: Scalar): number {
  return (scalar.source ?? String(scalar.value)).length + 2;
}

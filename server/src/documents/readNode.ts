/**
 * Turns the parser's syntax tree into what an API server decodes: aliases followed, merge keys applied, YAML 1.1 types.
 * Never throws: what cannot be read becomes null or is left out, the parser has reported it.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import type { Entry, Node, ScalarNode, Span } from './node.ts';
import { resolvePlain } from './scalar.ts';

/**
 * The document's value; undefined for an empty document. Aliases to unknown anchors, or to what they stand in, read as
 * null and are told to `onLostAlias`.
 */
export function readNode(
  document: Document,
  onLostAlias: (span: Span) => void = () => undefined,
): Node | undefined {
  const contents = document.contents as ParsedNode | null;
  if (!contents) return undefined;
  return new Reader(onLostAlias).read(contents);
}

class Reader {
  /** By source node, so that an alias yields the node that it names and not a copy. */
  readonly #done = new Map<unknown, Node>();
  readonly #anchors = new Map<string, ParsedNode>();
  /** Nodes being read: an alias to one of them is a cycle. */
  readonly #open = new Set<unknown>();
  readonly #onLostAlias: (span: Span) => void;

  constructor(onLostAlias: (span: Span) => void) {
    this.#onLostAlias = onLostAlias;
  }

  read(source: ParsedNode): Node {
    const known = this.#done.get(source);
    if (known) return known;
    if (isAlias(source)) return this.#alias(source);
    // An anchor holds from here on: a later one of the same name replaces it.
    if (source.anchor) this.#anchors.set(source.anchor, source);
    this.#open.add(source);
    const node = this.#convert(source);
    this.#open.delete(source);
    this.#done.set(source, node);
    return node;
  }

  #convert(source: ParsedNode): Node {
    const span = spanOf(source);
    if (isSeq(source)) {
      return { type: 'seq', items: source.items.map((item) => this.read(item)), span };
    }
    if (isMap(source)) return this.#map(source, span);
    return isScalar(source) ? scalar(source, span) : nothing(span);
  }

  #alias(alias: Alias.Parsed): Node {
    const target = this.#anchors.get(alias.source);
    if (!target || this.#open.has(target)) {
      this.#onLostAlias(spanOf(alias));
      return nothing(spanOf(alias));
    }
    return this.read(target);
  }

  #map(source: YAMLMap, span: Span): Node {
    const entries: Entry[] = [];
    const duplicates: Entry[] = [];
    const merged: Node[] = [];
    const seen = new Set<string>();
    for (const pair of source.items) {
      const key = this.#key(pair.key as ParsedNode | null);
      if (!key) continue;
      const value = pair.value
        ? this.read(pair.value as ParsedNode)
        : nothing([key.span[1], key.span[1]]);
      if (key.source === '<<' && key.isPlain) {
        for (const mapping of value.type === 'seq' ? value.items : [value]) merged.push(mapping);
      } else if (seen.has(key.source)) {
        duplicates.push({ key, value });
      } else {
        seen.add(key.source);
        entries.push({ key, value });
      }
    }
    for (const mapping of merged) {
      if (mapping.type !== 'map') continue;
      for (const entry of mapping.entries) {
        if (seen.has(entry.key.source)) continue;
        seen.add(entry.key.source);
        entries.push(entry);
      }
    }
    return { type: 'map', entries, duplicates, span };
  }

  #key(source: ParsedNode | null): ScalarNode | undefined {
    const key = source ? this.read(source) : undefined;
    return key?.type === 'scalar' ? key : undefined;
  }
}

function scalar(source: ParsedNode, span: Span): ScalarNode {
  const {
    type,
    tag,
    source: text = '',
  } = source as { type?: string; tag?: string; source?: string };
  const isPlain = type === 'PLAIN' || type === undefined;
  const explicit = /^(?:!!|tag:yaml\.org,2002:)(str|int|float|bool|null)$/.exec(tag ?? '')?.[1];
  // A tag makes a number of a quoted text, too.
  const isText = explicit === undefined ? !isPlain : explicit === 'str';
  return { type: 'scalar', value: isText ? text : resolvePlain(text), source: text, isPlain, span };
}

function nothing(span: Span): ScalarNode {
  return { type: 'scalar', value: null, source: '', isPlain: true, span };
}

function spanOf(source: { range?: readonly number[] | null }): Span {
  const [start = 0, end = start] = source.range ?? [];
  return [start, end];
}

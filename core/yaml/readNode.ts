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
import { tooManyMerged } from './yamlErrorText.ts';
import type { Entry, Node, ScalarNode, Span } from './node.ts';
import { resolvePlain } from './scalar.ts';

/** What the parser does not find: an alias of nothing, or of what it stands in; merge keys that make too much of a text. */
export type ReadProblem = 'lost alias' | typeof tooManyMerged;

/** Fields looked at for merge keys in one document: a chain of merged mappings grows with the square of its text. */
const maxMerged = 50_000;
/** From as many entries on a mapping is looked up by key. */
const manyEntries = 16;

/**
 * The document's value; undefined for an empty document. A lost alias reads as null; mappings that merge too much are
 * left out.
 */
export function readNode(
  document: Document,
  onProblem: (problem: ReadProblem, span: Span) => void = () => undefined,
): Node | undefined {
  const contents = document.contents as ParsedNode | null;
  if (!contents) return undefined;
  return new Reader(onProblem).read(contents);
}

class Reader {
  /** By source node, so that an alias yields the node that it names and not a copy. */
  readonly #done = new Map<unknown, Node>();
  readonly #anchors = new Map<string, ParsedNode>();
  /** Nodes being read: an alias to one of them is a cycle. */
  readonly #open = new Set<unknown>();
  readonly #onProblem: (problem: ReadProblem, span: Span) => void;
  #mergesLeft = maxMerged;

  constructor(onProblem: (problem: ReadProblem, span: Span) => void) {
    this.#onProblem = onProblem;
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
      this.#onProblem('lost alias', spanOf(alias));
      return nothing(spanOf(alias));
    }
    return this.read(target);
  }

  #map(source: YAMLMap, span: Span): Node {
    const byKey = new Map<string, Entry>();
    const duplicates: Entry[] = [];
    const merges: Entry[] = [];
    for (const pair of source.items) {
      const key = this.#key(pair.key as ParsedNode | null);
      if (!key) continue;
      const value = pair.value
        ? this.read(pair.value as ParsedNode)
        : nothing([key.span[1], key.span[1]]);
      const entry = { key, value };
      if (key.source === '<<' && key.isPlain) merges.push(entry);
      else if (byKey.has(key.source)) duplicates.push(entry);
      else byKey.set(key.source, entry);
    }
    for (const merge of merges) this.#merge(merge, byKey);
    const entries = [...byKey.values()];
    return {
      type: 'map',
      entries,
      duplicates,
      ...(entries.length >= manyEntries && { byKey }),
      span,
    };
  }

  /** Adds what the mappings behind a merge key have and the mapping itself has not. */
  #merge({ key, value }: Entry, byKey: Map<string, Entry>): void {
    for (const mapping of new Set(value.type === 'seq' ? value.items : [value])) {
      if (mapping.type !== 'map' || this.#mergesLeft < 0) continue;
      this.#mergesLeft -= mapping.entries.length;
      if (this.#mergesLeft < 0) {
        this.#onProblem(tooManyMerged, key.span);
        return;
      }
      for (const entry of mapping.entries) {
        if (!byKey.has(entry.key.source)) byKey.set(entry.key.source, entry);
      }
    }
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

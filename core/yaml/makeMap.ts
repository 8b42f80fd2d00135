/** Mappings as the API server has them: names of keys as text, each once, merge keys applied. */
import { keyName } from './keyName.ts';
import { MergeBudget, mergeInto } from './mergeKeys.ts';
import { mapNode, seqNode } from './node.ts';
import type { Entry, MapNode, Node, ScalarNode, SeqNode, Span } from './node.ts';
import type { TextCursor } from './textCursor.ts';

export interface Pair {
  readonly key: Node;
  value: Node;
}

/** From as many entries on a mapping is looked up by key. */
const manyEntries = 16;

export class MapMaker {
  hasMergeKeys = false;
  readonly #cursor: TextCursor;
  readonly #budget = new MergeBudget();

  constructor(cursor: TextCursor) {
    this.#cursor = cursor;
  }

  /** `before` holds the entries of a mapping that the pairs seem to belong to. */
  make(pairs: readonly Pair[], span: Span, before: readonly Entry[] = []): MapNode {
    return this.#makeSmall(pairs, span, before) ?? this.#makeAny(pairs, span, before);
  }

  /** Most mappings have few keys, all of them different texts: nothing has to be looked up for them. */
  #makeSmall(pairs: readonly Pair[], span: Span, before: readonly Entry[]): MapNode | undefined {
    if (pairs.length >= manyEntries || before.length > 0) return undefined;
    const entries: Entry[] = [];
    for (const { key, value } of pairs) {
      if (!isText(key)) return undefined;
      for (const other of entries) if (other.key.source === key.source) return undefined;
      entries.push({ key, value });
    }
    return mapNode({ entries, duplicates: [], span });
  }

  #makeAny(pairs: readonly Pair[], span: Span, before: readonly Entry[]): MapNode {
    const byName = new Map<string, Entry>(before.map((entry) => [entry.key.source, entry]));
    const duplicates: Entry[] = [];
    const merged = new Set<string>();
    for (const { key, value } of pairs) {
      if (isMergeKey(key)) {
        this.#merge(byName, merged, { key, value });
        duplicates.push(...doubledWithin(key, value));
        continue;
      }
      const named = this.#named(key);
      if (!named) continue;
      const entry = { key: named, value };
      const name = named.source;
      if (byName.has(name) && !merged.delete(name)) duplicates.push(entry);
      else byName.set(name, entry);
    }
    const entries = [...byName.values()];
    const isLarge = entries.length >= manyEntries;
    return mapNode({ entries, duplicates, byKey: isLarge ? byName : undefined, span });
  }

  #merge(byName: Map<string, Entry>, merged: Set<string>, { key, value }: Entry): void {
    this.hasMergeKeys = true;
    const problem = mergeInto(byName, merged, value, this.#budget);
    if (!problem) return;
    const [start, end] = problem === 'merge' ? value.span : key.span;
    this.#cursor.noteLocal(problem, start, end);
  }

  /** A key under the name that it is stored under; undefined for what cannot be one. */
  #named(key: Node): ScalarNode | undefined {
    const [start, end] = key.span;
    if (key.type !== 'scalar') {
      this.#cursor.noteLocal('collection as key', start, end);
      return undefined;
    }
    if (typeof key.value === 'string')
      return key.value === key.source ? key : { ...key, source: key.value };
    const name = keyName(key);
    if (name === undefined) this.#cursor.noteLocal('null key', start, Math.max(end, start + 1));
    else if (name !== key.source) {
      // A letter alone is hardly ever meant as yes or no, and hardly ever read as such.
      const weight = key.source.length === 1 ? 'information' : 'warning';
      this.#cursor.noteAccepted('key of another type', start, end, weight);
    }
    return name === undefined ? undefined : { ...key, source: name };
  }
}

/** Keys that stand twice in what is merged where it is written: an anchor's are told at the anchor. */
function doubledWithin(key: Node, value: Node): Entry[] {
  const sources = value.type === 'seq' ? value.items : [value];
  return sources.flatMap((source) =>
    source.type === 'map' && source.span[0] > key.span[0] ? source.duplicates : [],
  );
}

/** A key that is the text that it is written as, and no merge key. */
function isText(key: Node): key is ScalarNode {
  return key.type === 'scalar' && key.value === key.source && !isMergeKey(key);
}

function isMergeKey(key: Node): key is ScalarNode {
  return key.type === 'scalar' && key.isPlain && key.source === '<<';
}

/** Gives a key the items of a list that stands at a wrong column. */
export function addItems(pair: Pair | undefined, list: SeqNode): void {
  if (!pair) return;
  const { value } = pair;
  if (value.type === 'seq') {
    const items = [...value.items, ...list.items];
    pair.value = seqNode({ items, span: [value.span[0], list.span[1]] });
  } else if (value.type === 'scalar' && value.source === '') pair.value = list;
}

/**
 * Tokens as nodes: what the API server decodes, aliases followed and merge keys applied. Follows the grammar of the
 * decoder of Kubernetes; what does not fit it is noted and left out, or put where it seems to belong.
 */
import { addItems, MapMaker, type Pair } from './makeMap.ts';
import { emptyScalar as nothing, scalarNode, seqNode } from './node.ts';
import type { Entry, MapNode, Node, ScalarNode, SeqNode, Span } from './node.ts';
import { readProperties, type Properties } from './properties.ts';
import { plainValue, rounded, taggedValue } from './scalar.ts';
import type { TextCursor } from './textCursor.ts';
import { styles, tokens, type Token, type TokenType } from './token.ts';
import { TokenReader } from './tokenReader.ts';

export interface Composed {
  /** Undefined for an empty document. */
  readonly root: Node | undefined;
  readonly hasMergeKeys: boolean;
}

/** Values stand in each other deeper than a tree is read. */
export class TooDeep extends Error {}

/** The nodes of a document's tokens. @throws TooDeep */
export function compose(all: readonly Token[], cursor: TextCursor, maxDepth: number): Composed {
  const maps = new MapMaker(cursor);
  const root = new Composer(new TokenReader(all, cursor), maps, maxDepth).document();
  return { root, hasMergeKeys: maps.hasMergeKeys };
}

class Composer {
  readonly #reader: TokenReader;
  readonly #cursor: TextCursor;
  readonly #maps: MapMaker;
  readonly #maxDepth: number;
  /** Undefined for one that stands in the value that it names. */
  readonly #anchors = new Map<string, Node | undefined>();
  #depth = 0;

  constructor(reader: TokenReader, maps: MapMaker, maxDepth: number) {
    this.#reader = reader;
    this.#cursor = reader.cursor;
    this.#maps = maps;
    this.#maxDepth = maxDepth;
  }

  document(): Node | undefined {
    const reader = this.#reader;
    if (reader.is(tokens.end)) return undefined;
    const root = this.#node();
    return reader.is(tokens.end) ? root : this.#withDropped(root);
  }

  /** What stands behind the value of a document kubectl leaves out without a word. */
  #withDropped(root: Node): Node {
    const reader = this.#reader;
    reader.unexpected('dropped');
    let whole = root;
    while (!reader.is(tokens.end)) {
      const isMap = reader.is(tokens.mapStart) || reader.is(tokens.key);
      if (whole.type === 'map' && isMap) whole = this.#blockMap(whole.entries);
      else reader.skip();
    }
    return whole;
  }

  /** The node that begins here. The dashes of a list may stand in the column of its key (`isValue`). */
  #node(isValue = false, isBlock = true): Node {
    if (++this.#depth > this.#maxDepth) throw new TooDeep();
    const node = this.#reader.is(tokens.alias) ? this.#alias() : this.#named(isValue, isBlock);
    this.#depth--;
    return node;
  }

  #named(isValue: boolean, isBlock: boolean): Node {
    const { start } = this.#reader.token;
    const properties = readProperties(this.#reader);
    const { anchor } = properties;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const node = this.#content(isValue, isBlock, properties) ?? this.#nothing(start, properties);
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    return node;
  }

  #content(isValue: boolean, isBlock: boolean, { tag }: Properties): Node | undefined {
    switch (this.#reader.type) {
      case tokens.scalar:
        return this.#scalar(tag);
      case tokens.flowSeqStart:
        return this.#flowSeq();
      case tokens.flowMapStart:
        return this.#flowMap();
      case tokens.entry:
        return isValue ? this.#blockSeq(true) : undefined;
      case tokens.seqStart:
        return isBlock ? this.#blockSeq(false) : undefined;
      case tokens.mapStart:
        return isBlock ? this.#blockMap() : undefined;
      default:
        return undefined;
    }
  }

  #nothing(start: number, { anchor, tag }: Properties): ScalarNode {
    const reader = this.#reader;
    if (tag !== undefined) {
      const { value, problem } = taggedValue(tag, '');
      if (problem) this.#cursor.noteLocal(problem, start, reader.end);
      return { ...nothing(reader.end), value: rounded(value), tag };
    }
    if (anchor === undefined) {
      reader.unexpected('no value');
      if (opensNode.has(reader.type)) reader.skip();
    }
    return nothing(reader.end);
  }

  #alias(): Node {
    const { value: name, start, end } = this.#reader.token;
    const span: Span = [start, end];
    this.#reader.skip();
    const target = this.#anchors.get(name);
    if (target) return target;
    const kind = this.#anchors.has(name) ? 'circular alias' : 'unknown anchor';
    this.#cursor.noteLocal(kind, start, end);
    return { ...nothing(start), span };
  }

  #scalar(tag: string | undefined): ScalarNode {
    const { value: source, style, start, end } = this.#reader.token;
    this.#reader.skip();
    const span: Span = [start, end];
    const isPlain = style === styles.plain;
    if (tag !== undefined) {
      const { value, problem } = taggedValue(tag, source);
      if (problem) this.#cursor.noteLocal(problem, start, end);
      return scalarNode({ value: rounded(value), source, isPlain, tag, span });
    }
    const value = isPlain ? rounded(plainValue(source)) : source;
    return scalarNode({ value, source, isPlain, span });
  }

  // Told by columns

  /** A mapping, with the entries of one before it that it seems to belong to. */
  #blockMap(before: readonly Entry[] = []): MapNode {
    const reader = this.#reader;
    const { start } = reader.token;
    if (reader.is(tokens.mapStart)) reader.skip();
    const pairs: Pair[] = [];
    for (;;) {
      if (reader.is(tokens.key)) pairs.push(this.#blockPair());
      else if (reader.is(tokens.end)) break;
      else if (reader.is(tokens.blockEnd)) {
        reader.skip();
        break;
      } else this.#strayInMap(pairs);
    }
    return this.#maps.make(pairs, [start, reader.blockEnd()], before);
  }

  #blockPair(): Pair {
    const reader = this.#reader;
    reader.skip();
    const key = reader.isNodeNext() ? this.#node(true) : nothing(reader.end);
    const hasColon = reader.is(tokens.value);
    if (hasColon) reader.skip();
    // A key whose colon is missing may have its value below it.
    const hasValue = hasColon
      ? reader.isNodeNext()
      : reader.is(tokens.mapStart) || reader.is(tokens.seqStart);
    return { key, value: hasValue ? this.#node(true) : nothing(reader.end) };
  }

  /** Something in a mapping that is no key. */
  #strayInMap(pairs: Pair[]): void {
    const reader = this.#reader;
    switch (reader.type) {
      case tokens.mapStart:
        reader.unexpected('key column');
        pairs.push(...this.#blockMap().entries);
        return;
      case tokens.seqStart:
        reader.unexpected('item column');
        addItems(pairs.at(-1), this.#blockSeq(false));
        return;
      case tokens.entry:
        reader.unexpected('lost item');
        addItems(pairs.at(-1), this.#blockSeq(true));
        return;
      default:
        this.#stray();
    }
  }

  /** Something that belongs to nothing: left out. */
  #stray(): void {
    const reader = this.#reader;
    const isSign = signs.has(reader.type);
    reader.unexpected(isSign ? 'stray sign' : 'unexpected text');
    if (isSign) reader.skip();
    else this.#node();
  }

  /** A list; `isIndentless` where its dashes stand in the column of the key that it belongs to. */
  #blockSeq(isIndentless: boolean): SeqNode {
    const reader = this.#reader;
    const { start } = reader.token;
    if (!isIndentless) reader.skip();
    const items: Node[] = [];
    const aliases: PlacedAlias[] = [];
    for (;;) {
      if (reader.is(tokens.entry)) {
        reader.skip();
        noteAlias(reader, aliases, items.length);
        items.push(this.#item(isIndentless));
      } else if (isIndentless || reader.is(tokens.end)) break;
      else if (reader.is(tokens.blockEnd)) {
        reader.skip();
        break;
      } else this.#strayInSeq(items);
    }
    return seqOf(items, aliases, [start, reader.blockEnd()]);
  }

  #item(isIndentless: boolean): Node {
    const reader = this.#reader;
    const isKey = reader.is(tokens.key) || reader.is(tokens.value);
    const hasValue = reader.isNodeNext() || (!isIndentless && isKey);
    return hasValue && !reader.is(tokens.entry) ? this.#node() : nothing(reader.end);
  }

  /** Something in a list that is no item: keys may belong to the item before. */
  #strayInSeq(items: Node[]): void {
    const reader = this.#reader;
    const isMap = reader.is(tokens.mapStart);
    if (isMap || reader.is(tokens.key)) {
      reader.unexpected('key column');
      const last = items.at(-1);
      const before = last?.type === 'map' ? last.entries : [];
      if (last?.type === 'map') items.pop();
      items.push(isMap ? this.#blockMap(before) : this.#keysIn(before));
    } else if (reader.is(tokens.seqStart)) {
      reader.unexpected('item column');
      items.push(...this.#blockSeq(false).items);
    } else this.#stray();
  }

  /** Keys in the column of a list's dashes. */
  #keysIn(before: readonly Entry[]): MapNode {
    const reader = this.#reader;
    const { start } = reader.token;
    const pairs: Pair[] = [];
    while (reader.is(tokens.key)) pairs.push(this.#blockPair());
    return this.#maps.make(pairs, [start, reader.end], before);
  }

  // In brackets

  #flowSeq(): SeqNode {
    const reader = this.#reader;
    const open = reader.token;
    reader.skip();
    const items: Node[] = [];
    const aliases: PlacedAlias[] = [];
    while (!this.#closes(open, tokens.flowSeqEnd, items.length === 0)) {
      const { start } = reader.token;
      noteAlias(reader, aliases, items.length);
      if (!reader.is(tokens.key)) items.push(this.#node(false, false));
      else items.push(this.#maps.make([this.#flowPair(tokens.flowSeqEnd)], [start, reader.end]));
    }
    return seqOf(items, aliases, [open.start, reader.end]);
  }

  #flowMap(): MapNode {
    const reader = this.#reader;
    const open = reader.token;
    reader.skip();
    const pairs: Pair[] = [];
    while (!this.#closes(open, tokens.flowMapEnd, pairs.length === 0)) {
      if (reader.is(tokens.key)) pairs.push(this.#flowPair(tokens.flowMapEnd));
      else {
        const key = this.#node(false, false);
        pairs.push({ key, value: nothing(key.span[1]) });
      }
    }
    return this.#maps.make(pairs, [open.start, reader.end]);
  }

  /** Whether a collection in brackets ends here. Reads the comma before the next item. */
  #closes(open: Token, closing: TokenType, isFirst: boolean): boolean {
    const reader = this.#reader;
    let isBehindComma = isFirst;
    for (;;) {
      if (reader.is(closing)) {
        reader.skip();
        return true;
      }
      if (reader.is(tokens.end) || reader.is(tokens.blockEnd)) {
        this.#cursor.note('open bracket', open.start, open.end);
        return true;
      }
      if (isBehindComma) return false;
      if (reader.is(tokens.comma)) isBehindComma = true;
      else {
        reader.unexpected('flow separator');
        const isOtherEnd = reader.is(tokens.flowSeqEnd) || reader.is(tokens.flowMapEnd);
        if (!isOtherEnd && !reader.is(tokens.value)) return false;
      }
      reader.skip();
    }
  }

  #flowPair(closing: TokenType): Pair {
    const reader = this.#reader;
    reader.skip();
    const hasKey = !this.#endsPart(closing) && !reader.is(tokens.value);
    const key = hasKey ? this.#node(false, false) : nothing(reader.end);
    if (!reader.is(tokens.value)) return { key, value: nothing(reader.end) };
    reader.skip();
    const value = this.#endsPart(closing) ? nothing(reader.end) : this.#node(false, false);
    return { key, value };
  }

  #endsPart(closing: TokenType): boolean {
    const { type } = this.#reader;
    return type === tokens.comma || type === closing || type === tokens.end;
  }
}

/** With the index of the item. */
type PlacedAlias = readonly [index: number, span: Span];

function noteAlias({ token, type }: TokenReader, aliases: PlacedAlias[], index: number): void {
  if (type === tokens.alias) aliases.push([index, [token.start, token.end]]);
}

function seqOf(items: readonly Node[], aliases: readonly PlacedAlias[], span: Span): SeqNode {
  return seqNode({ items, aliases: aliases.length > 0 ? new Map(aliases) : undefined, span });
}

/** What closes or parts values of brackets, or stands behind a key. */
const signs = new Set<TokenType>([
  tokens.flowSeqEnd,
  tokens.flowMapEnd,
  tokens.comma,
  tokens.value,
]);

/** What begins a node elsewhere: left out where it cannot. */
const opensNode = new Set<TokenType>([
  tokens.entry,
  tokens.seqStart,
  tokens.mapStart,
  tokens.anchor,
  tokens.tag,
]);

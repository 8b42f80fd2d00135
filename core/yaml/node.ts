/**
 * A YAML value with its place in the text: what rules and references read. It says what a Kubernetes API server
 * would decode: aliases are followed, merge keys are applied, scalars are typed as its YAML 1.1 reader types them.
 *
 * An alias yields the very node it names, so the structure is a graph without cycles, not a tree: whoever walks it
 * keeps a budget (see walk.ts).
 */
export type Node = MapNode | SeqNode | ScalarNode;

/** Offsets into the document's text, end exclusive. */
export type Span = readonly [start: number, end: number];

export interface ScalarNode {
  readonly type: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text between the quotes, or the plain text: how the author wrote it. */
  readonly source: string;
  /** True for a value without quotes or block indicator. */
  readonly isPlain: boolean;
  /** Written out, where there is one: `tag:yaml.org,2002:int` for `!!int`. */
  readonly tag?: string | undefined;
  /** Set where another tool fills in the value, or a part of it, before a server reads it: nobody knows it yet. */
  readonly filledIn?: true;
  /** Of such a value: what is known of it all the same. */
  readonly partly?: PartlyKnown;
  readonly span: Span;
}

/** A text parts of which another tool fills in. Who reads it answers for those parts himself. */
export interface PartlyKnown {
  /** The value as it is written. */
  readonly node: ScalarNode;
  /** Whether a piece of the text is, or holds, what is filled in. */
  readonly isHeldIn: (piece: string) => boolean;
}

export interface SeqNode {
  readonly type: 'seq';
  readonly filledIn?: undefined;
  readonly partly?: undefined;
  readonly items: readonly Node[];
  /** Where the aliases stand among the items, by index: the node of such an item has the place of its anchor. */
  readonly aliases?: ReadonlyMap<number, Span> | undefined;
  readonly span: Span;
}

export interface MapNode {
  readonly type: 'map';
  readonly filledIn?: undefined;
  readonly partly?: undefined;
  /** In the order of the text, keys unique: the first of a duplicate stays, the others are in `duplicates`. */
  readonly entries: readonly Entry[];
  readonly duplicates: readonly Entry[];
  /** The entries by key, where there are so many that a search from the first would take long. */
  readonly byKey?: ReadonlyMap<string, Entry> | undefined;
  readonly span: Span;
}

export interface Entry {
  readonly key: ScalarNode;
  readonly value: Node;
}

/** Steps from the document's root: keys of mappings and indexes of sequences. */
export type Path = readonly (string | number)[];

/** The value under a key, or undefined where `node` is not a mapping or has no such key. */
export function get(node: Node | undefined, key: string): Node | undefined {
  return entry(node, key)?.value;
}

/** Key and value under a key. */
export function entry(node: Node | undefined, key: string): Entry | undefined {
  if (node?.type !== 'map') return undefined;
  if (node.byKey) return node.byKey.get(key);
  for (const candidate of node.entries) if (candidate.key.source === key) return candidate;
  return undefined;
}

/** The value at a path, e.g. `at(root, ['spec', 'containers', 0])`. */
export function at(node: Node | undefined, path: Path): Node | undefined {
  let current = node;
  for (const step of path) {
    current =
      typeof step === 'number'
        ? current?.type === 'seq'
          ? current.items[step]
          : undefined
        : get(current, step);
  }
  return current;
}

/** Items of a sequence; none for any other node. */
export function items(node: Node | undefined): readonly Node[] {
  return node?.type === 'seq' ? node.items : [];
}

/** Entries of a mapping; none for any other node. */
export function entries(node: Node | undefined): readonly Entry[] {
  return node?.type === 'map' ? node.entries : [];
}

/** The text of a scalar that a server reads as a string. */
export function text(node: Node | undefined): string | undefined {
  return node?.type === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** The boolean, not the word. */
export function isTrue(node: Node | undefined): node is Node {
  return node?.type === 'scalar' && node.value === true;
}

/** The number that a scalar is; undefined for texts of digits, too. */
export function numberOf(node: Node | undefined): number | undefined {
  return node?.type === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
}

/** Whether the value is `null`: one that is filled in later stands for a value. */
export function isNull(node: Node): boolean {
  return !node.filledIn && node.type === 'scalar' && node.value === null;
}

// All nodes of a type are made with the same fields in the same order: whoever reads them is fast as long as few kinds of
// objects come by.

export function scalarNode({
  value,
  source,
  isPlain,
  tag,
  span,
}: Omit<ScalarNode, 'type'>): ScalarNode {
  return { type: 'scalar', value, source, isPlain, tag, span };
}

export function seqNode({ items, aliases, span }: Omit<SeqNode, 'type'>): SeqNode {
  return { type: 'seq', items, aliases, span };
}

export function mapNode({ entries, duplicates, byKey, span }: Omit<MapNode, 'type'>): MapNode {
  return { type: 'map', entries, duplicates, byKey, span };
}

/** The value of a key or dash behind which nothing stands. */
export function emptyScalar(at: number): ScalarNode {
  return scalarNode({ value: null, source: '', isPlain: true, span: [at, at] });
}

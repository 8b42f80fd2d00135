/**
 * The tree of a document with its placeholders marked: what the checks read. Each scalar is asked about once; a document
 * without a sign of any dialect is not walked at all.
 */
import { linesOf } from '../yaml/lines.ts';
import type { Entry, MapNode, Node, PartlyKnown, ScalarNode, SeqNode, Span } from '../yaml/node.ts';
import { get, mapNode, scalarNode } from '../yaml/node.ts';
import { plainValue, rounded } from '../yaml/scalar.ts';
import type { ParsedManifest } from '../yaml/parse.ts';
import { FilledInNode, Reads } from './filledInNode.ts';
import {
  mayHoldPlaceholder,
  placeholdersIn,
  type Filling,
  type FoundPart,
  type InDocument,
} from './placeholdersIn.ts';
import type { DialectId } from './dialects.ts';
import { isFreeText, isOwnExpansion } from './freeTexts.ts';
import { meetsOne } from './unquoted.ts';
import { yttDefinitions, yttEnds, type YttText } from './ytt.ts';

/** A value that is filled in, where it stands, or such a part of a text of several lines. */
export interface Mark {
  /** Of a whole value: with its quotes. */
  readonly span: Span;
  /** What stands for it where nothing is given, and is judged. */
  readonly fallback?: Span;
}

export interface FilledIn {
  /** As in the tree that was read, but for the values that are filled in. */
  readonly root: Node;
  readonly reads: Reads;
  readonly marks: readonly Mark[];
  /** How many values a person would call filled in, by who does it; texts that hold scripts and templates are not among them. */
  readonly counts: ReadonlyMap<DialectId, number>;
  /** Lines that a tool leaves out or repeats: what is missing or doubled is not known. */
  readonly isPartial: boolean;
}

export interface Filled {
  readonly parsed: ParsedManifest;
  readonly text: string;
  readonly filling: Filling;
  /** `{{ }}` in a text is for the program that reads the object. */
  readonly hasOwnTemplates: boolean;
  /** Whether a replacement of kustomize fills in the value at these offsets. */
  readonly isReplaced?: (span: Span) => boolean;
}

/** Undefined where nothing is filled in. */
export function fillIn(filled: Filled): FilledIn | undefined {
  const { parsed, text, filling } = filled;
  const { root, unquoted } = parsed;
  if (!root) return undefined;
  const ytt = yttDefinitions(text);
  if (!mayHoldPlaceholder(text) && !filling.isNamedIn && !ytt && !unquoted && !filled.isReplaced)
    return undefined;
  const marking = new Marking(filled, ytt);
  const marked = marking.root(root);
  return marked === root && !ytt ? undefined : marking.result(marked);
}

class Marking {
  readonly #text: string;
  readonly #unquoted: readonly Span[];
  readonly #isReplaced: ((span: Span) => boolean) | undefined;
  readonly #where: InDocument;
  readonly #ytt: YttText | undefined;
  readonly #reads = new Reads();
  readonly #marks: Mark[] = [];
  readonly #counts = new Map<DialectId, number>();
  /** Aliases make documents graphs: what is marked once is the same node everywhere. */
  readonly #done = new Map<Node, Node>();

  constructor(filled: Filled, ytt: YttText | undefined) {
    const { text, parsed, filling } = filled;
    this.#text = text;
    this.#unquoted = parsed.unquoted ?? [];
    this.#isReplaced = filled.isReplaced;
    this.#ytt = ytt;
    this.#where = {
      hasFlux: filling.hasFlux,
      isNamed: filling.isNamedIn?.(),
      hasOwnTemplates: filled.hasOwnTemplates,
      hasVaultNames: text.includes('avp.kubernetes.io/'),
      isLiteral: filling.hasFlux && isSwitchedOff.test(text),
      hasVariables: /\$\{[A-Za-z_]|(?:^|[^$A-Za-z0-9])\$[A-Za-z_]/m.test(text),
    };
  }

  root(root: Node): Node {
    return this.#node(withoutSops(root), []);
  }

  result(root: Node): FilledIn {
    const isPartial = this.#ytt?.isPartial === true;
    return {
      root,
      reads: this.#reads,
      marks: this.#marks,
      counts: this.#counts,
      isPartial,
    };
  }

  #node(node: Node, path: readonly string[]): Node {
    const known = this.#done.get(node);
    if (known) return known;
    const marked =
      node.type === 'map'
        ? this.#map(node, path)
        : node.type === 'seq'
          ? this.#seq(node, path)
          : this.#scalar(node, path);
    this.#done.set(node, marked);
    return marked;
  }

  #map(node: MapNode, path: readonly string[]): Node {
    let hasChanged = false;
    const entries: Entry[] = [];
    for (const entry of node.entries) {
      const key = this.#key(entry.key);
      const value = this.#node(entry.value, [...path, entry.key.source]);
      if (this.#ytt?.isOutside(entry.key.span)) {
        hasChanged = true;
        continue;
      }
      const isSame = key === entry.key && value === entry.value;
      hasChanged ||= !isSame;
      entries.push(isSame ? entry : { key, value });
    }
    if (!hasChanged && !(this.#ytt && node.duplicates.length > 0)) return node;
    const byKey = node.byKey && new Map(entries.map((entry) => [entry.key.source, entry]));
    const duplicates = this.#ytt ? [] : node.duplicates;
    return mapNode({ entries, duplicates, byKey, span: node.span });
  }

  #seq(node: SeqNode, path: readonly string[]): Node {
    const items = node.items.map((item) => this.#node(item, [...path, '']));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }

  /** Whoever looks for a field and passes by one whose name is filled in does not know whether it is there. */
  #key(key: ScalarNode): ScalarNode {
    const isHeld = /[{<]/.test(key.source) && placeholdersIn(key.source, this.#where).length > 0;
    return isHeld || this.#isUnquoted(key.span)
      ? new FilledInNode(key.source, key, this.#reads)
      : key;
  }

  #scalar(node: ScalarNode, path: readonly string[]): Node {
    if (this.#isUnquoted(node.span)) return this.#mark(node, path, 'template');
    if (this.#ytt && node.source === '' && yttEnds(this.#text, node.span[1]))
      return this.#mark(node, path, 'ytt');
    if (this.#isReplaced?.(node.span)) return this.#mark(node, path, 'kustomize');
    const parts = placeholdersIn(node.source, this.#where);
    const [first] = parts;
    if (!first || (first.dialect === 'kustomize' && isOwnExpansion(path))) return node;
    return this.#fallback(node, path, parts) ?? this.#markParts(node, path, parts);
  }

  /** A text of which only parts are filled in. */
  #markParts(node: ScalarNode, path: readonly string[], parts: readonly FoundPart[]): Node {
    const [first] = parts;
    const by = first?.dialect ?? 'own';
    const isWhole = by !== 'own' && first?.start === 0 && first.end === node.source.length;
    if (isWhole) return this.#mark(node, path, by);
    const isHeldIn = (piece: string): boolean => placeholdersIn(piece, this.#where).length > 0;
    const partly = { node, isHeldIn };
    if (!node.source.includes('\n')) return this.#mark(node, path, by, partly);
    const spans = this.#heldSpans(node.span);
    // What settings name may be what the text is as a whole.
    return spans.length === 0
      ? this.#mark(node, path, by)
      : this.#mark(node, path, by, partly, spans);
  }

  /** What is filled in of a text of several lines, where it stands in the document. */
  #heldSpans([from, to]: Span): Span[] {
    const written = this.#text.slice(from, to);
    const found = placeholdersIn(written, this.#where);
    if (found[0]?.dialect !== 'own')
      return found.map(({ start, end }) => [from + start, from + end]);
    return [...linesOf(written)]
      .filter(({ start, end }) => this.#where.isNamed?.(written.slice(start, end)))
      .map(({ start, end }) => [from + start, from + end]);
  }

  #mark(
    node: ScalarNode,
    path: readonly string[],
    by: DialectId,
    partly?: PartlyKnown,
    spans: readonly Span[] = [node.span],
  ): Node {
    this.#count(node, path, by);
    this.#marks.push(...spans.map((span) => ({ span })));
    return new FilledInNode(node.source, node, this.#reads, partly);
  }

  /** What stands for a variable without a value is judged as the value. In quotes it may be text or not, as tools take quotes away. */
  #fallback(
    node: ScalarNode,
    path: readonly string[],
    parts: readonly FoundPart[],
  ): Node | undefined {
    const [first] = parts;
    if (!first?.fallback) return undefined;
    const { fallback, start, end, dialect } = first;
    if (start !== 0 || end !== node.source.length) return undefined;
    const source = node.source.slice(fallback.start, fallback.end);
    const value = rounded(plainValue(source));
    if (!node.isPlain && typeof value !== 'string') return undefined;
    const from = this.#text.indexOf(source, node.span[0] + fallback.start);
    if (from === -1 || from + source.length > node.span[1]) return undefined;
    const span: Span = [from, from + source.length];
    this.#count(node, path, dialect);
    this.#marks.push({ span: node.span, fallback: span });
    return scalarNode({ value, source, isPlain: node.isPlain, span });
  }

  #count(node: ScalarNode, path: readonly string[], by: DialectId): void {
    if (!isCertain.has(by) && isFreeText(node, path, this.#text)) return;
    this.#counts.set(by, (this.#counts.get(by) ?? 0) + 1);
  }

  #isUnquoted(span: Span): boolean {
    return this.#unquoted.length > 0 && meetsOne(span, this.#unquoted);
  }
}

/** Notations that mean the same wherever they stand. */
const isCertain: ReadonlySet<DialectId> = new Set(['sops', 'ytt', 'own', 'flux', 'vault', 'vals']);

/** An annotation, or a label, with which Flux fills in nothing. */
const isSwitchedOff =
  /^[ \t]+["']?kustomize\.toolkit\.fluxcd\.io\/substitute["']?: *["']?disabled/m;

/** The key that SOPS adds to a document goes before it is applied. */
function withoutSops(root: Node): Node {
  const sops = get(root, 'sops');
  if (root.type !== 'map' || sops?.type !== 'map') return root;
  if (!['mac', 'lastmodified', 'version'].some((key) => get(sops, key))) return root;
  const entries = root.entries.filter(({ key }) => key.source !== 'sops');
  const byKey = root.byKey && new Map(entries.map((entry) => [entry.key.source, entry]));
  return { ...root, entries, ...(byKey && { byKey }) };
}

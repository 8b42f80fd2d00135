/**
 * The secrets of a document with their places: values under `data` of a Secret, under keys that are named like one, and
 * where the schema says so. Whatever is said about the document is compared with them (see hiddenSecrets.ts) before it leaves.
 */
import {
  isSecretKind,
  isStray,
  isValueKey,
  ruleBelow,
  secrecyOf,
  type FieldPlace,
  type Secrecy,
} from '../../shared/secretFields.ts';
import { isSecretName } from '../../shared/secretNames.ts';
import { secretsInArguments } from '../../shared/secretCommands.ts';
import { secretPartsOf } from '../../shared/secretParts.ts';
import { formsOf, isSecretFlag } from '../../shared/secretValues.ts';
import {
  get,
  text,
  type MapNode,
  type Node,
  type ScalarNode,
  type SeqNode,
  type Span,
} from '../yaml/node.ts';
import { escaped } from '../markdown/markdown.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { itemsOf, propertyOf, schemaFor, type TypedSchema } from '../schema/typedSchema.ts';
import { withoutEnd, withoutStart } from '../../shared/trim.ts';
import { LostBlocks } from './lostBlocks.ts';
import { schemaSecrecy } from './schemaSecrecy.ts';

export interface Secret {
  readonly span: Span;
  /** As messages may hold it. */
  readonly forms: readonly string[];
}

/** The schema of a whole object that says what it is, within a `List` or within another object. */
export type TypedSchemaOf = (object: MapNode) => TypedSchema | undefined;

export function secretsIn(
  root: Node | undefined,
  typed: TypedSchema | undefined,
  typedSchemaOf: TypedSchemaOf,
): Secret[] {
  const walk = new Walk(typedSchemaOf);
  if (root)
    walk.visit(root, { typed, schema: typed?.root, path: [], kind: '', isObject: false }, 'open');
  return walk.found;
}

/** Where the document does not parse nobody knows what is a key: lines, read for themselves. */
export function secretsInLines(source: string, isSecretObject: boolean): Secret[] {
  const found: Secret[] = [];
  const blocks = new LostBlocks();
  let below: number | undefined;
  let name = '';
  let start = 0;
  for (const line of source.split('\n')) {
    const span: Span = [start, start + line.length];
    start += line.length + 1;
    const [head = '', indent = '', key = ''] =
      /^([ \t]*(?:- +)*)["']?([\w./-]*)["']?[ \t]*[:=]?/.exec(line) ?? [];
    const value = line.slice(head.length);
    const depth = indent.length;
    if (below !== undefined && line.trim() !== '' && depth <= below) below = undefined;
    const isHead =
      /^[ \t]*(?:- +)*(?:apiVersion|kind|metadata|type|data|stringData|items|---)\b/.test(line);
    const isLost = blocks.has(line, below !== undefined);
    const isWhole = isLost || below !== undefined || (isSecretObject && !isHead);
    const words = isWhole ? line.slice(depth).split(/[\s"'{}[\],]+/) : [];
    // The key of the line is none, but where it is no key at all.
    if (!isLost && /^[\w./-]+:$/.test(words[0] ?? '')) words.shift();
    const isValueOfName = isValueKey(key) && isSecretName(name);
    if (key === 'name') name = value.trim().replaceAll(/["']/g, '');
    if (isSecretName(key) || isValueOfName) {
      below ??= depth;
      words.push(value.trim(), ...value.split(/\s+/));
      blocks.open(value);
    }
    const forms = [...words, ...secretPartsOf(line)].flatMap((word) =>
      formsOf(withoutEnd(withoutStart(word, /["'[{,]/), /["'\]},:]/)),
    );
    if (forms.length > 0) found.push({ span, forms });
  }
  return found;
}

interface Here {
  readonly typed: TypedSchema | undefined;
  readonly schema: TypeSchema | undefined;
  /** From the nearest object. */
  readonly path: readonly string[];
  readonly kind: string;
  readonly isObject: boolean;
}

/** Visits at most: aliases make a small document a large one. */
const maxVisits = 200_000;

class Walk {
  readonly found: Secret[] = [];
  readonly #typedSchemaOf: TypedSchemaOf;
  /** Nodes that several aliases name, with the strictest rule that they were read by. */
  readonly #seen = new Map<Node, Secrecy>();
  #left = maxVisits;

  constructor(typedSchemaOf: TypedSchemaOf) {
    this.#typedSchemaOf = typedSchemaOf;
  }

  visit(node: Node, here: Here, asked: Secrecy): void {
    const rule = asked === 'text' ? textRule(node) : asked;
    const known = this.#seen.get(node);
    if (--this.#left < 0 || known === rule || known === 'all') return;
    this.#seen.set(node, rule);
    if (node.type === 'scalar') this.#scalar(node, rule);
    else if (node.type === 'seq') this.#list(node, here, rule);
    else this.#map(node, this.#enter(node, here), rule);
  }

  #list(node: SeqNode, here: Here, rule: Secrecy): void {
    const { typed, schema } = here;
    const item = typed && schema ? itemsOf(typed, schema) : undefined;
    const passwords = rule === 'open' ? secretsInArguments(node.items.map(text)) : [];
    for (const [index, each] of node.items.entries()) {
      const isArgument = isSecretFlag(text(node.items[index - 1]));
      this.visit(each, { ...here, schema: item }, isArgument ? 'all' : ruleBelow(rule));
      const argument = text(each);
      if (argument !== undefined && passwords.length > 0)
        this.#take(each.span, ...passwords.filter((password) => argument.endsWith(password)));
    }
  }

  #scalarOfMany(node: ScalarNode): void {
    if (--this.#left >= 0) this.#scalar(node, 'open');
  }

  #scalar(node: ScalarNode, rule: Secrecy): void {
    const { value, source, span } = node;
    if (rule !== 'open' && value !== null) this.#take(span, source, String(value));
    else if (rule === 'open') this.#take(span, ...secretPartsOf(source));
  }

  #map(node: MapNode, here: Here, rule: Secrecy): void {
    const { typed, schema, path } = here;
    const isEmpty = isEmptyText(get(node, 'value'));
    const sibling = (name: string): string | undefined => text(get(node, name));
    const entries =
      node.duplicates.length > 0 ? [...node.entries, ...node.duplicates] : node.entries;
    for (const { key, value } of entries) {
      const name = key.source;
      const field = typed && schema ? propertyOf(typed, schema, name) : undefined;
      const isWhole = rule === 'all' || (!field && isStray(name, { sibling }, isEmpty));
      if (isWhole) this.#takeKey(key.span, name);
      const below =
        rule === 'open' && !isWhole ? this.#ruleFor({ sibling }, name, field, here) : 'all';
      if (!isWhole) {
        const isSecret = below === 'all' || isSecretKind(here.kind, here.isObject);
        this.#takeKey(key.span, ...swallowedBy(name, isSecret));
      }
      // Most values by far: no more is made for them than is needed.
      if (value.type === 'scalar' && below === 'open') this.#scalarOfMany(value);
      else this.visit(value, { ...here, schema: field, path: [...path, name] }, below);
    }
  }

  #ruleFor(
    { sibling }: Pick<FieldPlace, 'sibling'>,
    key: string,
    field: TypeSchema | undefined,
    here: Here,
  ): Secrecy {
    const own = schemaSecrecy(field, here.typed);
    if (own && own !== 'text') return own;
    const { path, kind, isObject } = here;
    const rule = secrecyOf({ key, path, kind, isObject, sibling });
    // `secret` of a volume is no secret but a mapping that says which; a text in its place is one.
    if (rule === 'all' && field && isKnownShape(field, here.typed)) return 'text';
    return rule === 'open' ? (own ?? rule) : rule;
  }

  /** A mapping that says what it is begins an object of its own. */
  #enter(node: MapNode, here: Here): Here {
    // What the file of a tool says that it is, makes no object of it.
    if (here.typed?.file) return here;
    const kind = text(get(node, 'kind'));
    const isObject = text(get(node, 'apiVersion')) !== undefined;
    if (kind === undefined && !isObject) return here;
    const typed = here.schema ? here.typed : this.#typedSchemaOf(node);
    const schema =
      here.schema && here.typed ? schemaFor(here.typed, here.schema, node) : typed?.root;
    return { typed, schema, path: [], kind: kind ?? '', isObject };
  }

  /** A hover writes the keys of a path as Markdown. */
  #takeKey(span: Span, ...texts: readonly string[]): void {
    if (texts.length === 0) return;
    this.#take(span, ...new Set(texts.flatMap((each) => [each, escaped(each)])));
  }

  #take(span: Span, ...texts: readonly string[]): void {
    const forms = texts.flatMap(formsOf);
    if (forms.length > 0) this.found.push({ span, forms });
  }
}

/** Keys have no blanks: what stands behind one has lost its colon. And `password=x` is one that should have been a value. */
function swallowedBy(key: string, isSecret: boolean): string[] {
  const words = isSecret && /\s/.test(key) ? key.split(/[\s"'{}[\],:]+/).slice(1) : [];
  return [...words, ...secretPartsOf(key)];
}

function isKnownShape(field: TypeSchema, typed: TypedSchema | undefined): boolean {
  const items = typed && field.items ? itemsOf(typed, field) : undefined;
  return (field.properties ?? items?.properties) !== undefined;
}

/** A field that wants a mapping, or a list of them: a text in its place is secret, and a list is asked about item by item. */
function textRule({ type }: Node): Secrecy {
  if (type === 'seq') return 'text';
  return type === 'map' ? 'open' : 'all';
}

function isEmptyText(value: Node | undefined): boolean {
  return value?.type === 'scalar' && (value.value === null || value.value === '');
}

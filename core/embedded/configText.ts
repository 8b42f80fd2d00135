/**
 * Configuration of a program inside a manifest: the keys and values that stand in a place, each with its place in the text and
 * what the program's dictionary says of it. What looks at it (checks, hover, completion) need not know how it is written.
 */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import type { ConfigKey } from '../dictionaries/configKey.ts';
import type { Dictionaries, Dictionary } from '../dictionaries/dictionary.ts';
import { versionIn } from '../dictionaries/versions.ts';
import { at, type Node } from '../yaml/node.ts';
import type { ConfigEntry } from './configEntry.ts';
import { entriesOf } from './entries.ts';
import { isMade } from './madeLines.ts';
import { textReader } from './texts/index.ts';

/** Where a configuration stands. */
export interface ConfigSite {
  readonly annotation: ConfigAnnotation;
  readonly node: Node;
  /** Of the document. */
  readonly text: string;
  /** What it stands in, the innermost first. */
  readonly around: readonly Node[];
}

/** What the dictionary says of one entry. */
export interface KnownEntry extends ConfigEntry {
  /** Empty where the key is not known. */
  readonly rows: readonly ConfigKey[];
  /** Of the row: the dictionary that a key of another program belongs to. */
  readonly dictionary: Dictionary;
}

export interface ConfigText {
  readonly dictionaries: Dictionaries;
  readonly annotation: ConfigAnnotation;
  readonly dictionary: Dictionary;
  /** Of the program, where the manifest says it. */
  readonly version: string | undefined;
  /** Keys are read here whose scope has one of these words; undefined: all. */
  readonly scopes: readonly string[] | undefined;
  /** A part of the program reads the others that is not known: nothing is said to be unknown. */
  readonly isForeign: boolean;
  /** Another tool makes lines of it: what is not there may come, and what is may go. */
  readonly isPartial: boolean;
  readonly entries: readonly KnownEntry[];
  /** The mapping that holds the configuration beside other fields. */
  readonly holder: Node | undefined;
}

export function configText(
  dictionaries: Dictionaries,
  { annotation, node, text, around }: ConfigSite,
): ConfigText {
  const dictionary = dictionaries.of(annotation.of);
  const version = versionFor(annotation, around);
  const isOfLines = annotation.form === 'properties' || annotation.form === 'lines';
  const isCut = isOfLines && dictionary.head.hasComments === true;
  const entries = entriesOf(annotation, node, text).map((entry) => ({
    ...entry,
    ...(isCut && entry.value !== undefined && { value: withoutComment(entry.value) }),
    ...lookUp(dictionaries, dictionary, entry.key, version),
  }));
  const isPartial = textReader(annotation.form) !== undefined && isMade(annotation, node, text);
  const holder = around[0];
  const base = { dictionaries, annotation, dictionary, version, isPartial, entries, holder };
  return { ...base, ...scopesOf(annotation, entries) };
}

/** What stands before a comment, without quotes. */
function withoutComment(value: string): string {
  const end = value.search(/\s#/);
  const text = (end === -1 ? value : value.slice(0, end)).trim();
  const [quote] = text;
  const isQuoted = text.length > 1 && (quote === "'" || quote === '"') && text.endsWith(quote);
  return isQuoted ? text.slice(1, -1) : text;
}

function scopesOf(
  { scope, scopeBy }: ConfigAnnotation,
  entries: readonly KnownEntry[],
): Pick<ConfigText, 'scopes' | 'isForeign'> {
  if (scopeBy === undefined) return { scopes: scope, isForeign: false };
  const said = entries.find(({ key }) => key === scopeBy);
  const part = said?.value?.trim().replaceAll('-', '_');
  const known = said?.rows.flatMap(({ values = [] }) => values) ?? [];
  if (part === undefined || !known.includes(part)) return { scopes: undefined, isForeign: true };
  return { scopes: scope?.map((word) => `${word}:${part}`), isForeign: false };
}

export function lookUp(
  dictionaries: Dictionaries,
  dictionary: Dictionary,
  key: string,
  version: string | undefined,
): Pick<KnownEntry, 'rows' | 'dictionary'> {
  const own = dictionary.find(key, version);
  if (own[0] && !own[0].key.includes('[')) return { rows: own, dictionary };
  const included = dictionaries.includedIn(dictionary, key);
  if (!included) return { rows: own, dictionary };
  const inner = lookUp(dictionaries, included.dictionary, included.key, undefined);
  return inner.rows.length > 0 ? inner : { rows: own, dictionary: included.dictionary };
}

/** The version of the program that the manifest says, in a field of its own or in the tag of an image. */
export function versionFor(
  { version: fields = [] }: ConfigAnnotation,
  around: readonly Node[],
): string | undefined {
  for (const field of fields) {
    for (const node of around) {
      const value = at(node, field.split('.'));
      if (value?.type !== 'scalar' || value.filledIn || value.value === null) continue;
      const version = versionIn(tagOf(value.source));
      if (version !== undefined) return version;
    }
  }
  return undefined;
}

/** What stands behind the name of an image; a plain version is its own. */
function tagOf(text: string): string {
  const name = text.slice(text.lastIndexOf('/') + 1);
  return name.slice(name.indexOf(':') + 1);
}

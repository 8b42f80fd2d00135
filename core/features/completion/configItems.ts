/** Completion inside of a program's configuration: its keys, families of them as snippets, and values. */
import { CompletionItemKind, MarkupKind, type CompletionItem } from 'vscode-languageserver-types';
import { lastPart } from '../../embedded/entries.ts';
import { lookUp, versionFor } from '../../embedded/configText.ts';
import { configSiteAt, type FoundSite } from '../../embedded/configSite.ts';
import { shortFacts } from '../../embedded/keyWords.ts';
import { isInScope } from '../../dictionaries/scopes.ts';
import { compareVersions } from '../../dictionaries/versions.ts';
import type { ConfigKey } from '../../dictionaries/configKey.ts';
import type { Dictionaries, Dictionary } from '../../dictionaries/dictionary.ts';
import { valuesOfType } from '../../dictionaries/grammar.ts';
import { keyOfVariable, variableOfKey } from '../../embedded/variables.ts';
import { at, get, text } from '../../yaml/node.ts';
import { keyPage } from '../configHover.ts';
import { suggestAgain } from './suggestAgain.ts';
import { maxItems, offered } from './offered.ts';
import type { Cursor } from './cursor.ts';
import {
  plainEdit,
  snippetEdit,
  writtenKey,
  writtenValue,
  type ItemPlace,
  type Place,
} from './place.ts';
import { snippetChoice, snippetText } from './snippetText.ts';

/** Undefined where the cursor is in no configuration. */
export function configItems(place: Place): CompletionItem[] | undefined {
  const { typed, tree, objectPath, path, cursor } = place;
  const { dictionaries } = typed;
  const site = dictionaries && configSiteAt(typed, at(tree, objectPath), path);
  if (!site) return undefined;
  const { annotation, rest } = site;
  const scope = scopeOf(dictionaries, site);
  if (annotation.form === 'env') return variableItems(place, scope);
  if (annotation.form === 'variables')
    return cursor.valueKey === undefined
      ? keyItems(place, { ...scope, nameOf: (key) => variableOfKey(annotation.of, key) }, '')
      : valueItems(place, scope, keyOfVariable(cursor.valueKey)?.key ?? '');
  if (annotation.form === 'paths') {
    const above = cursor.word.slice(0, cursor.word.lastIndexOf('/') + 1);
    return cursor.valueKey === undefined
      ? keyItems(place, { ...scope, nameOf: (key) => above + key }, '')
      : valueItems(place, scope, lastPart(cursor.valueKey));
  }
  const isSectioned = annotation.form === 'sections';
  if (isSectioned && rest.length === 0)
    return cursor.valueKey === undefined ? sectionItems(place, scope) : [];
  const isNested = annotation.form === 'nested';
  if (!isNested && rest.length > (isSectioned ? 1 : 0)) return [];
  const prefix = rest.map((step) => `${step}.`).join('');
  return cursor.valueKey === undefined
    ? keyItems(place, scope, prefix)
    : valueItems(place, scope, prefix + cursor.valueKey);
}

/** What is offered in a configuration, and how it is written there. */
export interface Scope {
  readonly dictionaries: Dictionaries;
  readonly dictionary: Dictionary;
  readonly version: string | undefined;
  readonly site: FoundSite;
  /** Keys are offered that may be set in one of these; absent: all. */
  readonly scopes: readonly string[] | undefined;
  /** How a key is called here; undefined for one that cannot stand here. Absent: as the program knows it. */
  readonly nameOf?: (key: string) => string | undefined;
  /** Signs around a key where it is no key of the manifest, up to where its value begins. */
  readonly around?: readonly [before: string, after: string];
  /** Whether a text has to be in quotes here. */
  readonly isQuoted?: boolean;
}

export function scopeOf(dictionaries: Dictionaries, site: FoundSite): Scope {
  const { annotation, around } = site;
  const dictionary = dictionaries.of(annotation.of);
  const version = versionFor(annotation, around);
  return { dictionaries, dictionary, version, site, scopes: annotation.scope };
}

/** The name of a variable, once it begins as those of a program do, and its values. */
function variableItems(place: Place, scope: Scope): CompletionItem[] | undefined {
  const { valueKey } = place.cursor;
  const { dictionary, site } = scope;
  if (valueKey === 'value') {
    const name = text(get(site.node, 'name'));
    return valueItems(place, scope, keyOfVariable(name ?? '')?.key ?? '');
  }
  if (valueKey !== 'name') return undefined;
  const nameOf = (key: string): string | undefined => variableOfKey(dictionary.name, key);
  return keyItems(place, { ...scope, nameOf, around: ['', ''] }, '');
}

export function keyItems(place: ItemPlace, scope: Scope, prefix: string): CompletionItem[] {
  const { cursor } = place;
  const byName = new Map<string, Offer>();
  for (const offer of offersOf(scope, cursor.word)) {
    if (!offer.name.startsWith(prefix)) continue;
    const key = offer.name.slice(prefix.length);
    const written = scope.nameOf ? scope.nameOf(key) : key;
    if (written === undefined || byName.has(written)) continue;
    if (!cursor.siblings.has(written) || written === cursor.word) byName.set(written, offer);
  }
  const names = [...byName.keys()].sort((a, b) => rank(byName.get(a)) - rank(byName.get(b)));
  return offered(names, cursor.word).map((name) => keyItem(place, scope, name, byName.get(name)));
}

interface Offer {
  readonly name: string;
  readonly row: ConfigKey;
  readonly dictionary: Dictionary;
}

const rank = (offer: Offer | undefined): number => (offer?.row.words === undefined ? 1 : 0);

/** Keys of the program, then those of other programs that it hands on: the described ones, or all behind their prefix. */
function* offersOf(
  { dictionaries, dictionary, version, scopes }: Scope,
  word: string,
): Generator<Offer> {
  for (const row of keysOffered(dictionary, version, scopes))
    yield { name: row.key, row, dictionary };
  for (const { prefix, of, as = '' } of dictionary.head.includes) {
    if (prefix.includes('*')) continue;
    const included = dictionaries.of(of);
    const isTyped = word.startsWith(prefix);
    for (const row of keysOffered(included, undefined, undefined)) {
      if (!row.key.startsWith(as) || !(isTyped || row.words !== undefined)) continue;
      yield { name: prefix + row.key.slice(as.length), row, dictionary: included };
    }
  }
}

/** Versions and scopes of a dictionary of which the offered keys are kept: a session meets few. */
const maxKept = 20;
const kept = new WeakMap<Dictionary, Map<string, readonly ConfigKey[]>>();

function keysOffered(
  dictionary: Dictionary,
  version: string | undefined,
  scopes: readonly string[] | undefined,
): readonly ConfigKey[] {
  const ofDictionary = kept.get(dictionary) ?? new Map<string, readonly ConfigKey[]>();
  kept.set(dictionary, ofDictionary);
  const question = JSON.stringify([version, scopes]);
  const known = ofDictionary.get(question);
  if (known) return known;
  if (ofDictionary.size >= maxKept) ofDictionary.clear();
  const keys = dictionary.keysOf(version).filter((row) => isOffered(row, version, scopes));
  ofDictionary.set(question, keys);
  return keys;
}

/** What a program keeps for itself, has no more or has under another name is known, and not offered. */
const notOffered = /\b(?:internal|defunct|hidden|obsolete|undocumented|yarn|mesos|standalone)\b/;

function isOffered(
  row: ConfigKey,
  version: string | undefined,
  scopes: readonly string[] | undefined,
): boolean {
  const { scope = '', isDeprecated, replacedBy, removed, since } = row;
  if (isDeprecated || replacedBy !== undefined || notOffered.test(scope)) return false;
  if (scopes && !isInScope(row, scopes)) return false;
  if (removed !== undefined && (version === undefined || compareVersions(removed, version) <= 0))
    return false;
  return version === undefined || since === undefined || compareVersions(since, version) <= 0;
}

function keyItem(
  place: ItemPlace,
  scope: Scope,
  name: string,
  offer: Offer | undefined,
): CompletionItem {
  const { cursor, isLazy } = place;
  const row = offer?.row ?? { key: name };
  const program = offer?.dictionary.name ?? '';
  const hasValues = valuesOfType(program, row).length > 0;
  const isFamily = name.includes('[');
  const [before, after] = scope.around ?? ['', cursor.hasColon ? '' : ': '];
  const plain = scope.around ? name : writtenKey(cursor, name);
  const written = isFamily ? familyText(name) : snippetText(plain);
  return {
    label: name,
    kind: CompletionItemKind.Property,
    detail: shortFacts(row),
    sortText: `${rank(offer)} ${name}`,
    ...(isLazy ? { data: `dictionary.${program}#${row.key}` } : documentation(offer)),
    ...(after === '' && !isFamily
      ? plainEdit(place, before + plain, name)
      : snippetEdit(place, [snippetText(before) + written + valueStop(after)], name)),
    ...(after !== '' && hasValues && { command: suggestAgain }),
  };
}

/** What follows a key, with the stop where its value is typed: within an element before it is closed. */
function valueStop(after: string): string {
  return after.startsWith('<') ? `$0${snippetText(after)}` : `${snippetText(after)}$0`;
}

function documentation(offer: Offer | undefined): Pick<CompletionItem, 'documentation'> {
  if (!offer) return {};
  const value = keyPage(offer.dictionary, offer.row, { key: offer.name });
  return { documentation: { kind: MarkupKind.Markdown, value } };
}

/** The names of a family's key are stops; of some there are few. */
function familyText(pattern: string): string {
  let stop = 0;
  return pattern
    .split(/(\[\w+\])/)
    .map((part) => {
      const name = /^\[(\w+)\]$/.exec(part)?.[1];
      if (name === undefined) return snippetText(part);
      const choices = choicesOfName[name];
      return choices
        ? `\${${++stop}|${choices.map(snippetChoice).join(',')}|}`
        : `\${${++stop}:${name}}`;
    })
    .join('');
}

const choicesOfName: Readonly<Record<string, readonly string[]>> = {
  VolumeType: ['persistentVolumeClaim', 'emptyDir', 'hostPath', 'nfs'],
};

export function sectionItems(place: ItemPlace, scope: Scope): CompletionItem[] {
  const { dictionary, version, scopes, around } = scope;
  const { cursor } = place;
  const sections = new Set<string>();
  for (const { key } of keysOffered(dictionary, version, scopes)) {
    const dot = key.indexOf('.');
    if (dot > 0) sections.add(key.slice(0, dot));
  }
  return [...sections]
    .filter((name) => !cursor.siblings.has(name) || name === cursor.word)
    .slice(0, maxItems)
    .map((name): CompletionItem => {
      const written = around ? name + around[1] : writtenKey(cursor, name);
      return {
        label: name,
        kind: CompletionItemKind.Module,
        detail: `section of ${dictionary.head.title}`,
        ...(around || cursor.hasColon || cursor.style !== 'block'
          ? plainEdit(place, written, name)
          : snippetEdit(place, [`${snippetText(written)}:`, '  $0'], name)),
      };
    });
}

export function valueItems(place: ItemPlace, scope: Scope, key: string): CompletionItem[] {
  const { cursor } = place;
  const { dictionaries, dictionary, version } = scope;
  const found = lookUp(dictionaries, dictionary, key, version);
  const [row] = found.rows;
  if (!row || row.isSecret) return [];
  const ofType = valuesOfType(found.dictionary.name, row);
  const values = ofType.length > 0 ? ofType : row.default === undefined ? [] : [row.default];
  return offered(values, cursor.word).map((value, index): CompletionItem => {
    const isDefault = value.toLowerCase() === row.default?.toLowerCase();
    return {
      label: value,
      kind: row.values ? CompletionItemKind.EnumMember : CompletionItemKind.Value,
      sortText: `${isDefault ? 0 : 1} ${String(index).padStart(3, '0')}`,
      ...(isDefault && { detail: 'default' }),
      ...plainEdit(place, valueText(scope, cursor, value), value),
    };
  });
}

/** As the language of the place writes it: YAML, or that of a text. */
function valueText({ around, isQuoted }: Scope, cursor: Cursor, value: string): string {
  if (!around) return writtenValue(cursor, value, { type: 'string' });
  const isWord = /^(?:True|False|None|-?\d+(?:\.\d+)?)$/.test(value);
  return isQuoted && !isWord ? JSON.stringify(value) : value;
}

/** What a lazy item's `data` names: the page of a key. */
export function documentationOfKey(
  dictionaries: Dictionaries,
  item: CompletionItem,
  data: string,
): CompletionItem {
  const [, name = '', key = ''] = /^dictionary\.([\w-]+)#(.*)$/.exec(data) ?? [];
  const [row] = name === '' ? [] : dictionaries.of(name).find(key);
  if (!row) return item;
  const value = keyPage(dictionaries.of(name), row, { key: item.label });
  return { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

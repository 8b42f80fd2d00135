/** Completion inside of a program's configuration: its keys, families of them as snippets, and values. */
import { CompletionItemKind, MarkupKind, type CompletionItem } from 'vscode-languageserver-types';
import { lookUp, versionFor } from '../../embedded/configText.ts';
import { configSiteAt, type FoundSite } from '../../embedded/configSite.ts';
import { shortFacts } from '../../embedded/keyWords.ts';
import { compareVersions } from '../../dictionaries/versions.ts';
import type { ConfigKey } from '../../dictionaries/configKey.ts';
import type { Dictionaries, Dictionary } from '../../dictionaries/dictionary.ts';
import { valuesOfType } from '../../dictionaries/grammar.ts';
import { at } from '../../yaml/node.ts';
import { keyPage } from '../configHover.ts';
import { suggestAgain } from './suggestAgain.ts';
import { maxItems, offered } from './offered.ts';
import { plainEdit, snippetEdit, writtenKey, writtenValue, type Place } from './place.ts';
import { snippetChoice, snippetText } from './snippetText.ts';

/** Undefined where the cursor is in no configuration. */
export function configItems(place: Place): CompletionItem[] | undefined {
  const { typed, tree, objectPath, path, cursor } = place;
  const { dictionaries } = typed;
  const site = dictionaries && configSiteAt(typed, at(tree, objectPath), path);
  if (!site) return undefined;
  const { annotation, rest, around } = site;
  const dictionary = dictionaries.of(annotation.of);
  const version = versionFor(annotation, around);
  const scope = { dictionaries, dictionary, version, site };
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

interface Scope {
  readonly dictionaries: Dictionaries;
  readonly dictionary: Dictionary;
  readonly version: string | undefined;
  readonly site: FoundSite;
}

function keyItems(place: Place, scope: Scope, prefix: string): CompletionItem[] {
  const { cursor } = place;
  const byName = new Map<string, Offer>();
  for (const offer of offersOf(scope, cursor.word)) {
    const { name } = offer;
    if (!name.startsWith(prefix) || byName.has(name)) continue;
    const written = name.slice(prefix.length);
    if (!cursor.siblings.has(written) || written === cursor.word) byName.set(written, offer);
  }
  const names = [...byName.keys()].sort((a, b) => rank(byName.get(a)) - rank(byName.get(b)));
  return offered(names, cursor.word).map((name) => keyItem(place, name, byName.get(name)));
}

interface Offer {
  readonly name: string;
  readonly row: ConfigKey;
  readonly dictionary: Dictionary;
}

const rank = (offer: Offer | undefined): number => (offer?.row.words === undefined ? 1 : 0);

/** Keys of the program, then those of other programs that it hands on: the described ones, or all behind their prefix. */
function* offersOf(
  { dictionaries, dictionary, version, site }: Scope,
  word: string,
): Generator<Offer> {
  for (const row of keysOffered(dictionary, version, site.annotation.scope))
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
  if (scopes && !scopes.some((word) => scope.includes(word))) return false;
  if (removed !== undefined && (version === undefined || compareVersions(removed, version) <= 0))
    return false;
  return version === undefined || since === undefined || compareVersions(since, version) <= 0;
}

function keyItem(place: Place, name: string, offer: Offer | undefined): CompletionItem {
  const { cursor, isLazy } = place;
  const row = offer?.row ?? { key: name };
  const program = offer?.dictionary.name ?? '';
  const hasValues = valuesOfType(program, row).length > 0;
  const written = name.includes('[') ? familyText(name) : snippetText(writtenKey(cursor, name));
  const isPlain = cursor.hasColon && !name.includes('[');
  return {
    label: name,
    kind: CompletionItemKind.Property,
    detail: shortFacts(row),
    sortText: `${rank(offer)} ${name}`,
    ...(isLazy ? { data: `dictionary.${program}#${row.key}` } : documentation(offer)),
    ...(isPlain
      ? plainEdit(place, writtenKey(cursor, name), name)
      : snippetEdit(place, [cursor.hasColon ? written : `${written}: $0`], name)),
    ...(!cursor.hasColon && hasValues && { command: suggestAgain }),
  };
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

function sectionItems(place: Place, { dictionary, version, site }: Scope): CompletionItem[] {
  const { cursor } = place;
  const sections = new Set<string>();
  for (const { key } of keysOffered(dictionary, version, site.annotation.scope)) {
    const dot = key.indexOf('.');
    if (dot > 0) sections.add(key.slice(0, dot));
  }
  return [...sections]
    .filter((name) => !cursor.siblings.has(name) || name === cursor.word)
    .slice(0, maxItems)
    .map((name): CompletionItem => {
      const written = writtenKey(cursor, name);
      return {
        label: name,
        kind: CompletionItemKind.Module,
        detail: `section of ${dictionary.head.title}`,
        ...(cursor.hasColon || cursor.style !== 'block'
          ? plainEdit(place, written, name)
          : snippetEdit(place, [`${snippetText(written)}:`, '  $0'], name)),
      };
    });
}

function valueItems(place: Place, scope: Scope, key: string): CompletionItem[] {
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
      ...plainEdit(place, writtenValue(cursor, value, { type: 'string' }), value),
    };
  });
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

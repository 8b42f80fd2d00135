/** What is said of a configuration key, wherever it stands: in a hover, and beside an item of completion. */
import type { ConfigKey } from '../dictionaries/configKey.ts';
import type { Dictionary } from '../dictionaries/dictionary.ts';
import { formWords } from '../dictionaries/grammar.ts';

const typeWords: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  int: 'whole number',
  double: 'number',
  size: 'size',
  duration: 'duration',
  enum: 'one of a few words',
  list: 'list',
  map: 'mapping',
  path: 'path',
  class: 'class',
  uri: 'address',
  string: 'text',
};

/** `size`, `true or false`; empty where the type is not known. */
export function typeOfKey({ type = '' }: ConfigKey): string {
  return typeWords[type] ?? '';
}

/** `size, default 1g` */
export function shortFacts(key: ConfigKey): string {
  const initial = defaultOf(key);
  return [typeOfKey(key), ...(initial === undefined ? [] : [`default ${initial}`])]
    .filter((part) => part !== '')
    .join(', ');
}

/** Undefined where there is none, or where it is nobody's business. */
export function defaultOf({ default: initial, isSecret }: ConfigKey): string | undefined {
  return initial === undefined || isSecret ? undefined : initial;
}

/** Sentences on form, unit, versions and successors, in plain text. */
export function remarksOn(dictionary: Dictionary, key: ConfigKey): string[] {
  const { title } = dictionary.head;
  const { type, unit, since, removed, replacedBy, isDeprecated } = key;
  const editions = dictionary.editionsWith(key.key);
  const form = formWords(dictionary.name, type);
  const isLoose = type === 'int' || type === 'double' || type === 'boolean';
  return [
    ...(form !== undefined && !isLoose ? [`Write ${form}.`] : []),
    ...(unit === undefined ? [] : [unitWords(unit)]),
    ...(since === undefined ? [] : [`Since ${title} ${since}.`]),
    ...(editions === undefined ? [] : [`Only ${title} ${editions.join(' and ')} has it.`]),
    ...(removed === undefined ? [] : [`${title} ${removed} has it no more.`]),
    ...(replacedBy === undefined ? [] : [`Use ${replacedBy} instead.`]),
    ...(isDeprecated && replacedBy === undefined && removed === undefined ? ['Deprecated.'] : []),
  ].filter((sentence) => sentence !== '');
}

/** `MiB if no suffix; >=1` as sentences. */
function unitWords(unit: string): string {
  const parts = unit.split(/[;,\s]/).filter((part) => part !== '');
  const suffix = parts.findIndex((part) => part === 'suffix' || part === 'unit');
  const bare = suffix > 2 && parts[suffix - 1] === 'no' ? parts[suffix - 3] : undefined;
  const bounds = parts.flatMap((part) => {
    const sign = /^[<>]=?(?=.)/.exec(part)?.[0];
    return sign === undefined ? [] : [`${boundWords[sign] ?? ''} ${part.slice(sign.length)}`];
  });
  const [first = '', ...others] = bounds;
  const bound = [first, ...others].join(' and ');
  return [
    ...(bare === undefined ? [] : [`A bare number counts in ${bare}.`]),
    ...(first === '' ? [] : [`${bound.charAt(0).toUpperCase()}${bound.slice(1)}.`]),
    ...(/^(?:ms|s|bytes|MiB|kB)(?=;|$)/.test(unit) ? [`In ${unit.split(';', 1)[0] ?? ''}.`] : []),
    ...(unit.startsWith('comma-separated') ? ['Parted by commas.'] : []),
  ].join(' ');
}

const boundWords: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
};

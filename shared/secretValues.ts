/** The secrets of an object as plain data: what a message about it must not repeat. */
import { hiddenMark } from './hideSecrets.ts';
import { own } from './own.ts';
import { isSecretName } from './secretNames.ts';
import { secretsInArguments } from './secretCommands.ts';
import { secretPartsOf } from './secretParts.ts';
import { isStray, ruleBelow, secrecyOf, type Secrecy } from './secretFields.ts';

/** Values at most that are looked at. */
const maxValues = 200_000;

export function secretValuesOf(root: unknown): string[] {
  const found = new Set<string>();
  let left = maxValues;
  const take = (text: string): void => {
    for (const form of formsOf(text)) found.add(form);
  };
  const visit = (value: unknown, path: readonly string[], holder: Holder, rule: Secrecy): void => {
    if (--left < 0 || value === null || value === undefined) return;
    if (rule === 'text' && !Array.isArray(value))
      visit(value, path, holder, typeof value === 'object' ? 'open' : 'all');
    else if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      if (rule === 'open') secretsInArguments(items).forEach(take);
      for (const [index, item] of items.entries()) {
        const isArgument = isSecretFlag(items[index - 1]);
        visit(item, path, noObject, isArgument ? 'all' : ruleBelow(rule));
      }
    } else if (typeof value === 'object') {
      const fields = value as Readonly<Record<string, unknown>>;
      const own = holderOf(fields, holder);
      const here = own === holder ? path : [];
      const isEmpty = Object.hasOwn(fields, 'value') && isEmptyText(fields.value);
      const sibling = siblingOf(fields);
      for (const [key, item] of Object.entries(fields)) {
        const isWhole = rule === 'all' || isStray(key, { sibling }, isEmpty);
        if (isWhole) take(key);
        const below =
          rule === 'open' && !isWhole ? secrecyOf({ ...own, key, path: here, sibling }) : 'all';
        visit(item, [...here, key], own, below);
      }
    } else {
      const text = `${value as string | number | boolean}`;
      if (rule === 'open') secretPartsOf(text).forEach(take);
      else take(text);
    }
  };
  visit(root, [], noObject, 'open');
  return [...found];
}

/** Levels of a value that are shown at most: deeper nobody reads, and a schema's author may nest without end. */
const maxDepth = 200;

/** A value with its secrets replaced by a mark; `key` is what it stands under. */
export function maskedValue(key: string, value: unknown, isSecret = false): unknown {
  const mask = (name: string, item: unknown, rule: Secrecy, depth: number): unknown => {
    if (item === null || item === undefined || item === '') return item;
    if (depth > maxDepth) return hiddenMark;
    if (Array.isArray(item))
      return item.map((each) => mask(name, each, ruleBelow(rule), depth + 1));
    if (rule === 'text')
      return mask(name, item, typeof item === 'object' ? 'open' : 'all', depth + 1);
    if (typeof item !== 'object') return rule === 'open' ? item : hiddenMark;
    const fields = item as Readonly<Record<string, unknown>>;
    const place = { path: [name], kind: '', isObject: false, sibling: siblingOf(fields) };
    return Object.fromEntries(
      Object.entries(fields).map(([below, each]) => {
        const own = rule === 'open' ? secrecyOf({ ...place, key: below }) : 'all';
        return [below, mask(below, each, own, depth + 1)];
      }),
    );
  };
  return mask(key, value, isSecret || isSecretName(key) ? 'all' : 'open', 0);
}

function isEmptyText(value: unknown): boolean {
  return value === null || value === '';
}

interface Holder {
  readonly kind: string;
  readonly isObject: boolean;
}

const noObject: Holder = { kind: '', isObject: false };

function holderOf(fields: Readonly<Record<string, unknown>>, outer: Holder): Holder {
  const text = siblingOf(fields);
  const kind = text('kind');
  const isObject = text('apiVersion') !== undefined;
  return kind === undefined && !isObject ? outer : { kind: kind ?? '', isObject };
}

function siblingOf(fields: Readonly<Record<string, unknown>>) {
  return (name: string): string | undefined => {
    const value = own(fields, name);
    return typeof value === 'string' ? value : undefined;
  };
}

/** `--password` in a list of arguments. */
export function isSecretFlag(previous: unknown): boolean {
  return typeof previous === 'string' && /^--?[\w.-]+$/.test(previous) && isSecretName(previous);
}

/** A secret as messages may hold it: as it is, its lines, with escapes, decoded. */
export function formsOf(text: string): string[] {
  const trimmed = text.trim();
  const lines = trimmed.includes('\n')
    ? trimmed
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
    : [];
  const decoded = decodedFrom(trimmed);
  return [
    text,
    trimmed,
    ...lines,
    JSON.stringify(trimmed).slice(1, -1),
    ...decoded,
    ...secretPartsOf(trimmed),
  ].filter((form) => form !== '');
}

function decodedFrom(text: string): string[] {
  const packed = text.replaceAll(/\s+/g, '');
  if (packed.length < 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return [];
  const [digits = ''] = packed.split('=', 1);
  // One digit alone at the end says nothing, however many signs of filling stand behind it.
  const decoded = atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
  return /^[ -~\s]+$/.test(decoded) ? [decoded.trim()] : [];
}

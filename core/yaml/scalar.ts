/** What a scalar is for the API server: its text, or the boolean, number or null that its words or its tag make of it. */
import { serverNumber } from './serverNumber.ts';
import type { ProblemKind } from './yamlProblem.ts';

export type ScalarValue = string | number | bigint | boolean | null;

export interface TaggedValue {
  readonly value: ScalarValue;
  readonly problem?: ProblemKind;
}

/** The value of a scalar without tag and quotes. A whole number that JavaScript would round is a `bigint`. */
export function plainValue(source: string): ScalarValue {
  const first = source.charCodeAt(0);
  if (Number.isNaN(first)) return null;
  // Most begin with a letter that no special word begins with.
  if (first > 0x39 && !mayBeWord(first)) return source;
  const word = words.get(source);
  if (word !== undefined) return word;
  return first > 0x39 || first < 0x2b ? source : (serverNumber(source) ?? source);
}

/** The value of a scalar with a tag, in quotes or not. `tag` is written out: `tag:yaml.org,2002:int` for `!!int`. */
export function taggedValue(tag: string, source: string): TaggedValue {
  const type = tag.startsWith(ownPrefix) ? tag.slice(ownPrefix.length) : undefined;
  if (type === 'binary') return binaryValue(source);
  if (type === undefined || type === 'str' || !typed.has(type)) return { value: source };
  const value = plainValue(source);
  if (type === typeOf(value, source)) return { value };
  const isWhole = typeof value === 'number' || typeof value === 'bigint';
  if (type === 'float' && isWhole) return { value: Number(value) };
  return { value, problem: 'tag of another type' };
}

/** As JavaScript has numbers. */
export function rounded(value: ScalarValue): Exclude<ScalarValue, bigint> {
  return typeof value === 'bigint' ? Number(value) : value;
}

/** A tag without its shorthand. */
export function writtenOut(tag: string): string {
  if (tag.startsWith('!<')) return tag.slice(2, -1);
  return tag.startsWith('!!') ? `${ownPrefix}${tag.slice(2)}` : tag;
}

const ownPrefix = 'tag:yaml.org,2002:';
const typed = new Set(['bool', 'int', 'float', 'null', 'timestamp']);

function typeOf(value: ScalarValue, source: string): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return isTimestamp(source) ? 'timestamp' : 'str';
  if (typeof value === 'bigint') return 'int';
  const digits = source.replaceAll('_', '');
  const isWhole = /^[-+]?(?:\d+|0[xX][\dA-Fa-f]+|0[oObB]\d+)$/.test(digits);
  return isWhole && Number.isSafeInteger(value) ? 'int' : 'float';
}

function isTimestamp(source: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?$)/.test(
    source,
  );
}

function binaryValue(source: string): TaggedValue {
  const encoded = source.replace(/[\r\n]/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0) {
    return { value: source, problem: 'wrong base64' };
  }
  const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
  return { value: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}

/** First letters of words that are no text, in both cases, and `~`. */
function mayBeWord(code: number): boolean {
  switch (code | 0x20) {
    case 0x79: // y
    case 0x6e: // n
    case 0x74: // t
    case 0x66: // f
    case 0x6f: // o
      return true;
    default:
      return code === 0x7e;
  }
}

const words = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

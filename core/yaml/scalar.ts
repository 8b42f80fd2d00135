/**
 * How a Kubernetes API server types a plain scalar. It reads YAML 1.1 (go-yaml v2 under sigs.k8s.io/yaml): `yes` and
 * `on` are booleans, `0644` is 420, but there are no base-60 numbers and a date stays a string.
 */
export function resolvePlain(source: string): string | number | boolean | null {
  const first = source.charCodeAt(0);
  if (Number.isNaN(first)) return null;
  // Most plain scalars begin with a letter that no special word begins with.
  if (isLetter(first) && !specialFirst.has(source[0] ?? '')) return source;
  const word = words.get(source);
  if (word !== undefined) return word;
  return isLetter(first) ? source : (number(source) ?? source);
}

const words = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);
const specialFirst = new Set('yYnNtTfFoO');

const decimal = /^[-+]?(0|[1-9][0-9_]*)$/;
const octal = /^[-+]?0o?[0-7_]+$/;
const hexadecimal = /^[-+]?0x[0-9a-fA-F_]+$/;
const binary = /^[-+]?0b[01_]+$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

function number(source: string): number | undefined {
  const code = source.charCodeAt(0);
  if (!isDigit(code) && code !== plus && code !== minus && code !== dot) return undefined;
  const digits = source.replaceAll('_', '');
  const sign = digits.startsWith('-') ? -1 : 1;
  const unsigned = digits.replace(/^[-+]/, '');
  if (decimal.test(source)) return Number(digits);
  if (octal.test(source)) return sign * parseInt(unsigned.replace(/^0o?/, ''), 8);
  if (hexadecimal.test(source)) return sign * parseInt(unsigned.slice(2), 16);
  if (binary.test(source)) return sign * parseInt(unsigned.slice(2), 2);
  if (!float.test(source)) return undefined;
  const value = Number(source);
  // What overflows stays text.
  return Number.isFinite(value) ? value : undefined;
}

const plus = 0x2b;
const minus = 0x2d;
const dot = 0x2e;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Numbers as the decoder of Kubernetes reads them (go-yaml v2): `0o440`, `0X1f` and `1_000` are integers, `1e400` is text. */

/**
 * The number that the server makes of a plain scalar, a `bigint` where a JavaScript number would round it; undefined
 * where it stays text.
 */
export function serverNumber(source: string): number | bigint | undefined {
  if (isSmall(source)) return Number(source);
  const word = words.get(source);
  if (word !== undefined) return word;
  if (source.startsWith('.')) return float.test(source) ? finite(source) : undefined;
  const plain = source.replaceAll('_', '');
  const [, sign = '', prefix = '', digits = ''] = integer.exec(plain) ?? [];
  if (digits !== '') {
    const base = prefix === '0' ? '0o' : prefix.toLowerCase();
    const whole = base === '' ? wholeNumber(digits) : wholeNumber(`${base}${digits}`);
    const value = whole !== undefined && sign === '-' ? -whole : whole;
    if (value !== undefined && value >= lowest && value <= (sign ? highestSigned : highest)) {
      return asNumber(value);
    }
  }
  return float.test(plain) ? finite(plain) : undefined;
}

/** Digits that mean the same everywhere. */
function isSmall(source: string): boolean {
  if (source.length > 15 || (source.length > 1 && source.startsWith('0'))) return false;
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return source !== '';
}

const words = new Map<string, number>([
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

/** As Go's `ParseInt` with base 0 takes it: a zero in front alone means octal. */
const integer = /^([-+]?)(0[xX](?=[0-9a-fA-F])|0[oObB](?=[0-9])|0(?=[0-9])|)([0-9a-fA-F]+)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const lowest = -(2n ** 63n);
const highestSigned = 2n ** 63n - 1n;
const highest = 2n ** 64n - 1n;

/** Longer ones are no 64 bits, and reading them takes time that grows faster than they do. */
const mostDigits = 70;

function wholeNumber(text: string): bigint | undefined {
  if (text.length > mostDigits && !/^0*$/.test(text.slice(0, -mostDigits))) return undefined;
  try {
    return BigInt(text.length > mostDigits ? text.slice(-mostDigits) : text);
  } catch {
    return undefined; // a digit that the base does not have
  }
}

/** What overflows stays text. */
function finite(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function asNumber(value: bigint): number | bigint {
  const rounded = Number(value);
  return Number.isSafeInteger(rounded) ? rounded : value;
}

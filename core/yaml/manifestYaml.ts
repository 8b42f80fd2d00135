/**
 * YAML as a Kubernetes API server reads it (go-yaml v2 under sigs.k8s.io/yaml): `0o440`, `0X1f` and `1_000` are integers,
 * dates and `12:30:45` are text, `!!binary` is the text that it encodes, and a whole number keeps all of its digits.
 */
import { parseDocument, Scalar } from 'yaml';
import type { Document, LineCounter, ScalarTag } from 'yaml';
import { isMergeTag, mergeTag } from './yamlExpansion.ts';

/** Doubled keys are no error here: the server names their path, and here they would hide the rest. */
export function parseServerYaml(text: string, lineCounter?: LineCounter): Document.Parsed {
  return parseDocument(text, {
    ...(lineCounter && { lineCounter }),
    version: '1.1',
    customTags: (tags) => [
      ...tags.filter(
        (tag) => typeof tag === 'string' || !(replaced.has(tag.tag) || isMergeTag(tag)),
      ),
      mergeTag,
      numberTag,
      floatTag,
      binaryTag,
    ],
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
}

/**
 * The number that the server makes of a plain scalar, a `bigint` where a JavaScript number would round it; undefined
 * where it stays text.
 */
export function serverNumber(source: string): number | bigint | undefined {
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

/** Tags of the library whose reading is not the server's. */
const replaced = new Set(
  ['int', 'float', 'binary', 'timestamp', 'omap', 'pairs', 'set'].map(
    (name) => `tag:yaml.org,2002:${name}`,
  ),
);

const numberTag: ScalarTag = {
  identify: (value) => typeof value === 'number' || typeof value === 'bigint',
  default: true,
  tag: 'tag:yaml.org,2002:int',
  // Begins as a number does; what turns out to be none stays text.
  test: /^[-+.0-9]/,
  resolve: (source) => serverNumber(source) ?? source,
};

const floatTag: ScalarTag = { ...numberTag, default: false, tag: 'tag:yaml.org,2002:float' };

const binaryTag: ScalarTag = {
  identify: () => false,
  default: false,
  tag: 'tag:yaml.org,2002:binary',
  resolve(source, onError) {
    const encoded = source.replace(/[\r\n]/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0) {
      onError('The value of !!binary is not base64');
      return source;
    }
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    return new Scalar(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  },
};

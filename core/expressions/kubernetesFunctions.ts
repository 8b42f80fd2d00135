/**
 * Functions that the API server adds to the language: lists, `find`, quantities, addresses, URLs, formats. What has a type of its own
 * there is a mapping with a mark here; whoever gives another one gets no answer, as the server would not take the expression.
 */
import {
  celFunc,
  celList,
  celMap,
  celMethod,
  CelScalar,
  isCelList,
  isCelMap,
  listType,
  type CelFunc,
  type CelValue,
} from '@bufbuild/cel';
import { own } from '../../shared/own.ts';
import type { Format } from '../formats/format.ts';
import { dns1035Label, dnsLabel, dnsSubdomain, labelValue } from '../formats/names.ts';
import { NANO, parseQuantity } from '../formats/quantity.ts';
import { addressOf, rangeOf, type Address } from './addresses.ts';

export interface Searching {
  /** The first match of a pattern, empty where there is none. */
  readonly find: (text: string, pattern: string) => string;
}

const { BOOL, DYN, INT, STRING } = CelScalar;

export function kubernetesFunctions({ find }: Searching): CelFunc[] {
  return [
    celMethod('find', STRING, [STRING], STRING, function (pattern) {
      return find(this, pattern);
    }),
    ...ofLists,
    ...ofQuantities,
    ...ofAddresses,
    ...ofUrls,
    ...ofFormats,
  ];
}

const anyList = listType(DYN);

const ofLists: readonly CelFunc[] = [
  celMethod('isSorted', anyList, [], BOOL, function () {
    const items = [...this];
    return items.every((item, index) => index === 0 || compared(items[index - 1], item) <= 0);
  }),
  celMethod('sum', anyList, [], DYN, function () {
    const items = [...this];
    if (items.every((item) => typeof item === 'bigint')) return items.reduce((a, b) => a + b, 0n);
    if (items.every((item) => typeof item === 'number')) return items.reduce((a, b) => a + b, 0);
    throw new Error('a sum of other things than numbers');
  }),
  celMethod('min', anyList, [], DYN, function () {
    return extreme([...this], -1);
  }),
  celMethod('max', anyList, [], DYN, function () {
    return extreme([...this], 1);
  }),
  celMethod('indexOf', anyList, [DYN], INT, function (wanted) {
    return BigInt([...this].findIndex((item) => compared(item, wanted) === 0));
  }),
  celMethod('lastIndexOf', anyList, [DYN], INT, function (wanted) {
    return BigInt([...this].findLastIndex((item) => compared(item, wanted) === 0));
  }),
];

function extreme(items: readonly CelValue[], sign: 1 | -1): CelValue {
  const [first, ...rest] = items;
  if (first === undefined) throw new Error('an empty list');
  return rest.reduce((best, item) => (compared(item, best) * sign > 0 ? item : best), first);
}

/** Numbers by their size, texts by their characters; nothing else is compared. */
function compared(a: CelValue | undefined, b: CelValue): number {
  const isPair =
    (typeof a === 'string' && typeof b === 'string') ||
    (typeof a === 'boolean' && typeof b === 'boolean') ||
    (isNumber(a) && isNumber(b));
  if (!isPair) throw new Error('values that have no order');
  return a < b ? -1 : a > b ? 1 : 0;
}

function isNumber(value: CelValue | undefined): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** A value of a type that the language lacks. */
function marked(type: string, value: CelValue): CelValue {
  return celMap(new Map<string, CelValue>([[`@${type}`, value]]));
}

function unmarked(type: string, value: CelValue): CelValue {
  const found = isCelMap(value) ? value.get(`@${type}`) : undefined;
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
}

function method(
  type: string,
  name: string,
  args: readonly (typeof DYN)[],
  impl: (self: CelValue, ...args: CelValue[]) => CelValue,
): CelFunc {
  return celMethod(name, DYN, args, DYN, function (...given) {
    return impl(unmarked(type, this), ...given);
  });
}

const quantityOf = (text: string): bigint => {
  const amount = parseQuantity(text);
  if (amount === undefined) throw new Error('no quantity');
  return amount;
};

function amountOf(value: CelValue): bigint {
  return typeof value === 'bigint' ? value * NANO : (unmarked('quantity', value) as bigint);
}

const ofQuantities: readonly CelFunc[] = [
  celFunc('isQuantity', [STRING], BOOL, (text) => parseQuantity(text) !== undefined),
  celFunc('quantity', [STRING], DYN, (text) => marked('quantity', quantityOf(text))),
  celFunc('sign', [DYN], INT, (value) => BigInt(compared(unmarked('quantity', value), 0n))),
  method('quantity', 'compareTo', [DYN], (self, other) => BigInt(compared(self, amountOf(other)))),
  method('quantity', 'isGreaterThan', [DYN], (self, other) => compared(self, amountOf(other)) > 0),
  method('quantity', 'isLessThan', [DYN], (self, other) => compared(self, amountOf(other)) < 0),
  method('quantity', 'isInteger', [], (self) => (self as bigint) % NANO === 0n),
  method('quantity', 'asInteger', [], (self) => {
    if ((self as bigint) % NANO !== 0n) throw new Error('no whole number');
    return (self as bigint) / NANO;
  }),
  method('quantity', 'asApproximateFloat', [], (self) => Number(self) / Number(NANO)),
  method('quantity', 'add', [DYN], (self, other) =>
    marked('quantity', (self as bigint) + amountOf(other)),
  ),
  method('quantity', 'sub', [DYN], (self, other) =>
    marked('quantity', (self as bigint) - amountOf(other)),
  ),
];

const textIn = (type: string, value: CelValue): string =>
  typeof value === 'string' ? value : (unmarked(type, value) as string);

function known(address: Address | undefined): Address {
  if (!address) throw new Error('no address');
  return address;
}

const ofAddresses: readonly CelFunc[] = [
  celFunc('isIP', [STRING], BOOL, (text) => addressOf(text) !== undefined),
  celFunc('ip', [STRING], DYN, (text) => {
    known(addressOf(text));
    return marked('ip', text);
  }),
  method('ip', 'family', [], (self) => BigInt(known(addressOf(self as string)).family)),
  celFunc('isCIDR', [STRING], BOOL, (text) => rangeOf(text) !== undefined),
  celFunc('cidr', [STRING], DYN, (text) => {
    known(rangeOf(text));
    return marked('cidr', text);
  }),
  method('cidr', 'prefixLength', [], (self) => BigInt(known(rangeOf(self as string)).bits)),
  method('cidr', 'containsIP', [DYN], (self, other) =>
    contains(rangeOf(self as string), addressOf(textIn('ip', other))),
  ),
  method('cidr', 'containsCIDR', [DYN], (self, other) =>
    contains(rangeOf(self as string), rangeOf(textIn('cidr', other))),
  ),
];

function contains(outer: Address | undefined, inner: Address | undefined): boolean {
  const { family, bits, value } = known(outer);
  const other = known(inner);
  const shift = BigInt((family === 4 ? 32 : 128) - bits);
  return family === other.family && other.bits >= bits && value >> shift === other.value >> shift;
}

/** What Go's parser of request addresses takes: with a scheme, or a path from the root. */
function urlOf(text: string): URL | undefined {
  const isRooted = text.startsWith('/');
  if (!isRooted && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)) return undefined;
  if (/[\s\p{Cc}]/u.test(text) || /%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  return URL.canParse(text, 'none://') ? new URL(isRooted ? `none://${text}` : text) : undefined;
}

/** Parts of special schemes are changed by the class, so they are cut out of the text. */
const parts = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/(?:[^/?#@]*@)?([^/?#]*))?([^?#]*)/;

const ofUrls: readonly CelFunc[] = [
  celFunc('isURL', [STRING], BOOL, (text) => urlOf(text) !== undefined),
  celFunc('url', [STRING], DYN, (text) => {
    if (!urlOf(text)) throw new Error('no URL');
    return marked('url', text);
  }),
  method('url', 'getScheme', [], (self) => (parts.exec(self as string)?.[1] ?? '').toLowerCase()),
  method('url', 'getHost', [], (self) => parts.exec(self as string)?.[2] ?? ''),
  method('url', 'getHostname', [], (self) =>
    (parts.exec(self as string)?.[2] ?? '').replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1'),
  ),
  method(
    'url',
    'getPort',
    [],
    (self) => /:(\d+)$/.exec(parts.exec(self as string)?.[2] ?? '')?.[1] ?? '',
  ),
  method('url', 'getEscapedPath', [], (self) => parts.exec(self as string)?.[3] ?? ''),
];

/** By the name of a function of `format`. */
const formats: Readonly<Record<string, Format>> = {
  dns1123Label: dnsLabel,
  dns1123Subdomain: dnsSubdomain,
  dns1035Label,
  labelValue,
};

const ofFormats: readonly CelFunc[] = [
  ...Object.keys(formats).map((name) =>
    celFunc(`format.${name}`, [], DYN, () => marked('format', name)),
  ),
  method('format', 'validate', [DYN], (self, value) => {
    const isEmptyRight = value !== '' || self === 'labelValue';
    const isRight =
      typeof value === 'string' && isEmptyRight && !own(formats, self as string)?.check(value);
    return marked('optional', celList(isRight ? [] : ['wrong']));
  }),
  method('optional', 'hasValue', [], (self) => isCelList(self) && self.size > 0),
];

/** Addresses: IP, CIDR, URI. */
import { isIP } from 'node:net';
import { quote, stringFormat, type FormatProblem } from './format.ts';

export const ip = stringFormat({
  name: 'ip',
  description: 'An IPv4 or IPv6 address.',
  examples: ['10.0.0.10', 'fd00::1'],
  check(value) {
    if (value === '') return undefined;
    const family = familyOf(value);
    if (family === 0)
      return { message: `${quote(value)} is not an IP address: write e.g. 10.0.0.10` };
    return family === 6 ? otherwiseWritten(value, shortest(value)) : undefined;
  },
});

export const cidr = stringFormat({
  name: 'cidr',
  description:
    'The first address of a range, `/` and the number of its leading bits. Bits behind those are 0.',
  examples: ['10.0.0.0/8', 'fd00::/64'],
  check(value) {
    const [address = '', bits = '', ...rest] = value.split('/');
    const family = familyOf(address);
    const max = family === 6 ? 128 : 32;
    if (family === 0 || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(bits) || Number(bits) > max) {
      return {
        message: `${quote(value)} is not an address range: write address/bits, e.g. 10.0.0.0/8`,
        ...(family > 0 && bits === '' && { suggest: `${address}/${max}` }),
      };
    }
    if (isFirst(address, Number(bits), family))
      return family === 6 ? otherwiseWritten(value, `${shortest(address)}/${bits}`) : undefined;
    const first = family === 4 ? `${networkOf(address, Number(bits))}/${bits}` : undefined;
    return {
      message: `${quote(value)} is not the beginning of its range: write ${first ?? 'the address with 0 behind the leading bits'}`,
      ...(first && { suggest: first }),
    };
  },
});

export const uri = stringFormat({
  name: 'uri',
  description: 'A URL with its scheme.',
  examples: ['https://example.com/a', 's3a://bucket/key'],
  severity: 'warning',
  check: (value) =>
    value === '' || /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(value)
      ? undefined
      : { message: `${quote(value)} is not a URL: begin it with a scheme such as https://` },
});

/** 4 or 6; 0 for what the API server does not take, zones and IPv4 inside of IPv6 among it. */
function familyOf(address: string): 0 | 4 | 6 {
  if (/%|^::ffff:/i.test(address)) return 0;
  const family = isIP(address);
  return family === 4 || family === 6 ? family : 0;
}

/** No address of the range lies before it. */
function isFirst(address: string, bits: number, family: 4 | 6): boolean {
  if (family === 4) return networkOf(address, bits) === address;
  const all = groupsOf(address).map((group) => group.toString(2).padStart(16, '0'));
  return !all.join('').slice(bits).includes('1');
}

function networkOf(address: string, bits: number): string {
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - bits);
  const first = Math.floor(value / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
}

/** The server takes every form of an IPv6 address and warns of all but the usual one. */
function otherwiseWritten(value: string, usual: string): FormatProblem | undefined {
  if (value === usual) return undefined;
  const message = `${quote(value)} is not written as IPv6 addresses usually are, and may not be found by its text: write ${usual}`;
  return { message, suggest: usual, isSame: true, severity: 'warning' };
}

/** An IPv6 address as RFC 5952 wants it: small letters, no leading zeros, the first longest run of zero groups as `::`. */
function shortest(address: string): string {
  const groups = groupsOf(address);
  let [start, length] = [0, 1];
  for (let at = 0; at < groups.length; at++) {
    const next = groups.findIndex((group, index) => index >= at && group !== 0);
    const zeros = (next === -1 ? groups.length : next) - at;
    if (zeros > length) [start, length] = [at, zeros];
  }
  const text = (part: readonly number[]): string =>
    part.map((group) => group.toString(16)).join(':');
  return length < 2
    ? text(groups)
    : `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

/** The eight groups of an IPv6 address, whose last two may be written as an IPv4 one. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const parse = (text: string): number[] => (text === '' ? [] : text.split(':').flatMap(groupsIn));
  const before = parse(head);
  const after = tail === undefined ? [] : parse(tail);
  return [
    ...before,
    ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0),
    ...after,
  ];
}

function groupsIn(text: string): number[] {
  if (!text.includes('.')) return [Number.parseInt(text, 16)];
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

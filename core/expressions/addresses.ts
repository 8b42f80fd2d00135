/** IP addresses and ranges as numbers, for expressions. */
import { isIP } from 'node:net';

export interface Address {
  readonly family: 4 | 6;
  /** Leading bits that count: all of an address. */
  readonly bits: number;
  readonly value: bigint;
}

/** Undefined for what the API server does not take as one: zones, and IPv4 inside of IPv6. */
export function addressOf(text: string): Address | undefined {
  const family = isIP(text);
  if (family === 4) return { family, bits: 32, value: numberOf(text.split('.'), 10, 8n) };
  if (family !== 6 || /%|^::ffff:/i.test(text)) return undefined;
  const [head = '', tail] = text.toLowerCase().split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':').flatMap(groupsOf));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...new Array<string>(Math.max(0, missing)).fill('0'), ...after];
  return { family: 6, bits: 128, value: numberOf(all, 16, 16n) };
}

export function rangeOf(text: string): Address | undefined {
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const address = match && addressOf(match[1] ?? '');
  const bits = Number(match?.[2]);
  return address && bits <= address.bits ? { ...address, bits } : undefined;
}

/** `1.2.3.4` at the end of an IPv6 address is two groups. */
function groupsOf(group: string): string[] {
  if (!group.includes('.')) return [group];
  const value = numberOf(group.split('.'), 10, 8n);
  return [(value >> 16n).toString(16), (value & 0xffffn).toString(16)];
}

function numberOf(digits: readonly string[], base: number, bits: bigint): bigint {
  return digits.reduce((sum, each) => (sum << bits) + BigInt(Number.parseInt(each, base)), 0n);
}

/** Whether a host is reached without a proxy: `NO_PROXY` as Go's net/http reads it. */
import { BlockList, isIP } from 'node:net';

/**
 * `hostname` without brackets. An entry is `*`, an IP address or a host, both with or without a port, or a range of
 * addresses. `example.com` and `*.example.com` and `.example.com` hold for the hosts below; the first for the host itself too.
 */
export function isWithoutProxy(hostname: string, port: number, noProxy: string): boolean {
  const host = hostname.trim().toLowerCase();
  const isAddress = isIP(host) !== 0;
  return noProxy.split(',').some((text) => {
    const entry = text.trim().toLowerCase();
    if (entry === '') return false;
    if (entry === '*') return true;
    if (entry.includes('/')) return isAddress && isInRange(host, entry);
    const { name, port: wanted } = splitHostPort(entry);
    if (name === '' || (wanted !== '' && Number(wanted) !== port)) return false;
    if (isIP(name)) return isAddress && isSameAddress(host, name);
    if (isAddress) return false; // no address lies below a domain
    const domain = name.startsWith('*.') ? name.slice(1) : name;
    if (domain.startsWith('.')) return host.endsWith(domain);
    return host === domain || host.endsWith(`.${domain}`);
  });
}

/** Never by a proxy of the environment, whatever it says. */
export function isThisMachine(hostname: string): boolean {
  if (hostname === 'localhost') return true;
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return isIP(hostname) !== 0 && loopback.check(hostname, familyOf(hostname));
}

function isInRange(host: string, range: string): boolean {
  const [address = '', bits = ''] = range.split('/');
  if (!isIP(address) || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (isIP(address) === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), familyOf(address));
  return list.check(host, familyOf(host));
}

function isSameAddress(host: string, address: string): boolean {
  const list = new BlockList();
  list.addAddress(address, familyOf(address));
  return list.check(host, familyOf(host));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** `[::1]:80`, `host:80`, `::1` or `host`. As for Go, brackets without a port make no address. */
function splitHostPort(entry: string): { name: string; port: string } {
  const bracket = /^\[([^\]]*)\]:(\d*)$/.exec(entry);
  if (bracket) return { name: bracket[1] ?? '', port: bracket[2] ?? '' };
  const parts = entry.split(':');
  if (parts.length !== 2) return { name: entry, port: '' };
  return { name: parts[0] ?? '', port: parts[1] ?? '' };
}

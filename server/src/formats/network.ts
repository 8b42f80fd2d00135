/** Addresses: IP, CIDR, URI. */
import { isIP } from 'node:net';
import { quote, stringFormat } from './format.ts';

export const ip = stringFormat({
  name: 'ip',
  description: 'An IPv4 or IPv6 address.',
  examples: ['10.0.0.10', 'fd00::1'],
  check: (value) =>
    value === '' || isIP(value) > 0
      ? undefined
      : { message: `${quote(value)} is not an IP address: write e.g. 10.0.0.10` },
});

export const cidr = stringFormat({
  name: 'cidr',
  description: 'An IP address, `/` and the number of leading bits.',
  examples: ['10.0.0.0/8', 'fd00::/64'],
  check(value) {
    const [address = '', bits = '', ...rest] = value.split('/');
    const family = isIP(address);
    const max = family === 6 ? 128 : 32;
    if (family > 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= max) {
      return undefined;
    }
    return {
      message: `${quote(value)} is not an address range: write address/bits, e.g. 10.0.0.0/8`,
      ...(family > 0 && bits === '' && { suggest: `${address}/${max}` }),
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

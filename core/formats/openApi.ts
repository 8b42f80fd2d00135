/**
 * Formats of OpenAPI that an API server checks in custom resources, as loosely as it does: where its reading is not
 * known to the letter, nothing is said. The names start with `openapi-`; our own of similar name are stricter.
 */
import { isIP } from 'node:net';
import { quote, stringFormat, type Format } from './format.ts';

/** A format of texts for which one test and one sentence are enough. */
function textFormat(
  name: string,
  description: string,
  examples: readonly [string, ...string[]],
  isGood: (value: string) => boolean,
): Format {
  return stringFormat({
    name: `openapi-${name}`,
    description,
    examples,
    claims: 'limit',
    check: (value) =>
      isGood(value)
        ? undefined
        : { message: `${quote(value)} has the wrong form: write e.g. ${examples[0]}` },
  });
}

const time = /^(\d\d):(\d\d):(\d\d)(.\d+)?(z|[+-]\d\d:\d\d)$/;

function isDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isDateTime(value: string): boolean {
  const [date = '', rest = ''] = value.toLowerCase().split('t');
  const [, hours = '', minutes = '', seconds = ''] = time.exec(rest) ?? [];
  return isDate(date) && hours !== '' && hours <= '23' && minutes <= '59' && seconds <= '59';
}

const units = /\d\s*(ns|nano|us|µs|micro|ms|milli|s|m|h|d|w)/i;
const uuid = (version: string): RegExp =>
  new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$`, 'i');

/** Leading zeros are read as decimal. */
const isIpv4 = (value: string): boolean => isIP(value.replace(/\b0+(?=\d)/g, '')) === 4;
const isIpv6 = (value: string): boolean => value.includes(':') && isIP(value) === 6;

function isCidr(value: string): boolean {
  const [address = '', bits = '', ...rest] = value.split('/');
  const most = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

/** Of 6, 8 or 20 bytes. */
function isMac(value: string): boolean {
  const digits = value.replace(/[^0-9a-f]/gi, '').length;
  const isSplit =
    /^[0-9a-f]{2}([:-])([0-9a-f]{2}\1)*[0-9a-f]{2}$|^([0-9a-f]{4}\.)+[0-9a-f]{4}$/i.test(value);
  return isSplit && [12, 16, 40].includes(digits);
}

export const openApiFormats: readonly Format[] = [
  textFormat('date', 'A day.', ['2024-05-01'], isDate),
  textFormat('date-time', 'A date and a time with zone.', ['2024-05-01T12:00:00Z'], isDateTime),
  textFormat(
    'duration',
    'A number with a unit, alone or several of them.',
    ['90s', '1h30m', '2 days'],
    (value) => units.test(value) || /^[+-]?0$/.test(value),
  ),
  stringFormat({
    name: 'openapi-byte',
    description: 'Binary data in base64.',
    examples: ['cGFzc3dvcmQ='],
    claims: 'limit',
    // The value is not named: it may be a secret.
    check: (value) =>
      /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
        ? undefined
        : { message: 'the value is not base64: encode it' },
  }),
  textFormat('uuid', 'A UUID.', ['123e4567-e89b-42d3-a456-426614174000'], (value) =>
    uuid('[0-9a-f]').test(value),
  ),
  ...['3', '4', '5'].map((version) =>
    textFormat(
      `uuid${version}`,
      `A UUID of version ${version}.`,
      [`123e4567-e89b-${version}2d3-a456-426614174000`],
      (value) => uuid(version).test(value),
    ),
  ),
  textFormat('ipv4', 'An IPv4 address.', ['10.0.0.1'], isIpv4),
  textFormat('ipv6', 'An IPv6 address.', ['fd00::1'], isIpv6),
  textFormat('cidr', 'A range of addresses.', ['10.0.0.0/16', 'fd00::/64'], isCidr),
  textFormat('mac', 'A hardware address.', ['00:00:5e:00:53:01'], isMac),
  textFormat('email', 'An address of e-mail.', ['data@example.com'], (value) =>
    /[^\s@]@[^\s@]/.test(value),
  ),
  textFormat('uri', 'A URI, or a path from the root.', ['https://example.com/a'], (value) =>
    /^(\/|[a-z][a-z0-9+.-]*:)/i.test(value),
  ),
  textFormat('hostname', 'A host name.', ['db.example.com'], (value) => !/[\s/_:@*]/.test(value)),
];

/** Names, label keys and values: the grammars of RFC 1123 and 1035 with the API server's own limits. */
import { quote, stringFormat, type FormatProblem } from './format.ts';
import { withoutEnd, withoutStart } from '../../shared/trim.ts';

const LABEL_MAX = 63;
const SUBDOMAIN_MAX = 253;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

export const dnsLabel = stringFormat({
  name: 'dns-label',
  description:
    'Lower-case letters, digits and `-`, beginning and ending with a letter or digit, at most 63 characters (RFC 1123 label).',
  examples: ['web', 'data-0', '1st'],
  check: (value) => checkName(value, LABEL, LABEL_MAX, 'lower-case letters, digits and "-"'),
});

export const dns1035Label = stringFormat({
  name: 'dns-1035-label',
  description:
    'Lower-case letters, digits and `-`, beginning with a letter and ending with a letter or digit, at most 63 characters (RFC 1035 label).',
  examples: ['web', 'etl-2024'],
  check: (value) =>
    checkName(value, LABEL_1035, LABEL_MAX, 'lower-case letters, digits and "-", a letter first'),
});

export const dnsSubdomain = stringFormat({
  name: 'dns-subdomain',
  description:
    'Lower-case letters, digits, `-` and `.`, each part beginning and ending with a letter or digit, at most 253 characters (RFC 1123 subdomain).',
  examples: ['web', 'ebs.csi.aws.com'],
  check: (value) =>
    checkName(value, SUBDOMAIN, SUBDOMAIN_MAX, 'lower-case letters, digits, "-" and "."'),
});

export const wildcardHost = stringFormat({
  name: 'wildcard-host',
  description: 'A DNS name, or `*.` and a DNS name. No scheme, no port, no IP address.',
  examples: ['web.example.com', '*.example.com'],
  check(value) {
    if (value === '') return undefined;
    const rest = value.startsWith('*.') ? value.slice(2) : value;
    if (/^\d+\.\d+\.\d+\.\d+$/.test(value)) {
      return { message: `${quote(value)} is an IP address: write a DNS name` };
    }
    if (rest.length <= SUBDOMAIN_MAX && SUBDOMAIN.test(rest)) return undefined;
    return {
      message: `${quote(value)} is not a host name: write a lower-case DNS name without scheme and port, or "*." and such a name`,
    };
  },
});

export const pathSegmentName = stringFormat({
  name: 'path-segment-name',
  description: 'Anything but `.`, `..`, and without `/` and `%`.',
  examples: ['system:node', 'Reader'],
  check(value) {
    if (value === '.' || value === '..') {
      return { message: `${quote(value)} cannot be a name: write another one` };
    }
    return /[/%]/.test(value)
      ? {
          message: `${quote(value)} contains "/" or "%": write ":" or "-" instead`,
          suggest: value.replace(/[/%]+/g, ':'),
        }
      : undefined;
  },
});

export const labelKey = stringFormat({
  name: 'label-key',
  description:
    'A name of at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit; a DNS name and `/` may stand before it.',
  examples: ['app', 'app.kubernetes.io/name'],
  check: checkQualifiedName,
});

export const labelValue = stringFormat({
  name: 'label-value',
  description:
    'Empty, or at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit.',
  examples: ['web', 'v1.2', 'Team_A'],
  check(value) {
    if (value === '') return undefined;
    const size = tooLong(value, LABEL_MAX);
    if (size) return size;
    if (QUALIFIED.test(value)) return undefined;
    const suggest = tidy(value.replace(/[^-A-Za-z0-9_.]+/g, '-'));
    return {
      message: `${quote(value)} is not a label value: use letters, digits, "-", "_" and ".", with a letter or digit at both ends`,
      ...(QUALIFIED.test(suggest) && { suggest }),
    };
  },
});

/** Annotation keys: the API server lower-cases them before the check. */
export const annotationKey = stringFormat({
  name: 'annotation-key',
  description: 'As a label key; a prefix may have upper-case letters.',
  examples: ['example.com/note'],
  check: (value) => {
    const problem = checkQualifiedName(value.toLowerCase());
    return (
      problem && { message: problem.message.replace(quote(value.toLowerCase()), quote(value)) }
    );
  },
});

export const envName = stringFormat({
  name: 'env-name',
  description: 'Printable ASCII characters without `=`.',
  examples: ['SPARK_HOME', 'my.var'],
  check: (value) =>
    value === '' || /^[\x20-\x3c\x3e-\x7e]+$/.test(value)
      ? undefined
      : {
          message: `${quote(value)} is not the name of an environment variable: use printable ASCII characters other than "="`,
        },
});

export const configKey = stringFormat({
  name: 'config-key',
  description:
    'Letters, digits, `-`, `_` and `.`, at most 253 characters; not `.`, and not beginning with `..`.',
  examples: ['app.conf', 'tls.crt'],
  check(value) {
    const size = tooLong(value, SUBDOMAIN_MAX);
    if (size) return size;
    if (/^[-._a-zA-Z0-9]+$/.test(value) && value !== '.' && !value.startsWith('..'))
      return undefined;
    const suggest = value.replace(/[^-._a-zA-Z0-9]+/g, '-').replace(/^\.\.+/, '');
    return {
      message: `${quote(value)} is not a key: use letters, digits, "-", "_" and "."`,
      ...(suggest !== '' && suggest !== '.' && { suggest }),
    };
  },
});

export function checkQualifiedName(value: string): FormatProblem | undefined {
  const parts = value.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length > 1 ? parts[0] : undefined;
  if (parts.length > 2)
    return { message: `${quote(value)} has more than one "/": write prefix/name` };
  if (prefix !== undefined && (prefix.length > SUBDOMAIN_MAX || !SUBDOMAIN.test(prefix))) {
    return {
      message: `${quote(value)}: the part before "/" must be a lower-case DNS name of at most 253 characters`,
    };
  }
  if (name.length > LABEL_MAX) {
    return {
      message: `${quote(value)}: the name has ${name.length} characters, at most ${LABEL_MAX} are allowed`,
    };
  }
  if (QUALIFIED.test(name)) return undefined;
  const better = tidy(name.replace(/[^-A-Za-z0-9_.]+/g, '-'));
  const suggest = prefix === undefined ? better : `${prefix}/${better}`;
  return {
    message: `${quote(value)} is not a key: use letters, digits, "-", "_" and ".", with a letter or digit at both ends`,
    ...(QUALIFIED.test(better) && { suggest }),
  };
}

function checkName(
  value: string,
  grammar: RegExp,
  max: number,
  allowed: string,
): FormatProblem | undefined {
  if (value === '') return undefined; // a missing value is the business of other checks
  if (grammar.test(value)) return tooLong(value, max);
  const suggest = tidy(value.toLowerCase().replace(/[^-a-z0-9.]+/g, '-'));
  const better = max === LABEL_MAX ? suggest.replace(/\./g, '-') : suggest;
  return {
    message: `${quote(value)} is not a valid name: use ${allowed}, with a letter or digit at both ends`,
    ...(better.length <= max && grammar.test(better) && { suggest: better }),
  };
}

function tooLong(value: string, max: number): FormatProblem | undefined {
  if (value.length <= max) return undefined;
  return { message: `${quote(value)} has ${value.length} characters: at most ${max} are allowed` };
}

function tidy(value: string): string {
  return withoutEnd(withoutStart(value, /[^A-Za-z0-9]/), /[^A-Za-z0-9]/);
}

/** Port numbers and names. */
import {
  quote,
  stringFormat,
  type Format,
  type FormatProblem,
  type FormatValue,
} from './format.ts';

const MAX = 65_535;

export const portNumber: Format = {
  name: 'port-number',
  description: 'A port number from 1 to 65535.',
  examples: ['80', '8080'],
  severity: 'error',
  check: (value) => (typeof value === 'number' ? checkNumber(value) : undefined),
};

/** As port-number, where 0 says the same as leaving it out. */
export const optionalPortNumber: Format = {
  name: 'optional-port-number',
  description: 'A port number from 1 to 65535; 0 is the same as none.',
  examples: ['80'],
  severity: 'error',
  check: (value) => (typeof value === 'number' && value !== 0 ? checkNumber(value) : undefined),
};

export const portName = stringFormat({
  name: 'port-name',
  description:
    'At most 15 lower-case letters, digits and `-`, with at least one letter; no `-` at the ends and no two in a row.',
  examples: ['http', 'web-ui'],
  check: (value) => (value === '' ? undefined : checkPortName(value)),
});

export const portNumberOrName: Format = {
  name: 'port-number-or-name',
  description: 'A port number from 1 to 65535, or the name of a port (at most 15 characters).',
  examples: ['http', 'web-ui'],
  severity: 'error',
  check(value: FormatValue) {
    if (typeof value === 'number') return checkNumber(value);
    if (typeof value !== 'string') return undefined;
    if (/^\d+$/.test(value)) {
      const number = Number(value);
      return {
        message: `${quote(value)} is text, not a port number: remove the quotes`,
        ...(number >= 1 && number <= MAX && { suggest: value, isSame: true }),
      };
    }
    const numbers = numbersIn(value);
    if (numbers) return numbers;
    return checkPortName(value);
  },
};

/** As port-number-or-name, where 0 and an empty text say the same as leaving it out. */
export const optionalPortNumberOrName: Format = {
  ...portNumberOrName,
  name: 'optional-port-number-or-name',
  check: (value) => (value === 0 || value === '' ? undefined : portNumberOrName.check(value)),
};

function checkNumber(value: number): FormatProblem | undefined {
  if (!Number.isInteger(value) || (value >= 1 && value <= MAX)) return undefined;
  return { message: `${value} is not a port: write a number from 1 to ${MAX}` };
}

/** `80:8080` as in other tools, and `80/TCP`. */
function numbersIn(value: string): FormatProblem | undefined {
  const [, first = '', second, protocol] =
    /^(\d{1,5})(?::(\d{1,5}))?(\/(?:tcp|udp|sctp))?$/i.exec(value) ?? [];
  const ports = second === undefined ? [first] : [second, first];
  if (first === '' || ports.some((port) => checkNumber(Number(port)))) return undefined;
  const [suggest = '', ...others] = new Set(ports);
  const why = second !== undefined ? 'one port only' : protocol ? 'the number alone' : '';
  return {
    message: `${quote(value)} is not a port: write ${why}, e.g. ${suggest}`,
    suggest,
    others,
  };
}

function checkPortName(value: string): FormatProblem | undefined {
  if (value.length > 15) {
    return {
      message: `${quote(value)} has ${value.length} characters: the name of a port has at most 15`,
    };
  }
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && /[a-z]/.test(value)) return undefined;
  const suggest = value
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return {
    message: `${quote(value)} is not the name of a port: use lower-case letters, digits and single "-" inside, at least one letter`,
    ...(/[a-z]/.test(suggest) && { suggest }),
  };
}

/** Kubernetes quantities: `500m`, `1.5Gi`, `2e3`. The grammar is that of the API machinery's ParseQuantity. */
import { quote, type Format, type FormatProblem, type FormatValue } from './format.ts';
import { withoutEnd, withoutStart } from '../../shared/trim.ts';

export const quantity: Format = {
  name: 'quantity',
  description:
    'An amount with an optional unit: decimal `n u m k M G T P E`, binary `Ki Mi Gi Ti Pi Ei`, or an exponent (`1e3`). No blanks; upper and lower case matter: `m` is a thousandth, `M` a million.',
  examples: ['10Gi', '500M', '250m', '0.5', '1e3'],
  severity: 'error',
  claims: 'shape', // every server that decodes the type reads it
  check: (value) => checkQuantity(value, 'other'),
};

export const cpuQuantity: Format = {
  name: 'cpu-quantity',
  description:
    'Processor cores: whole (`2`), a fraction (`0.5`) or thousandths of a core (`500m`).',
  examples: ['500m', '2', '0.5'],
  severity: 'error',
  claims: 'shape',
  check: (value) => checkQuantity(value, 'cpu'),
};

const SUFFIXES: Record<string, bigint> = {
  n: 1n,
  u: 1_000n,
  m: 1_000_000n,
  '': 10n ** 9n,
  k: 10n ** 12n,
  M: 10n ** 15n,
  G: 10n ** 18n,
  T: 10n ** 21n,
  P: 10n ** 24n,
  E: 10n ** 27n,
  Ki: 2n ** 10n * 10n ** 9n,
  Mi: 2n ** 20n * 10n ** 9n,
  Gi: 2n ** 30n * 10n ** 9n,
  Ti: 2n ** 40n * 10n ** 9n,
  Pi: 2n ** 50n * 10n ** 9n,
  Ei: 2n ** 60n * 10n ** 9n,
};

/** In thousandths of a millionth, rounded up as the API server does; undefined where it is not a quantity. */
export function parseQuantity(value: FormatValue): bigint | undefined {
  if (typeof value === 'boolean') return undefined;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?((?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?)$/.exec(
    withoutEnd(withoutStart(String(value), / /), / /), // blanks at the ends are taken, other white space is not
  );
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', suffix = ''] = match;
  // A point alone reads as 0.
  if (whole === '' && match[3] === undefined) return undefined;
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1];
  const power = Number(exponent ?? 0);
  if (Math.abs(power) > 100) return power < 0 ? 0n : 10n ** 40n;
  const digits = BigInt(whole + fraction || '0');
  const unit = SUFFIXES[exponent === undefined ? suffix : ''] ?? 0n;
  const scale = fraction.length - power;
  const amount =
    scale > 0
      ? ceilDivide(digits * unit, 10n ** BigInt(scale))
      : digits * unit * 10n ** BigInt(-scale);
  return sign === '-' ? -amount : amount;
}

export const NANO = 10n ** 9n;

function ceilDivide(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

function checkQuantity(value: FormatValue, of: 'cpu' | 'other'): FormatProblem | undefined {
  if (parseQuantity(value) !== undefined) return undefined;
  const text = String(value);
  if (typeof value === 'boolean') {
    return {
      message: `${quote(text)} is not a quantity: write a number with an optional unit, e.g. ${of === 'cpu' ? '500m' : '10Gi'}`,
    };
  }
  const meant = meantQuantity(text, of);
  if (!meant) {
    const example = of === 'cpu' ? '500m' : '10Gi';
    return {
      message: `${quote(text)} is not a quantity: write a number with an optional unit, e.g. ${example}`,
    };
  }
  return { message: `${quote(text)} is not a quantity: ${whatToDo(text, meant)}`, ...meant };
}

type Meant = Required<Pick<FormatProblem, 'suggest' | 'isSame' | 'others'>>;

function whatToDo(text: string, { suggest, others }: Meant): string {
  if (text.replace(/\s+/g, '') === suggest) return `remove the space, write ${suggest}`;
  const values = [suggest, ...others].join(' or ');
  return /[kmgtpe]i?b$/i.test(text.trim()) ? `units have no B, write ${values}` : `write ${values}`;
}

/** The quantities that the author may have meant, the most probable one first. */
function meantQuantity(text: string, of: 'cpu' | 'other'): Meant | undefined {
  const compact = text.replace(/\s+/g, '');
  const pointed = compact.replace(/,(?=\d+\D*$)/, '.');
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))([A-Za-z]*)$/.exec(pointed);
  if (!match) return undefined;
  const [, amount = '', unit = ''] = match;
  if (parseQuantity(pointed) !== undefined) {
    // "1,500" is one and a half for some and fifteen hundred for others.
    const others = /,\d{3}(?!\d)/.test(compact) ? [compact.replace(',', '')] : [];
    return { suggest: pointed, isSame: others.length === 0, others };
  }
  if (of === 'cpu') {
    const core = /^(m|milli)?(?:c|cpus?|cores?|vcpus?)$/i.exec(unit);
    if (!core) return undefined;
    return { suggest: amount + (core[1] ? 'm' : ''), isSame: true, others: [] };
  }
  const [found, letter = '', binary] = /^([kmgtpe])(i?)(?:b|bytes?)?$/i.exec(unit) ?? [];
  if (found === undefined)
    return /^(?:b|bytes?)$/i.test(unit) ? { suggest: amount, isSame: true, others: [] } : undefined;
  const twin = `${amount}${letter.toUpperCase()}i`;
  if (binary) return { suggest: twin, isSame: true, others: [] };
  const decimal = `${amount}${/k/i.test(letter) ? 'k' : letter.toUpperCase()}`;
  return { suggest: decimal, isSame: false, others: [twin] };
}

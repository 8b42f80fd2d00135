/** The name under which the API server knows a key: JSON has text as keys only, so numbers and booleans become text. */
import type { ScalarNode } from './node.ts';

/** Undefined for the key `null`, which nothing can be stored under. */
export function keyName({ value, source }: ScalarNode): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null) return undefined;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  // Whole numbers beyond those of JavaScript are left as they are written.
  if (Number.isInteger(value) && !isFloat(source)) {
    return Number.isSafeInteger(value) ? String(value) : source;
  }
  return floatName(value);
}

function isFloat(source: string): boolean {
  return /[.eE]/.test(source) && !/^[-+]?0[xX]/.test(source);
}

/** As Go writes the number with the digits that a float of 32 bits has. */
function floatName(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded)) return rounded > 0 ? '.inf' : '-.inf';
  const shortest = shortestOf(rounded);
  const [digits = '', power = ''] = shortest.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(shortest);
  const sign = exponent < 0 ? '-' : '+';
  return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** The number with the fewest digits that is the same in 32 bits. */
function shortestOf(rounded: number): number {
  for (let digits = 1; digits < 10; digits++) {
    const written = Number(rounded.toPrecision(digits));
    if (Math.fround(written) === rounded) return written;
  }
  return rounded;
}

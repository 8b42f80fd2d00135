/** The name under which the API server knows a key: JSON has text as keys only, so numbers and booleans become text. */
import type { ScalarNode } from './node.ts';

/** Undefined for the key `null`, which nothing can be stored under. */
export function keyName({ value, source, isPlain }: ScalarNode): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null) return undefined;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (Number.isSafeInteger(value)) return String(value);
  if (/^[-+]?\d+$/.test(source) && isPlain) return source;
  return floatName(value);
}

/** As Go writes the number with the digits that a float of 32 bits has. */
function floatName(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const rounded = Math.fround(value);
  for (let digits = 1; digits < 10; digits++) {
    const written = Number(rounded.toPrecision(digits));
    if (Math.fround(written) === rounded) return String(written);
  }
  return String(value);
}

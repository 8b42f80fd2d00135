/** JSON whose whole numbers keep all of their digits: those that a JavaScript number would round are a `bigint`. */

/** @throws SyntaxError as `JSON.parse` does. */
export function parseExactJson(text: string): unknown {
  // Reading with a function takes longer; a number that would be rounded has sixteen digits at least.
  if (!/\d{16}/.test(text)) return JSON.parse(text) as unknown;
  const read = (_key: string, value: unknown, context?: { source?: string }): unknown => {
    const source = context?.source;
    const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
    return isRounded && source !== undefined && /^-?\d{1,400}$/.test(source)
      ? BigInt(source)
      : value;
  };
  return JSON.parse(text, read) as unknown;
}

/**
 * The value as JSON. What JSON has no word for (`.inf`, `.nan`) is written as YAML has it, so that the API server refuses
 * it instead of reading `null`.
 */
export function exactJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return notFinite(value);
  if (Array.isArray(value)) return `[${value.map(exactJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => `${JSON.stringify(key)}:${exactJson(item)}`);
    return `{${fields.join(',')}}`;
  }
  return value === undefined ? 'null' : JSON.stringify(value);
}

function notFinite(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  return value > 0 ? '.inf' : '-.inf';
}

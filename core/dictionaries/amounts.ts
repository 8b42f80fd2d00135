/** Sizes and durations of PostgreSQL with their units, compared with the bounds that its tables name in a unit of their own. */

/** How much of the smallest unit each is. */
const units: Readonly<Record<string, number>> = {
  ...{ B: 1, kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 },
  ...{ us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 },
};

/** `s if no suffix; >=30`, `8kB if no suffix`: what a bare number and the bounds count in. */
interface BaseUnit {
  readonly count: number;
  readonly name: string;
}

/** The amount in the unit of its bounds, as the program rounds it; undefined where one of the two is not known. */
export function amountOf(text: string, unit: string): number | undefined {
  const base = baseOf(unit);
  const [, number, suffix = ''] = /^(-?\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(text) ?? [];
  if (!base || number === undefined) return undefined;
  if (suffix === '') return Number(number);
  const own = Object.hasOwn(units, suffix) ? units[suffix] : undefined;
  const size = sizeOf(base);
  return own === undefined || size === undefined
    ? undefined
    : Math.round((Number(number) * own) / size);
}

/** A bound with its unit, as somebody writes it. */
export function amountWords(bound: string, unit: string): string {
  const base = baseOf(unit);
  return base ? `${Number(bound) * base.count}${base.name}` : bound;
}

function baseOf(unit: string): BaseUnit | undefined {
  const [, count = '', name = ''] = /^(\d*)([A-Za-z]+) if no suffix/.exec(unit) ?? [];
  return Object.hasOwn(units, name) ? { count: Number(count === '' ? 1 : count), name } : undefined;
}

function sizeOf({ count, name }: BaseUnit): number | undefined {
  const one = units[name];
  return one === undefined ? undefined : one * count;
}

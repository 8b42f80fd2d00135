/** Quantities of Kubernetes, as far as it takes to see that `1000m` and `1` are the same. */

const FACTORS: ReadonlyMap<string, number> = new Map([
  ...['n', 'u', 'm'].map((unit, index): [string, number] => [unit, 1000 ** (index - 3)]),
  ['', 1],
  ...['k', 'M', 'G', 'T', 'P', 'E'].map((unit, index): [string, number] => [
    unit,
    1000 ** (index + 1),
  ]),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((unit, index): [string, number] => [
    unit,
    1024 ** (index + 1),
  ]),
]);

export function sameQuantity(one: unknown, other: unknown): boolean {
  const left = quantityNumber(one);
  const right = quantityNumber(other);
  if (left === undefined || right === undefined) return false;
  return Math.abs(left - right) <= Math.abs(left) * 1e-9;
}

/** In units of what is measured: bytes, processors; undefined where it is none. */
export function quantityNumber(quantity: unknown): number | undefined {
  const parts = /^([+-]?[\d.]{1,40})([a-zA-Z]{0,2})$/.exec(String(quantity));
  const factor = FACTORS.get(parts?.[2] ?? '');
  const number = Number(parts?.[1]);
  return factor === undefined || Number.isNaN(number) ? undefined : number * factor;
}

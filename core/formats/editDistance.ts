/**
 * Damerau-Levenshtein distance (neighbours swapped count once), cut off above `limit`. Only the cells of the table within
 * `limit` of its diagonal can hold less, so no others are worked out.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const over = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return over;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => Math.min(index, over));
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    const row = new Array<number>(b.length + 1).fill(over);
    if (from === 1) row[0] = i;
    let least = row[from - 1] ?? over;
    for (let j = from; j <= to; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? over) + 1,
        (row[j - 1] ?? over) + 1,
        (last[j - 1] ?? over) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? over) + 1);
      }
      row[j] = cost;
      least = Math.min(least, cost);
    }
    beforeLast = last;
    last = row;
    if (least > limit) return over;
  }
  return Math.min(last[b.length] ?? over, over);
}

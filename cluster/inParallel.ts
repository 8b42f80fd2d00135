/** How many requests of one plan run at the same time. */
export const PARALLEL = 6;

/** The results of the work on each item, a few at a time, in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let position = next++; position < items.length; position = next++) {
      const item = items[position];
      if (item !== undefined) results[position] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results;
}

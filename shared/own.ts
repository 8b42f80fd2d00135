/**
 * The value that a record itself has under a key. Keys of files and servers may be `constructor` or `toString`, which
 * every object inherits: whoever looks up such a key asks here, or keeps a Map.
 */
export function own<T>(
  record: Readonly<Record<string, T>> | undefined,
  key: string,
): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

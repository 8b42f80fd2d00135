/** `Map.groupBy`, which Node 20 has not. */
export function groupBy<K, V>(all: Iterable<V>, keyOf: (each: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

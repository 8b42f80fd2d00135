/** Which of several CRDs of one kind in a workspace counts for a file: that of the cluster it lies beside. */

/** How many folders a way leads up from a file, and down again to another. */
interface Way {
  readonly up: number;
  readonly down: number;
}

/**
 * Those of `others` (URIs of files) that are nearest to the file `from`, in their order: fewest folders up, of these fewest
 * down; and those with fewest folders in between, where these are others. What is below a root of its own is nearer.
 */
export function nearestFiles(from: string, others: readonly string[]): readonly string[] {
  const ways = others.map((uri) => ({ uri, way: wayBetween(from, uri) }));
  const up = Math.min(...ways.map(({ way }) => way.up));
  const beside = ways.filter(({ way }) => way.up === up);
  const down = Math.min(...beside.map(({ way }) => way.down));
  const between = Math.min(...ways.map(({ way }) => way.up + way.down));
  return ways
    .filter(({ way }) => (way.up === up && way.down === down) || way.up + way.down === between)
    .map(({ uri }) => uri);
}

function wayBetween(from: string, to: string): Way {
  const [here, there] = [foldersOf(from), foldersOf(to)];
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared++;
  return { up: here.length - shared, down: there.length - shared };
}

function foldersOf(uri: string): string[] {
  return uri.split('/').slice(0, -1);
}

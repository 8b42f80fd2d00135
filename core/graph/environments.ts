/**
 * Environments side by side: where two files have an object of one kind, namespace and name, which a cluster has once, the
 * folders in which their paths part (or the files, where they lie in one folder) are of two clusters: `dev/` and `prod/`.
 */
import { asLongAsSame } from './asLongAsSame.ts';
import { kindKey, type Graph, type KnownObject } from './graph.ts';

/** Whether what stands in the one file cannot be in the cluster of what stands in the other. */
export function areApart(graph: Graph, one: string, other: string): boolean {
  if (one === other) return false;
  const repeated = repeatedIn(graph);
  if (repeated.size === 0) return false;
  const [here, there] = branchesOf(one, other);
  const [some, others] = [repeated.get(here), repeated.get(there)];
  if (!some || !others) return false;
  return some.size < others.size ? haveCommon(some, others) : haveCommon(others, some);
}

/** The file, where it may be apart from others; else a word for all files that are apart from none. */
export function placeOf(graph: Graph, uri: string): string {
  const repeated = repeatedIn(graph);
  return repeated.size > 0 && placesAround(uri).some((place) => repeated.has(place)) ? uri : '';
}

/** By folder or file, what it has that other files have, too: gathered anew when a name changes, not with every edit. */
function repeatedIn(graph: Graph): ReadonlyMap<string, ReadonlySet<string>> {
  return asLongAsSame(graph, 'repeated objects', () => gather(graph), graph.namesEdition);
}

function gather(graph: Graph): ReadonlyMap<string, ReadonlySet<string>> {
  const files = new Map<string, Set<string>>();
  for (const object of graph.objects()) {
    const identity = identityOf(object);
    if (identity === undefined) continue;
    const its = files.get(identity);
    if (its) its.add(object.uri);
    else files.set(identity, new Set([object.uri]));
  }
  const repeated = new Map<string, Set<string>>();
  for (const [identity, uris] of files) {
    if (uris.size < 2) continue;
    for (const place of [...uris].flatMap(placesAround)) {
      const its = repeated.get(place);
      if (its) its.add(identity);
      else repeated.set(place, new Set([identity]));
    }
  }
  return repeated;
}

/** Undefined for what has no name, and for namespaces, which people write wherever they use them. */
function identityOf({ facts: { group, kind, name, namespace } }: KnownObject): string | undefined {
  if (name.text === '' || kind === 'Namespace') return undefined;
  return [kindKey({ group, kind }), namespace ?? '', name.text].join(' ');
}

/** The file and the folders that it is in. */
function placesAround(uri: string): string[] {
  const places = [uri];
  for (let end = uri.lastIndexOf('/'); end > 0; end = uri.lastIndexOf('/', end - 1))
    places.push(uri.slice(0, end));
  return places;
}

/** Of two files the folders or files in which their paths part. */
function branchesOf(one: string, other: string): readonly [string, string] {
  let start = 0;
  for (let index = 0; one[index] !== undefined && one[index] === other[index]; index++)
    if (one[index] === '/') start = index + 1;
  return [branchOf(one, start), branchOf(other, start)];
}

function branchOf(uri: string, start: number): string {
  const end = uri.indexOf('/', start);
  return end < 0 ? uri : uri.slice(0, end);
}

function haveCommon(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const each of some) if (others.has(each)) return true;
  return false;
}

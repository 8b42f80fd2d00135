/** Paths of tables: keys between dots, a key with dots in brackets (`sparkConf[spark.master]`); `[]` all items, `*` all values. */
import { entries, get, items, type Entry, type Node } from '../../yaml/node.ts';

export interface Steps {
  /** The path begins with `/`: it counts from the visited value. */
  readonly isFromRoot: boolean;
  readonly steps: readonly string[];
}

const known = new Map<string, Steps>();

/** The steps of a path; those of each path are read once. */
export function stepsOf(path: string): Steps {
  const before = known.get(path);
  if (before) return before;
  const isFromRoot = path.startsWith('/');
  const steps = [...path.slice(isFromRoot ? 1 : 0).matchAll(/\[([^[\]]*)\]|[^.[\]]+/g)].map(
    ([whole, inBrackets]) => (inBrackets === undefined ? whole : inBrackets || all),
  );
  const read = { isFromRoot, steps };
  known.set(path, read);
  return read;
}

export function nodeAt(node: Node | undefined, steps: readonly string[]): Node | undefined {
  let current = node;
  for (const step of steps)
    current = current?.type === 'seq' ? current.items[Number(step)] : get(current, step);
  return current;
}

/** A value that is looked at: its key where it has one. */
export interface Place {
  readonly node: Node;
  readonly of: Entry | undefined;
}

/** The values that a path with `[]` and `*` leads to, at most so many. */
export function placesAt(root: Node, path: string | undefined): readonly Place[] {
  let places: Place[] = [{ node: root, of: undefined }];
  if (path === undefined) return places;
  for (const step of stepsOf(path).steps) {
    const found: Place[] = [];
    for (const { node } of places) addNext(node, step, found);
    if (found.length === 0) return found;
    places = found;
  }
  return places;
}

/** The step to the items of a list. */
export const all = '[]';

/** Aliases can multiply what a document has. */
const maxPlaces = 1_000;

function addNext(node: Node, step: string, found: Place[]): void {
  if (step === all) {
    for (const item of items(node))
      if (found.length < maxPlaces) found.push({ node: item, of: undefined });
    return;
  }
  for (const of of entries(node))
    if ((step === '*' || of.key.source === step) && found.length < maxPlaces)
      found.push({ node: of.value, of });
}

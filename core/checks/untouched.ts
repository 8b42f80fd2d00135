/**
 * Whether what an expression reads would be the same if what is wrong beside it were put right. Only then can its answer be
 * told: the API server itself asks when nothing else is wrong.
 */
import type { Finding } from '../findings/finding.ts';
import { entries, isNull, type Entry, type MapNode, type Node } from '../yaml/node.ts';
import type { Reads } from '../expressions/reads.ts';
import { namesOf } from '../expressions/selfOf.ts';

/** What is wrong in the value. Pure: the same faults and reads give the same answer. */
export function isUntouched(node: Node, reads: Reads, faults: readonly Finding[]): boolean {
  return faults.every((fault) => isBeside(node, reads, fault));
}

function isBeside(node: Node, reads: Reads, fault: Finding): boolean {
  const {
    code,
    span: [offset],
  } = fault;
  // A field that is moved, renamed or taken out may come to where it is read.
  if (!isOfOneValue(code) && !isFixed(node, reads)) return false;
  let [at, read] = [node, reads];
  while (!read.isWhole && at.type === 'map') {
    const found = entryAt(at, offset);
    const part = found && partFor(found, read);
    const isInside = found && found.value.type !== 'scalar' && found.value.span[0] <= offset;
    if (!found || !isInside)
      return code === missing
        ? isNotMissed(at, read, found)
        : !part && found !== undefined && found !== at.entries[0];
    if (!part || isPresence(part)) return true;
    [at, read] = [found.value, part];
  }
  return false;
}

/** What is missing is told at the key of its mapping, or at the first key of an item of a list. */
function isNotMissed(at: Node, read: Reads, found: Entry | undefined): boolean {
  if ((!found || found === entries(at)[0]) && lacks(at, read)) return false;
  const part = found && partFor(found, read);
  return !part || !lacks(found.value, part);
}

function entryAt({ entries: all }: MapNode, offset: number): Entry | undefined {
  return all.find(({ key, value }) => key.span[0] <= offset && offset < value.span[1]);
}

const missing = 'missing-field';

/** Codes that say that one value is not right as it is, or that one is missing. */
function isOfOneValue(code: string): boolean {
  return ofOneValue.has(code) || code.startsWith('format-');
}

const ofOneValue: ReadonlySet<string> = new Set([
  ...[missing, 'invalid-value', 'wrong-type', 'value-range', 'value-pattern', 'value-length'],
  ...['list-length', 'duplicate-item'],
]);

/** All that is read is there, and nothing can come to stand in it. */
function isFixed(node: Node, reads: Reads): boolean {
  if (reads.isWhole) return node.type === 'scalar';
  return [...reads.parts].every(([name, part]) => {
    const value = valueFor(node, name);
    return value !== undefined && (isPresence(part) || isFixed(value, part));
  });
}

/** Whether something that is read is absent, or may be within. */
function lacks(node: Node, reads: Reads): boolean {
  return reads.isWhole || [...reads.parts.keys()].some((name) => !valueFor(node, name));
}

function isPresence({ isWhole, parts }: Reads): boolean {
  return !isWhole && parts.size === 0;
}

function partFor({ key }: Entry, { parts }: Reads): Reads | undefined {
  for (const name of namesOf(key.source)) {
    const part = parts.get(name);
    if (part) return part;
  }
  return undefined;
}

function valueFor(node: Node, name: string): Node | undefined {
  return entryFor(node, name)?.value;
}

/** The entry that an expression names so; absent where it is not set. */
export function entryFor(node: Node, name: string): Entry | undefined {
  return entries(node).find(
    ({ key, value }) =>
      !isNull(value) && (key.source === name || namesOf(key.source).includes(name)),
  );
}

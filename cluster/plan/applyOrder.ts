/** In which order the documents of a plan are sent: what others need goes before them, whatever the order of the files. */
import { installRank } from './installOrder.ts';
import { at, isObject, textAt } from '../values.ts';

/** One document, as far as the order goes. */
export interface OrderItem {
  /** The object, parsed. */
  readonly object: unknown;
  /** Where it lands; absent for cluster-wide kinds. */
  readonly namespace?: string;
  /** Positions of the documents without which it is refused. */
  readonly needs: readonly number[];
}

export interface ApplyOrder {
  /** Positions, in the order of sending. */
  readonly positions: readonly number[];
  /** For each item the positions of those that it needs or names. */
  readonly before: readonly (readonly number[])[];
  /** Documents that refer to each other in a circle: the one that is sent before what it refers to, and that one. */
  readonly cycles: readonly { readonly position: number; readonly refersTo: number }[];
}

export function applyOrder(items: readonly OrderItem[]): ApplyOrder {
  const known = indexOf(items);
  const before = items.map((item, position) => {
    const referred = referredPositions(item, known);
    return [...new Set([...item.needs, ...referred])].filter((other) => other !== position);
  });
  const ranks = items.map(({ object }) =>
    installRank(textAt(object, 'apiVersion'), textAt(object, 'kind')),
  );
  const rank = (position: number) => ranks[position] ?? 0;
  const byRank = (one: number, other: number) => rank(one) - rank(other) || one - other;
  for (const list of before) list.sort(byRank);
  return { ...inOrder([...items.keys()].sort(byRank), before), before };
}

/** Each document after those before it, else in the order of `starts`. */
function inOrder(
  starts: readonly number[],
  before: readonly (readonly number[])[],
): Omit<ApplyOrder, 'before'> {
  const positions: number[] = [];
  const cycles: { position: number; refersTo: number }[] = [];
  const state = new Map<number, 'open' | 'done'>();
  for (const start of starts) {
    const path: { position: number; next: number }[] = [];
    const enter = (position: number) => {
      state.set(position, 'open');
      path.push({ position, next: 0 });
    };
    if (!state.has(start)) enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const other = before[top.position]?.[top.next++];
      if (other === undefined) {
        state.set(top.position, 'done');
        positions.push(top.position);
        path.pop();
      } else if (state.get(other) === 'open') {
        cycles.push({ position: top.position, refersTo: other });
      } else if (!state.has(other)) {
        enter(other);
      }
    }
  }
  return { positions, cycles };
}

/** Values of one document that are looked at for references. */
const MOST_VALUES = 20_000;

/** The documents that an object names as `{kind, name}` somewhere, e.g. in a `roleRef` or a `sourceRef`. */
function referredPositions(item: OrderItem, known: ReadonlyMap<string, number>): number[] {
  const found: number[] = [];
  let left = MOST_VALUES;
  const visit = (value: unknown, depth: number): void => {
    if (--left < 0 || depth > 100 || typeof value !== 'object' || value === null) return;
    if (isObject(value) && depth > 0) {
      const kind = textAt(value, 'kind');
      const name = textAt(value, 'name');
      if (kind && name) {
        const namespace = textAt(value, 'namespace') ?? item.namespace;
        for (const place of [namespace, undefined]) {
          const position = known.get(keyOf(kind, place, name));
          if (position !== undefined) found.push(position);
        }
      }
    }
    for (const below of Object.values(value)) visit(below, depth + 1);
  };
  visit(item.object, 0);
  return found;
}

function indexOf(items: readonly OrderItem[]): Map<string, number> {
  const made = new Map<string, number>();
  for (const [position, { object, namespace }] of items.entries()) {
    const kind = textAt(object, 'kind');
    const name = at(object, 'metadata', 'name');
    if (kind && typeof name === 'string') made.set(keyOf(kind, namespace, name), position);
  }
  return made;
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}

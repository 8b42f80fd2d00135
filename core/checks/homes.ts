/** Where in its own object a field belongs that stands in the wrong place: the nearest mapping that has such a field. */
import { fitOf, type Fit } from '../schema/fitting.ts';
import { anyKey, type FieldPlace, type FieldPlaces } from '../schema/fieldPlaces.ts';
import { fieldOf, type TypedSchema } from '../schema/typedSchema.ts';
import type { Visit } from '../walk/visit.ts';
import {
  entry as entryOf,
  type Entry,
  type MapNode,
  type Node,
  type ScalarNode,
} from '../yaml/node.ts';

/** A mapping that has the field, seen from the one in which it stands. */
export interface Home {
  readonly place: FieldPlace;
  /** The mapping that is around both, or that in which the field stands. */
  readonly around: { readonly node: MapNode; readonly place: FieldPlace; readonly up: number };
  /** Places from there down to the home; none where it is that mapping itself. */
  readonly down: readonly FieldPlace[];
  /** The last mapping on the way down that the document has, and the keys that are missing below it. */
  readonly target?: { readonly node: Target; readonly missing: readonly string[] };
  /** A field of the name stands there already. */
  readonly isTaken: boolean;
  readonly fit: Fit;
  readonly cost: number;
}

/** A mapping, or a key of one behind which nothing stands yet. */
export type Target =
  MapNode | (ScalarNode & { readonly key: Entry['key']; readonly owner: MapNode });

/** More places than these have such a field: its name says nothing. */
const maxCandidates = 150;
/** A name that more places have tells of a single value too little. */
const maxOfScalars = 12;
const maxCost = { scalar: 4, mapping: 6, values: 2 } as const;

/** The nearest homes: one, or several that are equally near. */
export function homesOf(
  places: FieldPlaces,
  typed: TypedSchema,
  visit: Visit,
  entry: Entry,
): Home[] {
  const around = mappingsAround(places, visit);
  const own = around[0]?.place;
  const name = entry.key.source;
  const candidates = places.withField(name);
  if (!own || candidates.length > maxCandidates) return [];
  const isScalar = entry.value.type === 'scalar';
  const limit = visit.chart
    ? maxCost.values
    : !isScalar
      ? maxCost.mapping
      : candidates.length > maxOfScalars
        ? 1
        : maxCost.scalar;
  // Many parts of a chart have keys of the same name: which one is meant only the value could tell.
  if (visit.chart && candidates.length > 1) return [];
  const homes = candidates.flatMap((place) => {
    const home = seenFrom(around, place, name);
    const field = fieldOf(place.schema, name);
    if (!home || home.cost > limit || !field || field['x-read-only']) return [];
    const fit = fitOf(typed, field, entry.value);
    return [{ ...home, fit }];
  });
  const isSure = homes.some(({ fit }) => fit === 'whole');
  // Right beside or below, the name alone says what is meant, whatever the value.
  const likely = homes.filter(({ fit, cost }) =>
    isSure ? fit === 'whole' : fit === 'likely' || (cost <= 1 && candidates.length === 1),
  );
  const nearest = Math.min(...likely.map(({ cost }) => cost));
  return likely.filter(({ cost }) => cost === nearest);
}

interface Around {
  readonly node: MapNode;
  readonly place: FieldPlace;
}

/** The mapping in which the field stands, and those around it, the nearest first. */
export function mappingsAround(places: FieldPlaces, visit: Visit): readonly Around[] {
  const visits: Visit[] = [];
  for (let each: Visit | undefined = visit; each; each = each.parent) visits.unshift(each);
  const found: Around[] = [];
  let place = places.root;
  for (const { step, node } of visits) {
    const next = typeof step === 'string' ? places.child(place, step) : place;
    if (!next) return [];
    place = next;
    if (node.type === 'map') found.unshift({ node, place });
  }
  return found;
}

function seenFrom(
  around: readonly Around[],
  place: FieldPlace,
  name: string,
): Omit<Home, 'fit'> | undefined {
  const down: FieldPlace[] = [];
  let common: FieldPlace | undefined = place;
  let up = -1;
  for (; common; common = common.parent) {
    const here = common;
    up = around.findIndex((each) => each.place === here);
    if (up !== -1) break;
    down.unshift(common);
  }
  const shared = around[up];
  if (!shared || (up === 0 && down.length === 0)) return undefined;
  const { target, absent } = follow(shared.node, down);
  const isTaken =
    target?.missing.length === 0 &&
    target.node.type === 'map' &&
    entryOf(target.node, name) !== undefined;
  return {
    place,
    around: { ...shared, up },
    down,
    ...(target && { target }),
    isTaken,
    cost: up + down.length + absent,
  };
}

/** How far the document has what the way down names. */
function follow(
  from: MapNode,
  down: readonly FieldPlace[],
): { readonly target?: NonNullable<Home['target']>; readonly absent: number } {
  let node: MapNode = from;
  for (const [index, { step = '' }] of down.entries()) {
    const rest = down.slice(index);
    const found = step === anyKey ? undefined : entryOf(node, step);
    const value = found && soleItem(found.value, down[index]?.isItem === true);
    if (value === 'several') return { absent: 0 };
    if (value?.type === 'map') {
      node = value;
      continue;
    }
    const isList = rest.some(({ isItem, step: key }) => isItem || key === anyKey);
    if (isList || (value && value.value !== null)) return { absent: rest.length };
    const missing = rest.map(({ step: key = '' }) => key);
    if (!found || value?.type !== 'scalar')
      return { target: { node, missing }, absent: rest.length };
    const empty = { ...value, key: found.key, owner: node };
    const target = { node: empty, missing: missing.slice(1) };
    return { target, absent: rest.length - 1 };
  }
  return { target: { node, missing: [] }, absent: 0 };
}

/** The value, or the only item of a list. */
function soleItem(value: Node, isItem: boolean): MapNode | ScalarNode | 'several' | undefined {
  if (isItem) {
    if (value.type !== 'seq') return value.type === 'scalar' ? value : undefined;
    if (value.items.length > 1) return 'several';
    const [item] = value.items;
    return item?.type === 'map' ? item : undefined;
  }
  return value.type === 'seq' ? undefined : value;
}

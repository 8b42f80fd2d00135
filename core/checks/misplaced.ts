/** Words and fixes for a field that is right, only elsewhere: under `spec` instead of beside it, in the pod instead of its container. */
import { anyKey, type FieldPlace } from '../schema/fieldPlaces.ts';
import { fitOf } from '../schema/fitting.ts';
import { fieldOf, isOpen, propertyOf } from '../schema/typedSchema.ts';
import type { Visit } from '../walk/visit.ts';
import { get, type Entry, type MapNode } from '../yaml/node.ts';
import type { Fix } from '../findings/finding.ts';
import { moveEdits, type Destination } from '../findings/move.ts';
import { nearest } from '../formats/nearest.ts';
import type { Checking } from './checking.ts';
import type { Home } from './homes.ts';

/** What to do, for the end of a message; `them` for several fields. */
export function homeWords(homes: readonly Home[], them: boolean): string {
  const belongs = them ? 'they belong' : 'it belongs';
  const [home] = homes;
  if (!home) return '';
  if (homes.length > 1) return `${belongs} ${eitherOf(homes.map(wayTo))}`;
  const taken = home.isTaken ? ', where there is one already' : '';
  return `${belongs} ${wayTo(home)}${taken}`;
}

/** `under driver or executor` for `under driver` and `under executor`. */
function eitherOf(ways: readonly string[]): string {
  const under = 'under ';
  const isPlain = ways.every((way) => way.startsWith(under) && !way.includes(' in the items '));
  return isPlain
    ? under + ways.map((way) => way.slice(under.length)).join(' or ')
    : ways.join(' or ');
}

/** `under spec`, `in the items of spec.containers`. */
function wayTo({ around, down, place }: Home): string {
  if (down.length === 0) {
    if (place.step === undefined) return 'at the top level';
    return place.isItem ? `in the item of ${place.step} around it` : `in ${place.step}`;
  }
  const all = around.up === 0 ? down : [...placesTo(around.place), ...down];
  const lastItem = down.findLastIndex(({ isItem }) => isItem);
  if (lastItem === -1) return `under ${pathOf(all)}`;
  const below = down.slice(lastItem + 1);
  const list = pathOf(all.slice(0, all.length - below.length));
  return `${below.length > 0 ? `under ${pathOf(below)} ` : ''}in the items of ${list}`;
}

function placesTo(place: FieldPlace): readonly FieldPlace[] {
  return place.parent ? [...placesTo(place.parent), place] : [];
}

function pathOf(places: readonly FieldPlace[]): string {
  return places.map(({ step = '' }) => (step === anyKey ? 'KEY' : step)).join('.');
}

/** Moves fields that follow one another to the place that all of them belong to. */
export function homeFix(
  text: string,
  visit: Visit,
  entries: readonly [Entry, ...Entry[]],
  homes: readonly Home[],
): Fix | undefined {
  const [home, other] = homes;
  if (!home?.target || other || home.isTaken || home.fit !== 'whole') return undefined;
  const { node, missing } = home.target;
  const behind = home.around.up > 0 && node === home.around.node ? wayIn(visit, node) : undefined;
  return moveFix(text, visit, entries, { node, missing, ...(behind && { behind }) }, wayTo(home));
}

/** The entry of a mapping further up in which the visited one stands. */
function wayIn(visit: Visit, around: MapNode): Entry | undefined {
  for (let each: Visit | undefined = visit; each; each = each.parent)
    if (each.parent?.node === around) return each.entry;
  return undefined;
}

function moveFix(
  text: string,
  { node: source, entry: owner, schema }: Visit,
  entries: readonly [Entry, ...Entry[]],
  to: Destination & { readonly renamed?: string },
  way: string,
): Fix | undefined {
  if (source.type !== 'map') return undefined;
  const { renamed } = to;
  if (entries.length === source.entries.length && schema?.required?.length) return undefined;
  const lost = { source, owner, entries, ...(renamed !== undefined && { renamed }) };
  const edits = moveEdits(text, lost, to);
  const as = renamed === undefined ? '' : ` as ${renamed}`;
  const where =
    way === 'at the top level' ? 'to the top level' : way.replace(/^(?:under|in) /, 'into ');
  return edits && { title: `Move ${namesOf(entries)} ${where}${as}`, edits };
}

/** `image`, `image and env`, `image, env and 3 others`. */
export function namesOf(entries: readonly Entry[]): string {
  const names = entries.slice(0, maxNamed).map(({ key }) => key.source);
  const more = entries.length - names.length;
  if (more > 0) return `${names.join(', ')} and ${more} others`;
  const last = names.pop() ?? '';
  return names.length > 0 ? `${names.join(', ')} and ${last}` : last;
}

const maxNamed = 6;

/** A field whose name is nearly one of a mapping right below. */
export interface NearHome {
  readonly child: string;
  readonly field: string;
  readonly target?: MapNode;
  readonly fix?: Fix;
}

/** Fields of a mapping whose own fields are looked through. */
const maxChildren = 500;

/** Only long names: a short one is near too many others. */
export function nearBelow(checking: Checking, visit: Visit, entry: Entry): NearHome | undefined {
  const { typed, names, text } = checking;
  const { node, schema: own = {}, chart, isBuiltIn } = visit;
  const isOfChart = chart !== undefined && !isBuiltIn;
  const name = entry.key.source;
  const children = names.of(own);
  if (name.length < 8 || children.length > maxChildren) return undefined;
  const found = children.flatMap((child) => {
    if (child === 'status' || child === 'metadata') return [];
    const schema = propertyOf(typed, own, child);
    // What may hold any key is no home of this one: it is the values of another chart, or whatever its author likes.
    if (schema && isOfChart && isOpen(schema)) return [];
    const field = schema && nearest(name, names.of(schema));
    const written = field === undefined ? undefined : fieldOf(schema ?? {}, field);
    if (schema?.['x-chart'] || field === undefined || !written) return [];
    const fit = fitOf(typed, written, entry.value);
    return fit === 'no' ? [] : [{ child, field, fit }];
  });
  const [only, other] = found;
  if (!only || other) return undefined;
  const { child, field, fit } = only;
  const target = get(node, child);
  if (target?.type !== 'map') return target ? undefined : { child, field };
  if (get(target, field)) return undefined;
  const to = { node: target, missing: [], renamed: field };
  const fix = fit === 'whole' ? moveFix(text, visit, [entry], to, `into ${child}`) : undefined;
  return { child, field, target, ...(fix && { fix }) };
}

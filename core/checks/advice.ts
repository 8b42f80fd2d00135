/** What was most probably meant with a field that its mapping does not have. */
import type { Fix } from '../findings/finding.ts';
import { editDistance } from '../formats/editDistance.ts';
import { nearest } from '../formats/nearest.ts';
import { fitOf, type Fit } from '../schema/fitting.ts';
import { fieldOf, propertyOf } from '../schema/typedSchema.ts';
import type { Visit } from '../walk/visit.ts';
import type { Entry } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import type { Checking } from './checking.ts';
import { indentEdits, type DashColumn, type ItemAbove } from './dashColumn.ts';
import { homesOf, type Home } from './homes.ts';
import { homeFix, homeWords, namesOf, nearBelow, type NearHome } from './misplaced.ts';
import { inOtherKind } from './otherKinds.ts';

/** At most one of them is there. */
export interface Advice {
  readonly entry: Entry;
  /** Another field of the same mapping. */
  readonly guess?: Guess;
  /** Mappings of the same object that have the field. */
  readonly homes?: readonly Home[];
  readonly nearHome?: NearHome;
  readonly above?: ItemAbove;
}

interface Guess {
  readonly name: string;
  readonly fit: Fit;
  /** Fields of the one that is meant, of which each takes the value. */
  readonly parts?: readonly string[];
  /** The one that is meant is a list, and takes the value as its item. */
  readonly isItem?: boolean;
}

export function adviceOn(
  checking: Checking,
  visit: Visit,
  entry: Entry,
  absent: readonly string[],
  dashes: DashColumn,
): Advice {
  const name = entry.key.source;
  const guess = guessAt(checking, visit, entry, absent);
  if (guess?.name.toLowerCase() === name.toLowerCase()) return { entry, guess };
  const above = dashes.itemAbove(entry);
  if (above) return { entry, above };
  const homes = homesOf(checking.places, checking.typed, visit, entry);
  const [home] = homes;
  if (!home && inOtherKind(visit.type, name) !== undefined) return { entry };
  if (guess?.parts) return { entry, guess };
  const isSlip = guess?.fit === 'whole' && editDistance(name, guess.name, 1) <= 1;
  const isNear = home !== undefined && home.cost <= (guess?.fit === 'whole' ? 2 : Infinity);
  if (isNear && homes.length <= 3 && !isSlip) return { entry, homes };
  if (guess) return { entry, guess };
  const nearHome = nearBelow(checking, visit, entry);
  return { entry, ...(nearHome && { nearHome }) };
}

/** A name that is near, of a field that takes the value and is not there yet. */
function guessAt(
  { typed }: Checking,
  { schema = {}, chart }: Visit,
  { key: { source }, value }: Entry,
  absent: readonly string[],
): Guess | undefined {
  const fitAs = (name: string): Fit => fitOf(typed, fieldOf(schema, name) ?? {}, value);
  const first = nearest(source, absent) ?? endingWith(source, absent);
  if (first === undefined) return undefined;
  const isSame = first.toLowerCase() === source.toLowerCase();
  // Of values for another version the key may be one that the version known here does not have.
  const maxSlips = chart && !chart.isTrusted ? 1 : Infinity;
  if (maxSlips === 1 && editDistance(source, first, 1) > 1) return undefined;
  const fit = fitAs(first);
  if (isSame || fit !== 'no') return { name: first, fit };
  const others = absent.length > maxFitted ? [] : absent.filter((name) => fitAs(name) !== 'no');
  const other = nearest(source, others) ?? endingWith(source, others);
  if (other !== undefined) return { name: other, fit: fitAs(other) };
  const slips = source.length >= 6 ? 1 : 0;
  const isSlip = editDistance(source, first, slips) <= slips;
  const { items } = propertyOf(typed, schema, first) ?? {};
  if (isSlip && items && value.type === 'scalar' && fitOf(typed, items, value) === 'whole')
    return { name: first, fit: 'whole', isItem: true };
  if (isSlip && value.type === 'scalar' && isOfScalar(typed, fieldOf(schema, first)))
    return { name: first, fit };
  const whole = propertyOf(typed, schema, first);
  const fields = Object.entries(whole?.properties ?? {}).slice(0, maxFitted);
  const parts = fields.flatMap(([name, part]) =>
    value.type === 'map' && fitOf(typed, part, value) === 'whole' ? [name] : [],
  );
  return parts.length > 0 ? { name: first, fit, parts } : undefined;
}

/** Fields of which each is tried with the value. */
const maxFitted = 300;

function isOfScalar(typed: Checking['typed'], written: ReturnType<typeof fieldOf>): boolean {
  const { properties, items, additionalProperties } = typed.resolve(written ?? {});
  return !properties && !items && typeof additionalProperties !== 'object';
}

/** `updateStrategy` for `strategy`, where only one name ends like that. */
function endingWith(typed: string, names: readonly string[]): string | undefined {
  if (typed.length < 5) return undefined;
  const end = typed.charAt(0).toUpperCase() + typed.slice(1);
  const found = names.filter((name) => name.endsWith(end));
  return found.length === 1 ? found[0] : undefined;
}

/** Lets the checks of what is missing know that the field is there, only elsewhere. */
export function noteAdvice(checking: Checking, { node }: Visit, advice: Advice): void {
  const { entry, above, guess, homes, nearHome } = advice;
  const name = entry.key.source;
  if (above) checking.noteMisplaced(name, above.item);
  else if (guess) checking.noteMisplaced(guess.name, node);
  else if (nearHome?.target) checking.noteMisplaced(nearHome.field, nearHome.target);
  for (const { target } of homes ?? []) {
    if (!target) continue;
    if (target.node.type === 'map') checking.noteMisplaced(target.missing[0] ?? name, target.node);
    else checking.noteFilled(target.node.key, target.node.owner);
  }
}

/** Whether two fields that follow one another belong to the same other place: one slip, one report. */
export function isTogether({ node }: Visit, last: Advice, next: Advice): boolean {
  if (node.type !== 'map') return false;
  const index = node.entries.indexOf(next.entry);
  if (node.entries[index - 1] !== last.entry) return false;
  if (last.above && next.above) return true;
  const [one, more] = last.homes ?? [];
  const [other, others] = next.homes ?? [];
  if (!one || !other || more || others) return false;
  const isSame = one.place === other.place && one.around.node === other.around.node;
  return isSame && one.isTaken === other.isTaken;
}

/** What to do about fields that belong together, and the fix that does it. */
export function answerTo(
  { text }: Checking,
  visit: Visit,
  advices: readonly [Advice, ...Advice[]],
): { readonly advice?: string; readonly fix?: Fix } {
  const [{ entry, above, homes, guess, nearHome }, ...more] = advices;
  const entries = [entry, ...more.map((each) => each.entry)] as const;
  if (above) return inItem(text, advices, above);
  if (homes) {
    const isWhole = advices.every((each) => each.homes?.[0]?.fit === 'whole');
    const fix = isWhole ? homeFix(text, visit, entries, homes) : undefined;
    return { advice: homeWords(homes, more.length > 0), ...(fix && { fix }) };
  }
  if (guess) return asGuess(text, entry, guess);
  if (!nearHome) {
    const other = inOtherKind(visit.type, entry.key.source);
    return other === undefined ? setAlready(visit, entry) : { advice: other };
  }
  const { child, field, fix } = nearHome;
  return { advice: `it belongs under ${child} as ${field}`, ...(fix && { fix }) };
}

/** The one that is meant is there: no fix can know which of the two values is right. */
function setAlready({ node, schema = {} }: Visit, { key }: Entry): { readonly advice?: string } {
  if (node.type !== 'map' || node.entries.length > maxFitted) return {};
  const present = node.entries.map((each) => each.key.source);
  const known = present.filter((name) => fieldOf(schema, name) !== undefined);
  const guess = nearest(key.source, known);
  return guess === undefined ? {} : { advice: `did you mean ${guess}, which is set already?` };
}

function inItem(
  text: string,
  advices: readonly Advice[],
  { list }: ItemAbove,
): { readonly advice: string; readonly fix?: Fix } {
  const fields = advices.flatMap(({ entry, above }) =>
    above ? [{ entry, columns: above.columns }] : [],
  );
  const edits = indentEdits(text, fields);
  const isOne = fields.length === 1;
  const advice = isOne
    ? `it belongs to the item of ${list} above, indent it`
    : `they belong to the item of ${list} above, indent them`;
  const title = `Indent ${namesOf(fields.map(({ entry }) => entry))}`;
  return { advice, ...(edits && { fix: { title, edits } }) };
}

function asGuess(
  text: string,
  { key, value }: Entry,
  { name, fit, parts, isItem }: Guess,
): { readonly advice: string; readonly fix?: Fix } {
  if (parts)
    return { advice: `did you mean ${name}? The value fits its ${parts.slice(0, 5).join(', ')}` };
  const renaming = [key.span, yamlText(name)] as const;
  if (isItem) {
    const item = text.slice(...value.span);
    const fix = {
      title: `Change to ${name}: [${item}]`,
      edits: [renaming, [value.span, `[${item}]`] as const],
    };
    const isPlain = /^(?:"[^"\\]*"|'[^']*'|[\w./-]+)$/.test(item);
    return { advice: `did you mean ${name}, which is a list?`, ...(isPlain && { fix }) };
  }
  // Letter case says nothing else, as there is no other field of that name.
  const isSafe = name.toLowerCase() === key.source.toLowerCase();
  const fix = { title: `Change to ${name}`, edits: [renaming], ...(isSafe && { isSafe }) };
  return { advice: `did you mean ${name}?`, ...(fit === 'whole' && { fix }) };
}

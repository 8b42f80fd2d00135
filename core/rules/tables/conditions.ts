/** What may hold of a value that a table of facts looks at. A value that is filled in later fits none of them but `set`. */
import { image } from '../../formats/image.ts';
import { nearest } from '../../formats/nearest.ts';
import { compileRe2 } from '../../patterns/re2.ts';
import { entries, get, isNull, items, type Node } from '../../yaml/node.ts';
import { parse } from '../../yaml/parse.ts';
import { amount, isFilled, isSet } from '../read.ts';
import type { Visit } from '../../walk/visit.ts';
import { nodeAt, stepsOf, type Place, type Steps } from './path.ts';

/** Where a condition is asked: the value that is looked at, the visited one, and the visit. */
export interface Here extends Place {
  readonly root: Node;
  readonly visit: Visit;
}

export type Test = (found: Node | undefined, here: Here) => boolean;

/** A text, number or boolean is the value itself, however it is written; an expression is for texts. */
export type Condition = string | number | boolean | RegExp | Test;

export function holds(condition: Condition, here: Here, path: string): boolean {
  return holdsAt(condition, here, stepsOf(path));
}

/** The same for who knows the steps of the path. */
export function holdsAt(condition: Condition, here: Here, steps: Steps): boolean {
  const found = valueAtSteps(here, steps);
  if (typeof condition === 'function') return condition(found, here);
  const text = textOf(found);
  if (text === undefined) return false;
  return condition instanceof RegExp ? condition.test(text) : text === String(condition);
}

/** The value at a path, `null` being absent. */
export function valueAt(here: Here, path: string): Node | undefined {
  return valueAtSteps(here, stepsOf(path));
}

function valueAtSteps({ node, root }: Here, { isFromRoot, steps }: Steps): Node | undefined {
  const found = nodeAt(isFromRoot ? root : node, steps);
  return isSet(found) ? found : undefined;
}

/** What a scalar says as text, `true` and 3 too. */
export function textOf(node: Node | undefined): string | undefined {
  if (node?.type !== 'scalar' || node.filledIn || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : String(node.value);
}

/** The same, but for a text that holds a template: nobody knows what it says in the end. */
function finalText(node: Node | undefined): string | undefined {
  const text = textOf(node);
  return text?.includes('{{') === true ? undefined : text;
}

/** Tests that nothing passes which is not there. */
const ofWhatIsThere = new WeakSet<Test>();

function ofValue(test: Test): Test {
  ofWhatIsThere.add(test);
  return test;
}

/** Whether a condition holds of nothing that is not there. */
export function needsValue(condition: Condition): boolean {
  return typeof condition !== 'function' || ofWhatIsThere.has(condition);
}

export const set: Test = ofValue((found) => found !== undefined);
export const unset: Test = (found) => found === undefined;
/** Set and not "", [] or {}. */
export const filled: Test = ofValue((found) => isFilled(found));
/** Not set, or "", [] or {}. */
export const empty: Test = (found) => !isFilled(found);
/** Set to "", [] or {}. */
export const blank: Test = ofValue((found) => found !== undefined && !isFilled(found));

/** A mapping in which null stands in the place of a default. */
export function nullAt(key: string): Test {
  return ofValue((found) => {
    const node = get(found, key);
    return node !== undefined && isNull(node);
  });
}

/** Whether a condition asks for what is not there. */
export function isAbsence(condition: Condition): boolean {
  return condition === unset || condition === empty;
}

/** `true` and "True", as programs that read texts take them. */
export const isTrue: Test = ofValue((found) => textOf(found)?.toLowerCase() === 'true');
export const isFalse: Test = ofValue((found) => textOf(found)?.toLowerCase() === 'false');

export function oneOf(...values: readonly (string | number | boolean)[]): Test {
  const texts = new Set(values.map(String));
  return ofValue((found) => texts.has(textOf(found) ?? '\0'));
}

/** A scalar that is none of these. */
export function noneOf(...values: readonly (string | number | boolean)[]): Test {
  const texts = new Set(values.map(String));
  return ofValue((found) => {
    const text = finalText(found);
    return text !== undefined && !texts.has(text);
  });
}

/** A text that is none of these, and looks like one of them. */
export function slipOf(...names: readonly string[]): Test {
  return ofValue((found) => isSlip(finalText(found), names));
}

/** The same of the key under which the value that is looked at stands. */
export function keySlipOf(...names: readonly string[]): Test {
  return (_found, { of }) => isSlip(of?.key.source, names);
}

function isSlip(text: string | undefined, names: readonly string[]): boolean {
  return text !== undefined && !names.includes(text) && nearest(text, names) !== undefined;
}

/** A text, not empty, that does not fit. */
export function unlike(pattern: RegExp): Test {
  return ofValue((found) => {
    const text = finalText(found);
    return text !== undefined && text !== '' && !pattern.test(text);
  });
}

/** A number or a quantity that is more than a number, or than the one at a path. */
export function above(other: number | string): Test {
  return compared(other, (one, two) => one > two);
}

export function atLeast(other: number | string): Test {
  return compared(other, (one, two) => one >= two);
}

export function below(other: number | string): Test {
  return compared(other, (one, two) => one < two);
}

export function atMost(other: number | string): Test {
  return compared(other, (one, two) => one <= two);
}

function compared(other: number | string, test: (one: bigint, two: bigint) => boolean): Test {
  return ofValue((found, here) => {
    const one = amount(found);
    const two = typeof other === 'number' ? BigInt(other) * nano : amount(valueAt(here, other));
    return one !== undefined && two !== undefined && test(one, two);
  });
}

/** `amount` counts in thousandths of a millionth. */
const nano = 1_000_000_000n;

/** The same text as at another path. */
export function sameAs(path: string): Test {
  return ofValue((found, here) => {
    const text = finalText(found);
    return text !== undefined && text === finalText(valueAt(here, path));
  });
}

/** Another text than at another path, where both are set. */
export function otherThan(path: string): Test {
  return ofValue((found, here) => {
    const [one, two] = [finalText(found), finalText(valueAt(here, path))];
    return one !== undefined && two !== undefined && one !== two;
  });
}

export function not(condition: Test): Test {
  return (found, here) => !condition(found, here);
}

export function either(...conditions: readonly Test[]): Test {
  const test: Test = (found, here) => conditions.some((condition) => condition(found, here));
  return conditions.every(needsValue) ? ofValue(test) : test;
}

export function both(...conditions: readonly Test[]): Test {
  const test: Test = (found, here) => conditions.every((condition) => condition(found, here));
  return conditions.some(needsValue) ? ofValue(test) : test;
}

/** Whether it holds at one of other paths. */
export function atOneOf(paths: readonly string[], condition: Condition): Test {
  return (_found, here) => paths.some((path) => holds(condition, here, path));
}

/** Whether it holds at all of other paths. */
export function atAllOf(paths: readonly string[], condition: Condition): Test {
  return (_found, here) => paths.every((path) => holds(condition, here, path));
}

/** A list with an item (or a mapping with a value) of which all of it holds. */
export function someItem(when: Readonly<Record<string, Condition>>): Test {
  return ofValue((found, here) => membersOf(found).some((item) => fits(item, when, here)));
}

/** A list or mapping that is there, without such a member. */
export function noItem(when: Readonly<Record<string, Condition>>): Test {
  return ofValue(
    (found, here) =>
      found !== undefined &&
      found.type !== 'scalar' &&
      !membersOf(found).some((item) => fits(item, when, here)),
  );
}

/** How many members a list or mapping has that are set. */
export function count(least: number, most = Infinity): Test {
  return ofValue((found) => {
    const size = membersOf(found).length;
    return found !== undefined && found.type !== 'scalar' && least <= size && size <= most;
  });
}

/** A mapping of whose keys so many of these are set. */
export function keysSet(keys: readonly string[], least: number, most = Infinity): Test {
  return ofValue((found) => {
    if (found?.type !== 'map') return false;
    const size = keys.filter((key) => isSet(get(found, key))).length;
    return least <= size && size <= most;
  });
}

/** A mapping with a key that fits, or does not. */
export function someKey(test: (key: string) => boolean): Test {
  return ofValue((found) => entries(found).some(({ key }) => test(key.source)));
}

function membersOf(node: Node | undefined): readonly Node[] {
  if (node?.type === 'seq') return items(node);
  return entries(node).flatMap(({ value }) => (isSet(value) ? [value] : []));
}

function fits(node: Node, when: Readonly<Record<string, Condition>>, here: Here): boolean {
  return Object.entries(when).every(([path, condition]) =>
    holds(condition, { ...here, node }, path),
  );
}

/** A text that no YAML parser takes, and nothing is filled in. */
export const isNoYaml: Test = ofValue((found) => {
  const text = textOf(found);
  return text !== undefined && !/\{\{|\{%/.test(text) && parse(text).problems.length > 0;
});

/** A text that is no regular expression for Go, nor for whatever else reads RE2. */
export const isNoRe2: Test = ofValue((found) => {
  const text = finalText(found);
  if (text === undefined || text.length > maxExpression) return false;
  const compiled = compileRe2(text);
  return !compiled.ok && compiled.isInvalid;
});

/** Longer ones take long to compile, and nobody writes them. */
const maxExpression = 2_000;

/** The text of a value in which a line or key is looked for. */
export function textWith(pattern: RegExp): Test {
  return (found) => pattern.test(textOf(found) ?? '');
}

/** A text that is there and lacks it. */
export function textWithout(pattern: RegExp): Test {
  return ofValue((found) => {
    const text = textOf(found);
    return text !== undefined && !pattern.test(text);
  });
}

/** The key under which the value that is looked at stands. */
export function keyOf(test: (key: string) => boolean): Test {
  return (_found, { of }) => of !== undefined && test(of.key.source);
}

/** An item whose field says what an earlier item of the list at a path says, too. */
export function repeatedIn(list: string, field: string): Test {
  const known = new WeakMap<Node, ReadonlySet<Node>>();
  return (_found, here) => {
    const whole = valueAt(here, list);
    if (!whole) return false;
    const repeats = known.get(whole) ?? repeatsIn(membersOf(whole), field);
    known.set(whole, repeats);
    return repeats.has(here.node);
  };
}

function repeatsIn(members: readonly Node[], field: string): ReadonlySet<Node> {
  const seen = new Set<string>();
  return new Set(
    members.filter((member) => {
      const text = textOf(get(member, field));
      if (text === undefined) return false;
      const isRepeat = seen.has(text);
      seen.add(text);
      return isRepeat;
    }),
  );
}

function valueOf(node: Node | undefined): unknown {
  return node?.type === 'scalar' ? node.value : undefined;
}

/** An image that names neither a tag but `latest` nor a digest. */
export const isUnversionedImage: Test = ofValue((found) => {
  const text = textOf(found);
  if (text === undefined || text === '' || /[@{}$<>\s]/.test(text)) return false;
  // A number is no image, and what is no image has another report.
  if (typeof valueOf(found) !== 'string' || image.check(text)) return false;
  const last = text.slice(text.lastIndexOf('/') + 1);
  return !last.includes(':') || last.endsWith(':latest');
});

/** Reads an expression of PromQL as Prometheus does, and tells the first thing in it that Prometheus would not take. */
import { Cursor } from './cursor.ts';
import { typeWords } from './functions.ts';
import { readPrimary } from './primary.ts';
import { isDuration, isTemplate, PromqlFlaw, tokensOf, type Token } from './tokens.ts';
import type { Value } from './value.ts';

/** Undefined where all can be read, or another tool fills something in. `isRule`: series or a number have to come of it. */
export function flawOf(text: string, isRule: boolean): PromqlFlaw | undefined {
  if (isTemplate.test(text)) return undefined;
  const tokens = tokensOf(text);
  if (!tokens || tokens instanceof PromqlFlaw) return tokens;
  const cursor = new Cursor(tokens);
  const value = readBinary(cursor, 1);
  const rest = cursor.peek();
  if (rest.is !== 'end') cursor.fail(rest, leftOver(rest));
  if (isRule && (value.type === 'matrix' || value.type === 'string')) {
    const what = typeWords[value.type];
    cursor.fail(value.first, `a rule computes series or a number, and this is ${what}`);
  }
  return cursor.flaw;
}

function leftOver({ is, text }: Token): string {
  if (is === 'sign' && /^[)\]}]$/.test(text)) return `this ${text} closes nothing`;
  return `nothing joins "${text}" with what stands before it`;
}

const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<=', '<', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
];
const power = levels.length;
/** Above what is multiplied, below powers. */
const unary = power - 1;

function readBinary(cursor: Cursor, level: number): Value {
  let left = readUnary(cursor, level);
  for (;;) {
    const operator = cursor.peek();
    const own = levels.findIndex((signs) => signs.includes(operator.text.toLowerCase())) + 1;
    const isOperator = operator.is === 'sign' || operator.is === 'name';
    if (!isOperator || own < level || own === 0) return left;
    cursor.take();
    const matching = readMatching(cursor);
    const right = cursor.within(() => readBinary(cursor, own === power ? own : own + 1), left);
    left = joined(cursor, operator, matching, left, right);
  }
}

function readUnary(cursor: Cursor, level: number): Value {
  const sign = cursor.peek();
  if (!cursor.takes('-') && !cursor.takes('+')) return readPostfix(cursor);
  const nothing: Value = { type: undefined, first: sign };
  const value = cursor.within(() => readBinary(cursor, Math.max(level, unary + 1)), nothing);
  if (value.type === 'matrix' || value.type === 'string')
    cursor.fail(
      value.first,
      `a sign stands before a number or series, and this is ${typeWords[value.type]}`,
    );
  return { type: value.type, first: sign };
}

interface Matching {
  readonly isBool: boolean;
  /** `on` or `ignoring` with a label in it. */
  readonly labels: Token | undefined;
  readonly group: Token | undefined;
}

function readMatching(cursor: Cursor): Matching {
  const isBool = cursor.takes('bool');
  const by = cursor.peek();
  const hasLabels = cursor.takes('on') || cursor.takes('ignoring');
  const count = hasLabels ? readLabels(cursor, by) : 0;
  const group = cursor.peek();
  const isGrouped = cursor.takes('group_left') || cursor.takes('group_right');
  if (isGrouped && !hasLabels)
    cursor.fail(
      group,
      `"${group.text}" stands behind on(…) or ignoring(…): add one of the two before`,
    );
  if (isGrouped && cursor.peek().text === '(') readLabels(cursor, group);
  while (cursor.takes('fill') || cursor.takes('fill_left') || cursor.takes('fill_right')) {
    cursor.expect('(', 'a value in parentheses is missing here');
    if (!cursor.takes('-')) cursor.takes('+');
    if (cursor.take().is === 'end') break;
    cursor.expect(')', 'this parenthesis is not closed: add ")"');
  }
  return { isBool, labels: count > 0 ? by : undefined, group: isGrouped ? group : undefined };
}

/** Names of labels in parentheses; how many. */
function readLabels(cursor: Cursor, of: Token): number {
  cursor.expect('(', `"${of.text}" is followed by labels in parentheses`);
  let count = 0;
  while (!cursor.takes(')')) {
    const label = cursor.take();
    if (label.is !== 'name' && label.is !== 'text') {
      cursor.fail(label, 'the name of a label is missing here');
      return count;
    }
    count++;
    if (cursor.takes(')')) return count;
    cursor.expect(',', 'labels are parted by commas: add one here, or the parenthesis that closes');
  }
  return count;
}

function joined(
  cursor: Cursor,
  operator: Token,
  { isBool, labels, group }: Matching,
  left: Value,
  right: Value,
): Value {
  const word = operator.text.toLowerCase();
  const isComparison = levels[2]?.includes(word) === true;
  const isSet = levels[0]?.includes(word) === true || levels[1]?.includes(word) === true;
  const result = (type: Value['type']): Value => ({ type, first: left.first });
  for (const { type, first } of [left, right])
    if (type === 'matrix' || type === 'string') {
      const hint = type === 'matrix' ? ', as from rate(…)' : '';
      cursor.fail(
        first,
        `"${operator.text}" joins numbers and series${hint}, and this is ${typeWords[type]}`,
      );
      return result(undefined);
    }
  if (left.type === undefined || right.type === undefined) return result(undefined);
  const areNumbers = left.type === 'scalar' && right.type === 'scalar';
  const areSeries = left.type === 'vector' && right.type === 'vector';
  if (isBool && !isComparison)
    cursor.fail(operator, '"bool" belongs behind a comparison, such as == bool');
  if (isComparison && areNumbers && !isBool)
    cursor.fail(operator, `two numbers are compared with bool: write ${operator.text} bool`);
  if (isSet && !areSeries)
    cursor.fail(
      operator,
      `"${operator.text}" joins series on both sides: write vector(…) around a number`,
    );
  if (labels && !areSeries)
    cursor.fail(
      labels,
      `"${labels.text}" says which series belong together, and one side is a number: remove it`,
    );
  if (group && isSet)
    cursor.fail(group, `"${group.text}" does not go with "${operator.text}": remove it`);
  return result(areNumbers ? 'scalar' : 'vector');
}

/** What stands behind a value: a time, `offset`, `@`. */
function readPostfix(cursor: Cursor): Value {
  const first = cursor.peek();
  const nothing: Value = { type: undefined, first };
  let value = cursor.within(
    () =>
      readPrimary(cursor, { expression: (within) => readBinary(within, 1), labels: readLabels }),
    nothing,
  );
  for (;;) {
    const sign = cursor.peek();
    if (cursor.takes('[')) value = readRange(cursor, sign, value);
    else if (cursor.takes('offset')) {
      if (value.isSelector !== true && value.type !== undefined)
        cursor.fail(sign, '"offset" stands behind the selector of series itself: move it there');
      readTime(cursor, 'behind "offset" a time is missing, such as 5m', true);
    } else if (cursor.takes('@')) {
      if (value.isSelector !== true && value.type !== undefined)
        cursor.fail(sign, '"@" stands behind the selector of series itself: move it there');
      readMoment(cursor);
    } else if (value.isSelector && (cursor.takes('anchored') || cursor.takes('smoothed'))) continue;
    else return value;
  }
}

function readRange(cursor: Cursor, bracket: Token, value: Value): Value {
  readTime(cursor, 'in brackets a time is missing, such as [5m]', false);
  // An experiment: `[1h:min_of(1m, 2m)]`, in which the colon is the first letter of a name.
  if (/^:[a-z]/.test(cursor.peek().text)) skipComputed(cursor);
  const isSubquery = cursor.takes(':');
  if (isSubquery && cursor.peek().text !== ']')
    readTime(cursor, 'behind ":" a time is missing, such as 1m', false);
  cursor.expect(']', 'this bracket is not closed: add "]"');
  if (value.type === undefined) return value;
  if (value.type !== 'vector')
    cursor.fail(
      bracket,
      `a time in brackets stands behind series, and this is ${typeWords[value.type]}`,
    );
  else if (!isSubquery && value.isSelector !== true)
    cursor.fail(
      bracket,
      'a time alone stands behind the selector of series itself: write it there, or a subquery with ":", such as [5m:]',
    );
  return { type: 'matrix', first: value.first, isSelector: true };
}

/** A duration, a number of seconds, or what is computed of them. */
function readTime(cursor: Cursor, missing: string, isSigned: boolean): void {
  if (isSigned && !cursor.takes('-')) cursor.takes('+');
  const token = cursor.peek();
  if (isComputed(token) || isCalculating(cursor.peek(1), isSigned)) {
    skipComputed(cursor);
    return;
  }
  cursor.take();
  if (token.is === 'number') return;
  if (token.is !== 'duration') cursor.fail(token, missing);
  else if (!isDuration(token.text)) cursor.fail(token, durationMessage(token.text));
  else if (!isSigned && /^[0a-z]+$/.test(token.text))
    cursor.fail(token, 'this time has to be above zero');
}

/** An experiment of Prometheus: `step()`, `max_of(…)`. */
function isComputed({ is, text }: Token): boolean {
  if (is === 'name') return /^(?:step|range|max_of|min_of)$/i.test(text);
  return text === '(' || text === '-' || text === '+';
}

/** Behind `offset` a sign may belong to what the value is joined with. */
function isCalculating({ is, text }: Token, isSigned: boolean): boolean {
  return !isSigned && is === 'sign' && /^[-+*/%^]$/.test(text);
}

function skipComputed(cursor: Cursor): void {
  let depth = 0;
  for (let next = cursor.peek(); next.is !== 'end'; next = cursor.peek()) {
    if (depth === 0 && /^[\]:)]$/.test(next.text)) return;
    if (next.text === '(') depth++;
    if (next.text === ')') depth--;
    cursor.take();
  }
}

function durationMessage(text: string): string {
  return /^\d+\.\d/.test(text)
    ? `a time has whole numbers, as 1h30m: "${text}" has a point`
    : `"${text}" is no time: write numbers with y, w, d, h, m, s or ms, from the largest to the smallest, such as 1h30m`;
}

function readMoment(cursor: Cursor): void {
  if (cursor.takes('start') || cursor.takes('end')) {
    cursor.expect('(', 'behind this ( is missing');
    cursor.expect(')', 'behind ( the ) is missing');
    return;
  }
  if (!cursor.takes('-')) cursor.takes('+');
  const moment = cursor.take();
  if (moment.is !== 'number' && moment.is !== 'duration')
    cursor.fail(moment, 'behind "@" a moment is missing: seconds since 1970, start() or end()');
}

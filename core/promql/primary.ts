/** The parts of an expression of PromQL that begin with a word, a number, a text, a parenthesis or a brace. */
import { nearest } from '../formats/nearest.ts';
import type { Cursor } from './cursor.ts';
import { aggregations, functions, typeWords, type PromqlFunction } from './functions.ts';
import { readSelector } from './selector.ts';
import { isDuration, type Token } from './tokens.ts';
import type { Value } from './value.ts';

/** How the parts inside are read. */
export interface Readers {
  readonly expression: (cursor: Cursor) => Value;
  readonly labels: (cursor: Cursor, of: Token) => number;
}

export function readPrimary(cursor: Cursor, readers: Readers): Value {
  const first = cursor.peek();
  if (first.is === 'text') return { type: 'string', first: cursor.take() };
  if (first.is === 'number') return { type: 'scalar', first: cursor.take() };
  if (first.is === 'duration') return readDuration(cursor);
  if (first.text === '(') return readParenthesis(cursor, readers);
  if (first.text === '{') return readSelector(cursor);
  if (first.is !== 'name') {
    cursor.fail(
      first,
      first.is === 'end'
        ? 'something is missing at the end'
        : `before "${first.text}" something is missing`,
    );
    return { type: undefined, first };
  }
  const word = first.text.toLowerCase();
  const next = cursor.peek(1);
  if (aggregations.has(word) && (next.text === '(' || isGrouping(next)))
    return readAggregation(cursor, readers, word);
  if (next.text === '(' && !isKeyword(word)) return readCall(cursor, readers);
  if ((word === 'inf' || word === 'nan') && next.text !== '{')
    return { type: 'scalar', first: cursor.take() };
  if (isJoining(word)) {
    cursor.fail(first, `before "${first.text}" something is missing`);
    return { type: undefined, first };
  }
  return readSelector(cursor);
}

function isGrouping({ is, text }: Token): boolean {
  return is === 'name' && /^(?:by|without)$/i.test(text);
}

/** Words that are no functions, whatever follows. */
function isKeyword(word: string): boolean {
  return /^(?:by|without|on|ignoring|group_left|group_right|offset|bool|and|or|unless|atan2)$/.test(
    word,
  );
}

/** Of those the ones that join two values; a metric may be called as the others are. */
function isJoining(word: string): boolean {
  return /^(?:and|or|unless|atan2)$/.test(word);
}

function readDuration(cursor: Cursor): Value {
  const first = cursor.take();
  if (!isDuration(first.text)) cursor.fail(first, `"${first.text}" is neither a number nor a name`);
  return { type: 'scalar', first };
}

function readParenthesis(cursor: Cursor, readers: Readers): Value {
  const first = cursor.take();
  const inner = readers.expression(cursor);
  close(cursor, first);
  return { ...inner, first };
}

function close(cursor: Cursor, open: Token): void {
  const next = cursor.peek();
  if (cursor.takes(')')) return;
  if (next.is === 'end') cursor.fail(open, 'this parenthesis is not closed: add ")"');
  else cursor.fail(next, `nothing joins "${next.text}" with what stands before it`);
}

function readArguments(
  cursor: Cursor,
  readers: Readers,
): { readonly given: Value[]; readonly open: Token } {
  const open = cursor.take();
  const given: Value[] = [];
  if (cursor.takes(')')) return { given, open };
  do given.push(readers.expression(cursor));
  while (cursor.takes(','));
  close(cursor, open);
  return { given, open };
}

function readCall(cursor: Cursor, readers: Readers): Value {
  const name = cursor.take();
  const called = functions.get(name.text) ?? functions.get(name.text.toLowerCase());
  if (!called) {
    const names = [...functions.keys(), ...aggregations.keys()];
    const guess = nearest(name.text, names);
    cursor.fail(
      name,
      `PromQL has no function "${name.text}"${guess === undefined ? '' : `: write ${guess}`}`,
      guess,
    );
    return { type: undefined, first: name };
  }
  const { given } = readArguments(cursor, readers);
  if (cursor.flaw) return { type: undefined, first: name };
  checkArguments(cursor, name, called, given);
  return { type: called.gives, first: name };
}

function checkArguments(
  cursor: Cursor,
  name: Token,
  { takes, last }: PromqlFunction,
  given: readonly Value[],
): void {
  const least = takes.length - (last ? 1 : 0);
  const most = last ? least + last.most : takes.length;
  if (given.length < least || given.length > most) {
    const numbers =
      least === most
        ? String(least)
        : most === Infinity
          ? `${least} or more`
          : `${least} or ${most}`;
    const things = numbers === '1' ? 'argument' : 'arguments';
    cursor.fail(name, `${name.text} takes ${numbers} ${things} and is given ${given.length}`);
    return;
  }
  for (const [index, { type, first }] of given.entries()) {
    const wanted = takes[Math.min(index, takes.length - 1)];
    if (type === undefined || wanted === undefined || type === wanted) continue;
    const hint =
      wanted === 'matrix' && type === 'vector'
        ? ': add a time in brackets'
        : wanted === 'vector' && type === 'matrix'
          ? ': remove the time in brackets'
          : '';
    cursor.fail(
      first,
      `${name.text} takes ${typeWords[wanted]} here, and this is ${typeWords[type]}${hint}`,
    );
    return;
  }
}

function readAggregation(cursor: Cursor, readers: Readers, word: string): Value {
  const name = cursor.take();
  const isGroupedBefore = readGrouping(cursor, readers);
  if (cursor.peek().text !== '(') {
    cursor.fail(cursor.peek(), `"${name.text}" is followed by what is aggregated, in parentheses`);
    return { type: undefined, first: name };
  }
  const { given } = readArguments(cursor, readers);
  const again = cursor.peek();
  if (readGrouping(cursor, readers) && isGroupedBefore)
    cursor.fail(again, `"${name.text}" is grouped before the parenthesis already: keep one`);
  if (!cursor.flaw) checkAggregated(cursor, name, aggregations.get(word), given);
  return { type: 'vector', first: name };
}

function readGrouping(cursor: Cursor, readers: Readers): boolean {
  const by = cursor.peek();
  if (!cursor.takes('by') && !cursor.takes('without')) return false;
  readers.labels(cursor, by);
  return true;
}

function checkAggregated(
  cursor: Cursor,
  name: Token,
  parameter: 'scalar' | 'string' | 'vector' | 'matrix' | undefined,
  given: readonly Value[],
): void {
  const wanted = parameter === undefined ? ['vector' as const] : [parameter, 'vector' as const];
  if (given.length !== wanted.length) {
    const what =
      parameter === undefined
        ? 'only what is aggregated'
        : `${typeWords[parameter]} and what is aggregated`;
    cursor.fail(
      name,
      `${name.text} takes ${what} in its parentheses, and is given ${given.length === 1 ? '1 argument' : `${given.length} arguments`}`,
    );
    return;
  }
  for (const [index, { type, first }] of given.entries()) {
    const wants = wanted[index];
    if (type === undefined || wants === undefined || type === wants) continue;
    const hint = type === 'matrix' ? ': use a function such as rate(…) around it' : '';
    cursor.fail(
      first,
      `${name.text} takes ${typeWords[wants]} here, and this is ${typeWords[type]}${hint}`,
    );
    return;
  }
}

/** `{{steps.flip.outputs.result}} == heads`: the condition of a step of Argo, as far as it can be read before Argo fills it in. */
import { quote } from '../../formats/format.ts';
import type { Flaw } from './dependsCondition.ts';

/** What is wrong with a word depends on what the others say: a part that is not reached fails nobody. */
export interface WhenFlaw extends Flaw {
  readonly isUncertain?: boolean;
}

/** The first thing that cannot be read. A text in braces counts as a value that nobody knows. */
export function flawOfWhen(text: string): WhenFlaw | undefined {
  const reader: Reader = { open: [], last: { is: 'start', sign: '' } };
  for (const { index, 0: sign } of text.matchAll(token)) {
    const flaw = read({ is: kindOf(sign), sign }, index, reader);
    if (flaw) return { ...flaw, ...(/&&|\|\|/.test(text) && { isUncertain: true }) };
  }
  const { open, last } = reader;
  const begin = open.at(-1);
  if (begin !== undefined)
    return { at: begin, length: 1, message: 'this parenthesis is not closed: add ")"' };
  if (last.is !== 'operator' || last.at === undefined) return undefined;
  return { at: last.at, length: last.sign.length, message: 'behind this sign a value is missing' };
}

type Kind = 'start' | 'tag' | 'text' | 'word' | 'operator' | 'open' | 'close' | 'other';

interface Token {
  readonly is: Kind;
  readonly sign: string;
  readonly at?: number;
}

interface Reader {
  readonly open: number[];
  last: Token;
}

/** A value in braces, a text in quotes, a word, signs of comparing, and whatever else. */
const token =
  /\{\{[^{}]{0,2000}\}\}|'[^']{0,2000}'?|"[^"]{0,2000}"?|\w[\w.-]*|[=!<>&|~]+|[()]|[^\s]/g;

function kindOf(sign: string): Kind {
  if (sign.startsWith('{{')) return 'tag';
  if (/^['"]/.test(sign)) return 'text';
  if (/^\w/.test(sign)) return sign === 'in' ? 'operator' : 'word';
  if (sign === '(') return 'open';
  if (sign === ')') return 'close';
  return /^[=!<>&|~]/.test(sign) ? 'operator' : 'other';
}

const comparisons = /^(?:[=!]=|[<>]=?|[=!]~|&&|\|\||<<|>>|in)!*$|^!+$/;

function read(now: Token, at: number, reader: Reader): WhenFlaw | undefined {
  const { last } = reader;
  reader.last = { ...now, at };
  const flaw = (message: string, fix?: string): WhenFlaw => ({
    ...{ at, length: now.sign.length, message },
    ...(fix !== undefined && { fix }),
  });
  if (now.is === 'text' && (now.sign.length < 2 || now.sign.at(-1) !== now.sign[0]))
    return flaw('this quote is not closed');
  if (now.is === 'open') reader.open.push(at);
  if (now.is === 'close' && reader.open.pop() === undefined)
    return flaw('this parenthesis closes nothing: remove it, or add "(" before');
  if (now.is === 'operator') return flawOfOperator(now.sign, last, flaw);
  if (now.is !== 'word' && now.is !== 'text') return undefined;
  if (now.is === 'word' && isBroken(now.sign))
    return flaw(
      `the sign ${now.sign.includes('-') ? '"-" is a minus' : '"." reads a field'} here: put quotes around ${quote(now.sign)}`,
      `'${now.sign}'`,
    );
  if (last.is !== 'word' && last.is !== 'text' && last.is !== 'close') return undefined;
  const meant = Object.hasOwn(words, now.sign.toLowerCase())
    ? words[now.sign.toLowerCase()]
    : undefined;
  if (now.is === 'word' && meant !== undefined)
    return flaw(`a condition has the signs && and ||: write ${meant}`, meant);
  return flaw(
    `two values stand side by side: put a sign such as == between them, or quotes around a text with blanks`,
  );
}

/** A word with a sign of its own in it; a number has a point or a minus. */
function isBroken(word: string): boolean {
  return /^[A-Za-z_]/.test(word)
    ? /[.-]/.test(word)
    : /^[\d.]+$/.test(word) && word.split('.').length > 2;
}

const words: Readonly<Record<string, string>> = { and: '&&', or: '||' };

function flawOfOperator(
  sign: string,
  last: Token,
  flaw: (message: string, fix?: string) => WhenFlaw,
): WhenFlaw | undefined {
  if (sign === '=' || sign === '===')
    return flaw(`two values are compared by ==: write it in place of ${sign}`, '==');
  if (sign === '<>') return flaw('two values are told apart by !=: write it in place of <>', '!=');
  const isLeading = last.is === 'start' || last.is === 'open';
  if (isLeading && comparisons.test(sign) && !sign.startsWith('!'))
    return flaw('before this sign a value is missing: put quotes around one that may be empty');
  return undefined;
}

/**
 * Names that Python does not find at the top level of a file, so that it ends with a NameError. Only what is surely evaluated is looked
 * at: statements in the first column without a choice in them. A name that the file sets anywhere, in whatever way, is found.
 */
import type { Span } from '../../yaml/node.ts';
import { isBuiltIn, isKeyword } from './pythonWords.ts';
import { withoutTexts } from './pythonTexts.ts';
import { PythonLines, type LogicalLine } from './pythonLines.ts';

export interface UndefinedName {
  readonly name: string;
  readonly span: Span;
}

/** The first place of each. Empty for a file that Python does not read, or that makes names in other ways. */
export function undefinedNames(text: string, span: Span): UndefinedName[] {
  const reader = new PythonLines(text, span);
  const lines = [...reader].map((line) => ({ line, tokens: tokensOf(line) }));
  if (reader.fault || reader.isGivenUp) return [];
  const bound = new Set<string>();
  for (const { tokens } of lines) if (!noteBound(tokens, bound)) return [];
  const base = lines[0]?.line.column;
  const found = new Map<string, UndefinedName>();
  for (const { line, tokens } of lines) {
    if (line.column !== base) continue;
    for (const { word, at } of usedIn(tokens))
      if (!bound.has(word) && !isBuiltIn(word) && !found.has(word)) {
        const start = line.span[0] + at;
        found.set(word, { name: word, span: [start, start + word.length] });
      }
  }
  return [...found.values()];
}

interface Token {
  readonly word: string;
  readonly at: number;
  /** Brackets around it. */
  readonly depth: number;
  readonly isName: boolean;
}

const token = /\d[\w.]*|[A-Za-z_]\w*|:=|==|[!<>]=|\S/g;

function tokensOf({ text }: LogicalLine): Token[] {
  let depth = 0;
  return [...withoutTexts(text).matchAll(token)].map(({ 0: word, index: at }) => {
    if (')]}'.includes(word)) depth--;
    const here = { word, at, depth, isName: /^[A-Za-z_]/.test(word) && !isKeyword(word) };
    if ('([{'.includes(word)) depth++;
    return here;
  });
}

/** What makes names that nobody can read here. */
const makers: ReadonlySet<string> = new Set([
  'exec',
  'eval',
  'globals',
  'locals',
  'vars',
  'builtins',
]);

/** Adds the names that a line sets; false where nobody knows which it sets. */
function noteBound(tokens: readonly Token[], bound: Set<string>): boolean {
  const [first, second] = tokens;
  const start = first?.word ?? '';
  const isImport = start === 'import' || start === 'from';
  if (tokens.some(({ word }) => makers.has(word) || (isImport && word === '*'))) return false;
  const takesAll = isImport || /^(?:def|async|global|nonlocal|case|del)$/.test(start);
  const sign = tokens.findLastIndex(({ word, depth }) => word === '=' && depth === 0);
  if (start === 'class' && second) bound.add(second.word);
  let within = '';
  for (const [index, { word, isName }] of tokens.entries()) {
    if (word === 'for' || word === 'lambda') within = word;
    if ((within === 'for' && word === 'in') || (within === 'lambda' && word === ':')) within = '';
    const next = tokens[index + 1]?.word;
    const isSet = next === '=' || next === ':=' || (index === 0 && next === ':');
    const isNamed = tokens[index - 1]?.word === 'as';
    if (isName && (takesAll || within !== '' || index < sign || isSet || isNamed)) bound.add(word);
  }
  return true;
}

/** Of statements in which all is evaluated. */
function usedIn(tokens: readonly Token[]): Token[] {
  if (tokens.some(({ word, depth }) => chooses.has(word) || (word === ':' && depth === 0)))
    return [];
  const sign = tokens.findLastIndex(({ word, depth }) => word === '=' && depth === 0);
  return tokens.filter(
    ({ isName }, index) =>
      isName &&
      index > sign &&
      tokens[index - 1]?.word !== '.' &&
      tokens[index + 1]?.word !== '=' &&
      tokens[index + 1]?.word !== ':=',
  );
}

const chooses: ReadonlySet<string> = new Set([
  ...['and', 'or', 'if', 'elif', 'else', 'for', 'while', 'lambda', 'await', 'yield', 'import'],
  ...['def', 'class', 'with', 'try', 'except', 'finally', 'global', 'nonlocal', 'del', 'async'],
  ...['match', 'case', 'type', '@', ';', ':='],
]);

/** A document's text as the parser reads it. Never throws: the parser reports. */
import { Composer, Lexer, Parser, YAMLParseError, type Document, type YAMLError } from 'yaml';
import type { Node } from './node.ts';
import { readNode } from './readNode.ts';

/** What the parser made of a document. Its own tree, which is several times as large, is let go. */
export interface ParsedManifest {
  readonly root: Node | undefined;
  readonly errors: readonly YAMLError[];
  /** Why the text has no tree, although it may be right. */
  readonly leftOut?: LeftOut;
}

export type LeftOut = 'too long' | 'too many parts' | 'too deep';

/** A text that is not read. */
class LeftOutError extends Error {
  readonly reason: LeftOut;

  constructor(reason: LeftOut) {
    super(reason);
    this.reason = reason;
  }
}

/** A broken text may have an error a character; more than this nobody reads. */
const maxErrors = 100;

/** Levels that are read. The call stack holds twice as many; that limit would move with whoever calls. */
export const maxNesting = 300;
/** Words, signs, blanks and lines of texts that are read, each some kilobyte of memory. A megabyte of a real manifest has half as many. */
const maxLexemes = 250_000;

/** What would take too much of the machine has no tree, and a reason. */
export function parse(text: string): ParsedManifest {
  try {
    return withoutStackTraces(() => compose(text));
  } catch (error) {
    if (error instanceof LeftOutError) return leftOut(error.reason);
    if (error instanceof RangeError) return leftOut('too deep');
    throw error;
  }
}

export function leftOut(reason: LeftOut): ParsedManifest {
  return { root: undefined, errors: [], leftOut: reason };
}

function compose(text: string): ParsedManifest {
  const composer = new Composer({ version: '1.1', merge: true, strict: true, uniqueKeys: false });
  let yaml: Document.Parsed | undefined;
  const errors: YAMLError[] = [];
  for (const document of composer.compose(tokensOf(text), true, text.length)) {
    for (const error of document.errors.slice(0, maxErrors - errors.length)) errors.push(error);
    yaml ??= document;
  }
  const root =
    yaml &&
    readNode(yaml, (problem, span) => {
      const code = problem === 'lost alias' ? 'BAD_ALIAS' : 'RESOURCE_EXHAUSTION';
      if (errors.length < maxErrors) errors.push(new YAMLParseError([...span], code, problem));
    });
  return { root, errors };
}

/** What the parser reads, without the errors that nobody would see. */
function* tokensOf(text: string): ReturnType<Parser['parse']> {
  const parser = new Parser();
  let errorsLeft = maxErrors;
  let lexemesLeft = maxLexemes;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme))
      if (token.type !== 'error' || --errorsLeft >= 0) yield token;
    if (parser.stack.length > maxNesting) throw new LeftOutError('too deep');
    lexemesLeft -= Math.max(1, lineBreaksIn(lexeme));
    if (lexemesLeft < 0) throw new LeftOutError('too many parts');
  }
  for (const token of parser.end()) if (token.type !== 'error' || --errorsLeft >= 0) yield token;
}

/** The parser takes a block of text apart line by line. */
function lineBreaksIn(lexeme: string): number {
  let count = 0;
  for (let at = lexeme.indexOf('\n'); at !== -1; at = lexeme.indexOf('\n', at + 1)) count++;
  return count;
}

/** The parser's errors are values to us. A stack trace in each would take most of the time and memory of a broken text. */
function withoutStackTraces<T>(run: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

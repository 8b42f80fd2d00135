/**
 * The first place at which Python stops to read a text: quotes and brackets that do not close, blocks that are not indented as
 * they have to be. What it does not look at, such as the order of words, counts as right.
 */
import type { Span } from '../../yaml/node.ts';
import { withoutTexts } from './pythonTexts.ts';
import { PythonLines, type LogicalLine, type PythonFault } from './pythonLines.ts';

/** Undefined where nothing is wrong. `span`: whole lines of the text, whatever their common indentation. */
export function pythonFault(text: string, span: Span): PythonFault | undefined {
  const lines = new PythonLines(text, span);
  const blocks = new Blocks();
  for (const line of lines) {
    const message = blocks.enter(line) ?? lacksColon(line);
    if (message !== undefined) return { span: wordsOf(text, line), message };
    const fault = noNumber(line);
    if (fault) return fault;
  }
  return lines.isGivenUp ? undefined : (lines.fault ?? blocks.open);
}

/** Which columns statements may begin in. */
class Blocks {
  #columns: number[] = [];
  #head: LogicalLine | undefined;

  /** What is wrong with the place of a line. */
  enter(line: LogicalLine): string | undefined {
    const { column } = line;
    const current = this.#columns.at(-1);
    const head = this.#head;
    this.#head = line.endsWithColon ? line : undefined;
    if (current === undefined || (head && column > current)) {
      this.#columns.push(column);
      return undefined;
    }
    if (head) return 'the line above ends with ":", and Python wants its block indented below it';
    if (column > current)
      return 'this line is indented more than the one above, which begins no block: Python does not read the file';
    while ((this.#columns.at(-1) ?? column) > column) this.#columns.pop();
    return this.#columns.at(-1) === column
      ? undefined
      : 'no block above begins in this column: Python does not read the file';
  }

  /** A block that is announced and never comes. */
  get open(): PythonFault | undefined {
    if (!this.#head) return undefined;
    const [, end] = this.#head.span;
    return {
      span: [end - 1, end],
      message: 'what ":" announces does not come: write its block below, or "pass"',
    };
  }
}

function lacksColon({ text, hasColon }: LogicalLine): string | undefined {
  const word = /^(?:async\s+)?(if|elif|else|while|for|def|class|with|try|except|finally)\b/.exec(
    text,
  )?.[1];
  return word === undefined || hasColon
    ? undefined
    : `Python wants ":" at the end of what "${word}" begins`;
}

/** A number that goes on with letters, such as a size with its unit. */
function noNumber({ text, span: [start] }: LogicalLine): PythonFault | undefined {
  for (const { 0: word, index } of withoutTexts(text).matchAll(/(?<![\w.])\d\w*/g)) {
    if (number.test(word) || numberAndWord.test(word)) continue;
    const advice = /^0[0-7]+$/.test(word)
      ? `write 0o${word.slice(1)}`
      : 'put it in quotes, or write digits alone';
    return {
      span: [start + index, start + index + word.length],
      message: `Python reads no number in "${word}", and does not read the file: ${advice}`,
    };
  }
  return undefined;
}

/** Up to a dot or a sign: `1e` of `1e-5`. */
const number =
  /^(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:0[0_]*|[1-9][\d_]*)(?:[eE][\d_]*)?[jJ]?|\d[\d_]*(?:[eE][\d_]*|[jJ]))$/;

/** Python takes words behind a number without a blank. */
const numberAndWord = /^\d+(?:and|else|for|if|in|is|not|or)$/;

/** The first line of it, without the blanks around. */
function wordsOf(text: string, { span: [start, end] }: LogicalLine): Span {
  const newline = text.indexOf('\n', start);
  const last = newline === -1 || newline > end ? end : newline;
  return [start, start + text.slice(start, last).trimEnd().length];
}

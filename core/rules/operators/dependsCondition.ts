/** The condition under which a task of a DAG of Argo begins: `a.Succeeded && (b || !c)`. */
import { quote } from '../../formats/format.ts';

export interface Operand {
  readonly task: string;
  /** Of `a.Succeeded`: what became of the task. */
  readonly result: string | undefined;
  /** Where the result begins in the text; without one: the task. */
  readonly at: number;
}

export interface Flaw {
  readonly at: number;
  readonly length: number;
  readonly message: string;
  /** What is meant in its place. */
  readonly fix?: string;
}

export interface Condition {
  readonly operands: readonly Operand[];
  /** The first place at which it cannot be read on. */
  readonly flaw?: Flaw;
}

/** Undefined where something is filled in later. */
export function readCondition(text: string): Condition | undefined {
  if (/[{}$]/.test(text)) return undefined;
  const operands: Operand[] = [];
  const reader: Reader = { open: [], isOperandNext: true };
  for (const { index, 0: sign } of text.matchAll(token)) {
    const flaw = read(sign, index, reader, operands);
    if (flaw) return { operands, flaw };
  }
  const flaw = flawAtEnd(text, reader);
  return { operands, ...(flaw && { flaw }) };
}

interface Reader {
  /** Where parentheses begin that are not closed yet. */
  readonly open: number[];
  isOperandNext: boolean;
}

const token = /&&|\|\||[!=]=|[!()]|[A-Za-z0-9][\w.-]*|[^\s]/g;

/** What people write for the signs. */
const meant: Readonly<Record<string, string>> = {
  ...{ and: '&&', AND: '&&', '&': '&&', ',': '&&' },
  ...{ or: '||', OR: '||', '|': '||' },
  ...{ not: '!', NOT: '!' },
};

function read(sign: string, at: number, reader: Reader, operands: Operand[]): Flaw | undefined {
  const unexpected = (message: string): Flaw => ({ at, length: sign.length, message });
  const word = Object.hasOwn(meant, sign) ? meant[sign] : undefined;
  if (word !== undefined && (word === '!') === reader.isOperandNext)
    return { ...unexpected(`a condition has the signs &&, || and !: write ${word}`), fix: word };
  if (/^\w/.test(sign)) {
    if (!reader.isOperandNext)
      return unexpected(`nothing joins ${quote(sign)} with what stands before it: write && or ||`);
    operands.push(operandOf(sign, at));
    reader.isOperandNext = false;
  } else if (sign === '!' || sign === '(') {
    if (!reader.isOperandNext) return unexpected(`before ${quote(sign)} && or || is missing`);
    if (sign === '(') reader.open.push(at);
  } else if (sign === ')') {
    if (reader.isOperandNext) return unexpected('before this parenthesis a task is missing');
    if (reader.open.pop() === undefined)
      return unexpected('this parenthesis closes nothing: remove it, or add "(" before');
  } else if (/^(?:&&|\|\||[!=]=)$/.test(sign)) {
    if (reader.isOperandNext) return unexpected(`before ${quote(sign)} a task is missing`);
    reader.isOperandNext = true;
  } else {
    return unexpected(
      `a condition has names of tasks, &&, ||, ! and parentheses: remove ${quote(sign)}`,
    );
  }
  return undefined;
}

function operandOf(sign: string, at: number): Operand {
  const point = sign.indexOf('.');
  return point < 0
    ? { task: sign, result: undefined, at }
    : { task: sign.slice(0, point), result: sign.slice(point + 1), at: at + point + 1 };
}

function flawAtEnd(text: string, { open, isOperandNext }: Reader): Flaw | undefined {
  const last = open.at(-1);
  if (last !== undefined)
    return { at: last, length: 1, message: 'this parenthesis is not closed: add ")"' };
  const end = text.trimEnd().length;
  if (isOperandNext && end > 0)
    return { at: end - 1, length: 1, message: 'behind the last sign a task is missing' };
  return undefined;
}

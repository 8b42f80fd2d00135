/** Options of the JVM: what makes it end before anything has started. Tried with OpenJDK 17 and 25. */
import { linesOf } from '../yaml/lines.ts';
import type { Span } from '../yaml/node.ts';
import { heapBytes } from './heap.ts';
import {
  alike,
  allFlags,
  collectors,
  numbers,
  percentages,
  switches,
  withValue,
} from './jvmFlags.ts';
import { nearest } from './nearest.ts';

export interface OptionFault {
  readonly span: Span;
  readonly message: string;
  /** The option that is most probably meant. */
  readonly suggest?: string;
}

export interface JvmOption {
  readonly text: string;
  readonly span: Span;
}

/** Lines of a `jvm.config`, each of which is one option. */
export function* optionsOfLines(text: string, [from, to]: Span): Generator<JvmOption> {
  for (const { start, end } of linesOf(text.slice(from, to))) {
    const written = text.slice(from + start, from + end);
    const option = written.trim();
    // A comment.
    if (option === '' || option.startsWith('#')) continue;
    const at = from + start + written.indexOf(option);
    yield { text: option, span: [at, at + option.length] };
  }
}

/** Options that stand side by side, parted by blanks. */
export function optionsOfWords(text: string, [from, to]: Span): JvmOption[] {
  return [...text.slice(from, to).matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    span: [from + index, from + index + word.length],
  }));
}

/** What no JVM takes in a `jvm.config`. `isHeld`: whether another tool fills in a piece of the text. */
export function jvmFaults(
  text: string,
  span: Span,
  isHeld: (piece: string) => boolean,
): OptionFault[] {
  const options = [...optionsOfLines(text, span)].filter((each) => !isHeld(each.text));
  const ofLines = options.flatMap((option) => faultOfLine(option) ?? []);
  return ofLines.length > 0 ? [...ofLines, ...optionFaults(options)] : optionFaults(options);
}

/** What no JVM takes of options that all belong to one. Words that are no option are passed over. */
export function optionFaults(options: readonly JvmOption[]): OptionFault[] {
  const known = options.filter(({ text }) => !isTemplate(text));
  // The JVM passes over flags then that it does not know.
  const isTolerant = options.some(({ text }) => text === '-XX:+IgnoreUnrecognizedVMOptions');
  return [
    ...known.slice(0, maxOptions).flatMap((option) => faultOf(option, isTolerant) ?? []),
    ...heapFaults(known),
    ...collectorFaults(known),
  ];
}

/** Names are compared with many others. */
const maxOptions = 500;

/** Templates and variables of other tools; files of arguments. */
const isTemplate = (option: string): boolean => /^@|[${}`]/.test(option);

const sizeWords = 'write a whole number and k, m, g or t, e.g. 8g';

/** What is wrong with a line as a whole. */
function faultOfLine({ text, span }: JvmOption): OptionFault | undefined {
  if (isTemplate(text)) return undefined;
  if (!text.startsWith('-'))
    return {
      span,
      message: `Java takes "${shown(text)}" for the name of a class and does not start: an option begins with "-"`,
    };
  if (/^-X(?:m[snx]|ss)\S*\s+-/.test(text))
    return {
      span,
      message: 'each line is one option of Java: write every one in a line of its own',
    };
  return undefined;
}

function faultOf({ text, span }: JvmOption, isTolerant: boolean): OptionFault | undefined {
  const heap = /^-X(?:m[snx]|ss)(\S*)$/.exec(text)?.[1];
  if (heap !== undefined) return faultOfSize(text, span, heap);
  const [all, sign = '', name = '', value] = /^-XX:([+-]?)(\w+)(?:=([^]*))?$/.exec(text) ?? [];
  if (all === undefined) return undefined;
  if (switches.has(name) || withValue.has(name)) return faultOfFlag(text, span, sign, name, value);
  if (value !== undefined && name.endsWith('Size')) return faultOfSize(text, span, value);
  return isTolerant ? undefined : faultOfName(text, span, name);
}

function faultOfSize(text: string, span: Span, size: string): OptionFault | undefined {
  if (/^(?:\d+[kmgt]?|0x[\da-f]+)$/i.test(size)) return undefined;
  const [, digits, unit = ''] = /^=?(\d+)\s*([kmgt])(?:i|b|ib)?$/i.exec(size) ?? [];
  const suggest =
    digits === undefined ? {} : { suggest: text.slice(0, -size.length) + digits + unit };
  return {
    span,
    message: `Java reads no size in "${shown(text)}" and does not start: ${sizeWords}`,
    ...suggest,
  };
}

function faultOfFlag(
  text: string,
  span: Span,
  sign: string,
  name: string,
  value: string | undefined,
): OptionFault | undefined {
  const fault = (message: string, suggest?: string): OptionFault => ({
    span,
    message: `${message}, and Java does not start${suggest === undefined ? '' : `: write ${suggest}`}`,
    ...(suggest !== undefined && { suggest }),
  });
  if (switches.has(name)) {
    if (sign !== '' && value === undefined) return undefined;
    const isOff = sign === '-' || value?.toLowerCase() === 'false';
    return fault(
      `${name} is switched by a sign and has no value`,
      `-XX:${isOff ? '-' : '+'}${name}`,
    );
  }
  if (value === undefined || value === '') return fault(`${name} needs a value behind "="`);
  if (sign !== '') return fault(`${name} has a value and no sign`, `-XX:${name}=${value}`);
  if (percentages.has(name) && !/^(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)$/.test(value))
    return fault(`"${shown(value)}" is no number from 0 to 100 for ${name}`);
  if (numbers.has(name) && !/^-?(?:\d+[kmgt]?|0x[\da-f]+)$/i.test(value))
    return fault(`"${shown(value)}" is no whole number for ${name}`);
  return name.includes('Size') || name === 'MaxRAM' ? faultOfSize(text, span, value) : undefined;
}

function faultOfName(text: string, span: Span, name: string): OptionFault | undefined {
  const meant = nearestFlag(name);
  if (meant === undefined) return undefined;
  return {
    span,
    message: `Java knows no "${name}" and does not start: write ${meant}`,
    suggest: text.replace(name, meant),
  };
}

/** The flag that one which is not known was most probably meant to be. One that is longer by a word is another. */
export function nearestFlag(name: string): string | undefined {
  if (switches.has(name) || withValue.has(name) || alike.has(name)) return undefined;
  const meant = nearest(name, allFlags);
  return meant !== undefined && Math.abs(name.length - meant.length) <= 2 ? meant : undefined;
}

function heapFaults(options: readonly JvmOption[]): OptionFault[] {
  const heap: Partial<Record<string, { readonly bytes: number; readonly span: Span }>> = {};
  for (const { text, span } of options) {
    const [, name, size] = /^(-Xm[sx])(\d+[kmgt]?)$/i.exec(text) ?? [];
    const bytes = heapBytes(size);
    if (name !== undefined && bytes !== undefined) heap[name] = { bytes, span };
  }
  const { '-Xms': least, '-Xmx': most } = heap;
  return least && most && least.bytes > most.bytes
    ? [
        {
          span: least.span,
          message:
            'the heap begins larger than -Xmx lets it grow, and Java does not start: lower -Xms',
        },
      ]
    : [];
}

function collectorFaults(options: readonly JvmOption[]): OptionFault[] {
  const chosen = new Map<string, Span>();
  for (const { text, span } of options) {
    const [, sign, name = ''] = /^-XX:([+-])(\w+)$/.exec(text) ?? [];
    if (!collectors.has(name)) continue;
    if (sign === '+') chosen.set(name, span);
    else chosen.delete(name);
  }
  const [first, second] = [...chosen];
  return first && second
    ? [
        {
          span: second[1],
          message: `${first[0]} chooses another garbage collector, and Java does not start with two: keep one`,
        },
      ]
    : [];
}

function shown(option: string): string {
  return option.length > 60 ? `${option.slice(0, 60)}…` : option;
}

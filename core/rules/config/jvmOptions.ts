/** Lines of a `jvm.config`, each of which is one argument of `java`. */
import { heapBytes } from '../../formats/heap.ts';
import { linesOf } from '../../yaml/lines.ts';
import type { Span } from '../../yaml/node.ts';

export interface OptionFault {
  readonly span: Span;
  readonly message: string;
}

/** What no JVM takes. `isHeld`: whether another tool fills in a piece of the text. */
export function jvmFaults(
  text: string,
  [from, to]: Span,
  isHeld: (piece: string) => boolean,
): OptionFault[] {
  const found: OptionFault[] = [];
  const heap: Partial<Record<HeapOption, { readonly bytes: number; readonly span: Span }>> = {};
  for (const { start, end } of linesOf(text.slice(from, to))) {
    const written = text.slice(from + start, from + end);
    const option = written.trim();
    // Templates and variables of other tools; files of arguments.
    if (option === '' || /^[#@]|[${}]/.test(option) || isHeld(option)) continue;
    const at = from + start + written.indexOf(option);
    const span: Span = [at, at + option.length];
    const message = faultOf(option);
    if (message !== undefined) found.push({ span, message });
    const [, name, size] = /^(-Xm[sx])(\d+[kmgt]?)$/i.exec(option) ?? [];
    if ((name === '-Xms' || name === '-Xmx') && size !== undefined)
      heap[name] = { bytes: heapBytes(size) ?? NaN, span };
  }
  const { '-Xms': least, '-Xmx': most } = heap;
  if (least && most && least.bytes > most.bytes)
    found.push({
      span: least.span,
      message: 'the heap begins larger than -Xmx lets it grow, and Java does not start: lower -Xms',
    });
  return found;
}

type HeapOption = '-Xms' | '-Xmx';

const sizeWords = 'write a whole number and k, m, g or t, e.g. 8g';

function faultOf(option: string): string | undefined {
  if (!option.startsWith('-'))
    return `Java takes "${shown(option)}" for the name of a class and does not start: an option begins with "-"`;
  if (/^-X(?:m[snx]|ss)\S*\s+-/.test(option))
    return 'each line is one option of Java: write every one in a line of its own';
  const [, ofHeap, heap] = /^(-X(?:m[snx]|ss))(.*)$/.exec(option) ?? [];
  const [, name = ofHeap, value = heap] = /^-XX:(\w+Size)=(.*)$/.exec(option) ?? [];
  if (name === undefined || value === undefined) return undefined;
  return /^(?:\d+[kmgt]?|0x[\da-f]+)$/i.test(value)
    ? undefined
    : `Java reads no size in "${shown(option)}" and does not start: ${sizeWords}`;
}

function shown(option: string): string {
  return option.length > 60 ? `${option.slice(0, 60)}…` : option;
}

/** Templates of ytt: YAML whose comments `#@` fill in values, repeat items and leave lines out. */
import { linesOf } from '../yaml/lines.ts';
import type { Span } from '../yaml/node.ts';

export interface YttText {
  /** Lines are left out or repeated, or it is laid over another document. */
  readonly isPartial: boolean;
  /** Whether a place belongs to a function, not to the document. */
  isOutside(span: Span): boolean;
}

/** Whether a text is a template of ytt. */
export function isYtt(text: string): boolean {
  return yttDefinitions(text) !== undefined;
}

/** Undefined for a text that is no template of ytt. */
export function yttDefinitions(text: string): YttText | undefined {
  if (!text.includes('#@')) return undefined;
  const functions: Span[] = [];
  let open: { readonly start: number; depth: number } | undefined;
  let isTemplate = false;
  let isPartial = false;
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    const at = line.indexOf('#@');
    if (at === -1 || !isCode.test(line.slice(Math.max(at - 1, 0)))) continue;
    isTemplate = true;
    const code = line.slice(at + 2).replace(/^\/? */, '');
    isPartial ||= /^(?:overlay\/|if\b|for\b|while\b|elif\b|else\b)/.test(code);
    const isStart = /^(?:def|if|for|while)\b.*:\s*$/.test(code);
    if (isStart && open) open.depth++;
    else if (isStart && code.startsWith('def')) open = { start, depth: 1 };
    else if (open && /^end\b/.test(code) && --open.depth === 0) {
      functions.push([open.start, end]);
      open = undefined;
    }
  }
  if (!isTemplate) return undefined;
  const isOutside = ([at]: Span): boolean =>
    functions.some(([start, end]) => start <= at && at < end);
  return { isPartial, isOutside };
}

/** A comment of ytt, behind a blank or at the start of a line. */
const isCode = /^\s?#@(?:[ /]|overlay\/|data\/|yaml\/|schema\/|library\/)/;

/** Whether a comment of ytt says what stands at the end of a line. */
export function yttEnds(text: string, at: number): boolean {
  return /^[ \t]*#@ /.test(text.slice(at, at + 40));
}

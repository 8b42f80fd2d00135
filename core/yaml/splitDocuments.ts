/**
 * Where the documents of a file begin, as kubectl cuts it: before each line that begins with `---`, whatever follows
 * there, and between JSON objects that stand one below the other. A line `...` ends a document; what stands behind it is
 * cut off as well, although kubectl drops it. No parser is needed, so a half-typed file is cut in the same way.
 */
import { isJsonText } from './isJsonText.ts';
import { jsonObjectEnd } from './jsonObjects.ts';

/** Offsets at which the parts of `text` begin; the first is always 0. A part that begins with `---` keeps that line. */
export function documentStarts(text: string): number[] {
  const starts = [0];
  const from = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  // The first line is a marker as any other: `...` there ends an empty document.
  if (isEnd(text, from)) pushLineAfter(text, from, starts);
  let open = text.indexOf('\n---', from);
  let end = text.indexOf('\n...', from);
  while (open !== -1 || end !== -1) {
    // Each kind of marker is looked for only behind the last one of its kind: `...` is rare, and so is the search.
    if (end === -1 || (open !== -1 && open < end)) {
      if (starts.at(-1) !== open + 1) starts.push(open + 1);
      open = text.indexOf('\n---', open + 1);
    } else {
      if (isEnd(text, end + 1)) pushLineAfter(text, end + 1, starts);
      end = text.indexOf('\n...', end + 1);
    }
  }
  return starts.flatMap((start, index) =>
    objectStarts(text, start, starts[index + 1] ?? text.length),
  );
}

/** The parts themselves: joined they are `text` again. */
export function splitDocuments(text: string): string[] {
  const starts = documentStarts(text);
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

const byteOrderMark = 0xfeff;

/** Whether a line `...` begins here. */
function isEnd(text: string, at: number): boolean {
  if (!text.startsWith('...', at)) return false;
  const next = text.charCodeAt(at + 3);
  return Number.isNaN(next) || next === 0x20 || next === 0x09 || next === 0x0a || next === 0x0d;
}

function pushLineAfter(text: string, from: number, starts: number[]): void {
  const newline = text.indexOf('\n', from);
  if (newline !== -1 && newline + 1 < text.length) starts.push(newline + 1);
}

/** The start of a part, and of the lines in it at which another JSON object begins. */
function objectStarts(text: string, start: number, end: number): number[] {
  const starts = [start];
  let at = firstOf(text, text.startsWith('---', start) ? lineAfter(text, start) : start, end);
  while (text[at] === '{' && at < end) {
    const close = jsonObjectEnd(text, at, end);
    const next = close === undefined ? end : firstOf(text, close, end);
    if (next >= end || text[next] !== '{') break;
    const line = text.lastIndexOf('\n', next) + 1;
    if (close === undefined || line < close || !isJsonText(text.slice(at, close))) break;
    starts.push(line);
    at = next;
  }
  return starts;
}

function lineAfter(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline + 1;
}

/** The first character that is no blank and no line break. */
function firstOf(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /\s/.test(text[at] ?? '')) at++;
  return at;
}

/**
 * Where the documents of a YAML stream begin. A line `---` opens a document and a line `...` ends one; both count only
 * in column 0, where no scalar can hold them, so no YAML parser is needed and a half-typed file splits the same way.
 */

/** Offsets at which the parts of `text` begin; the first is always 0. A part that begins with `---` keeps that line. */
export function documentStarts(text: string): number[] {
  const starts = [0];
  const from = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  // The first line is a marker as any other: `...` there ends an empty document.
  if (isMarker(text, from, '...')) pushLineAfter(text, from, starts);
  let open = text.indexOf('\n---', from);
  let end = text.indexOf('\n...', from);
  while (open !== -1 || end !== -1) {
    // Each kind of marker is looked for only behind the last one of its kind: `...` is rare, and so is the search.
    if (end === -1 || (open !== -1 && open < end)) {
      if (isMarker(text, open + 1, '---') && starts.at(-1) !== open + 1) starts.push(open + 1);
      open = text.indexOf('\n---', open + 1);
    } else {
      if (isMarker(text, end + 1, '...')) pushLineAfter(text, end + 1, starts);
      end = text.indexOf('\n...', end + 1);
    }
  }
  return starts;
}

/** The parts themselves: joined they are `text` again. */
export function splitDocuments(text: string): string[] {
  const starts = documentStarts(text);
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

const byteOrderMark = 0xfeff;

function isMarker(text: string, at: number, marker: string): boolean {
  if (!text.startsWith(marker, at)) return false;
  const next = text.charCodeAt(at + 3);
  return Number.isNaN(next) || next === 0x20 || next === 0x09 || next === 0x0a || next === 0x0d;
}

function pushLineAfter(text: string, from: number, starts: number[]): void {
  const newline = text.indexOf('\n', from);
  if (newline !== -1 && newline + 1 < text.length) starts.push(newline + 1);
}

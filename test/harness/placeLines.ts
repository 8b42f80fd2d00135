/** Where places of a manifest, given as steps to them, stand in its text. */
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/** The lines of places in a manifest, and those on which what they stand in begins. */
export function linesOf(text: string, places: readonly (readonly (string | number)[])[]): number[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, version: '1.1' });
  const lineAt = (offset: number): number => counter.linePos(offset).line - 1;
  // What is missing in the whole stands at its first key.
  const lines: number[] = text.startsWith('#') ? [1] : [0];
  for (const place of places) {
    let at: unknown = document.contents;
    for (const step of place) {
      const pair = isMap(at) ? at.items.find(({ key }) => String(key) === String(step)) : undefined;
      if (pair && isScalar(pair.key) && pair.key.range) lines.push(lineAt(pair.key.range[0]));
      at = isSeq(at) ? at.items[Number(step)] : pair?.value;
      if (isNode(at) && at.range) lines.push(lineAt(at.range[0]));
    }
    if (!isNode(at) || !at.range) continue;
    const [first, last] = [lineAt(at.range[0]), lineAt(Math.max(at.range[0], at.range[1] - 1))];
    for (let line = first; line <= last; line++) lines.push(line);
  }
  return lines;
}

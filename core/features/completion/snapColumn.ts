/** A cursor one or two columns beside every mapping around it: the nearest one is meant. */
import type { ManifestDocument } from '../../model/manifestDocument.ts';
import { blockLines, opensBlock, readLine, type Line } from './lines.ts';

const reach = 2;

/** The column that a key typed on this line most probably belongs in: the same one where it fits. */
export function snapColumn(document: ManifestDocument, at: number, column: number): number {
  const blocks = blockLines(document);
  const read = (number: number): Line | undefined =>
    blocks.has(number) ? undefined : readLine(document.lineText(number));
  const keys: number[] = [];
  const dashes: number[] = [];
  let need = Infinity;
  for (let number = at - 1; number >= 0 && need > 0; number--) {
    const line = read(number);
    if (!line || (line.key === undefined && line.dashes.length === 0)) continue;
    if (need === Infinity && line.key !== undefined && opensBlock(line.value)) {
      const child = below(read, at, document.lineCount);
      const isChild = child !== undefined && child > line.keyColumn;
      if (isChild) keys.push(child);
      else if (column > line.keyColumn) return column;
    }
    if (line.keyColumn < need) keys.push(line.keyColumn);
    for (const dash of line.dashes) if (dash < need) dashes.push(dash);
    need = Math.min(need, line.keyColumn, ...line.dashes);
  }
  if (need === Infinity || keys.includes(column) || dashes.includes(column)) return column;
  const [nearest] = [
    ...keys.map((at) => ({ at, order: 0 })),
    ...dashes.map((at) => ({ at, order: 1 })),
  ]
    .filter((place) => Math.abs(place.at - column) <= reach)
    .sort(
      (a, b) =>
        Math.abs(a.at - column) - Math.abs(b.at - column) || a.order - b.order || b.at - a.at,
    );
  return nearest?.at ?? column;
}

/** Column of the first line below that says something. */
function below(
  read: (number: number) => Line | undefined,
  at: number,
  lineCount: number,
): number | undefined {
  for (let number = at + 1; number <= lineCount; number++) {
    const line = read(number);
    if (line) return line.dashes[0] ?? line.keyColumn;
  }
  return undefined;
}

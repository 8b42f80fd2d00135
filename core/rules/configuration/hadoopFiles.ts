/** A file of Hadoop or Hive that stands in a ConfigMap or in a value of a chart. */
import { writtenText } from '../../embedded/entries.ts';
import { hasMadeLines } from '../../embedded/madeLines.ts';
import { readHadoopXml, type HadoopFile } from '../../embedded/texts/hadoopXml.ts';
import type { Visit } from '../../walk/visit.ts';
import { text, type Span } from '../../yaml/node.ts';

/** What it says, with places in the document; undefined for one of which another tool makes lines or tags. */
export function hadoopFileAt({ node, ctx, configAnnotation }: Visit): PlacedFile | undefined {
  const written = configAnnotation?.form === 'xml' ? writtenText(node) : undefined;
  if (!written || text(written) === undefined) return undefined;
  // Quotes and the like of YAML stand around the text, and not within what is looked for.
  const lines = ctx.text.slice(...written.span);
  const isHeldIn = node.partly?.isHeldIn ?? (() => false);
  if (hasMadeLines(lines, isHeldIn) || hasTag(lines, isHeldIn)) return undefined;
  return { file: readHadoopXml(ctx.text, written.span), isHeldIn };
}

interface PlacedFile {
  readonly file: HadoopFile;
  /** Whether another tool fills in a piece of it. */
  readonly isHeldIn: (piece: string) => boolean;
}

/** Whether what looks like a tag is filled in: `<path:kv/data/hive#password>`. */
function hasTag(written: string, isMeant: (piece: string) => boolean): boolean {
  return [...written.matchAll(/<[^<>\n]{1,200}>/g)].some(([tag]) => isMeant(tag));
}

export interface PlacedValue {
  readonly value: string;
  readonly valueSpan: Span;
}

/** The values of properties by these names, with their places; those that are filled in are left out. */
export function valuesOf(visit: Visit, isMeant: (name: string) => boolean): PlacedValue[] {
  const { file, isHeldIn } = hadoopFileAt(visit) ?? {};
  return (file?.properties ?? []).flatMap(({ name, valueSpan }) => {
    if (!valueSpan || !isMeant(name)) return [];
    const value = visit.ctx.text.slice(...valueSpan);
    const isKnown = value !== '' && !value.includes('${') && isHeldIn?.(value) === false;
    return isKnown ? [{ value, valueSpan }] : [];
  });
}

/** What is filled in may stand around a sign. */
export function lineAround(text: string, [start, end]: Span): string {
  const to = text.indexOf('\n', end);
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, to === -1 ? text.length : to);
}

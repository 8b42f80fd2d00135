/** Files of Hadoop and Hive that a ConfigMap holds. */
import { writtenText } from '../../embedded/entries.ts';
import { hasMadeLines } from '../../embedded/madeLines.ts';
import { readHadoopXml, type HadoopFile } from '../../embedded/texts/hadoopXml.ts';
import type { WalkContext } from '../../walk/visit.ts';
import { entries, get, text, type Span } from '../../yaml/node.ts';

const fileName = /^(?:core|hdfs|hive|yarn|mapred|hbase|metastore|hiveserver2)-site\.xml$/;

/** Files of Hadoop and what they say, with places in the document; files of which another tool makes lines or tags are left out. */
export function* hadoopFilesIn({ root, text: all }: WalkContext): Generator<PlacedFile> {
  for (const { key, value } of entries(get(root, 'data'))) {
    if (key.filledIn || !fileName.test(key.source)) continue;
    const node = writtenText(value);
    if (!node || text(node) === undefined) continue;
    // Quotes and the like of YAML stand around the text, and not within what is looked for.
    const written = all.slice(...node.span);
    const isHeldIn = value.partly?.isHeldIn ?? (() => false);
    if (hasMadeLines(written, isHeldIn) || hasTag(written, isHeldIn)) continue;
    yield { file: readHadoopXml(all, node.span), isHeldIn };
  }
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
export function* valuesOf(
  ctx: WalkContext,
  isMeant: (name: string) => boolean,
): Generator<PlacedValue> {
  for (const { file, isHeldIn } of hadoopFilesIn(ctx))
    for (const { name, valueSpan } of file.properties) {
      if (!valueSpan || !isMeant(name)) continue;
      const value = ctx.text.slice(...valueSpan);
      if (value !== '' && !value.includes('${') && !isHeldIn(value)) yield { value, valueSpan };
    }
}

/** What is filled in may stand around a sign. */
export function lineAround(text: string, [start, end]: Span): string {
  const to = text.indexOf('\n', end);
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, to === -1 ? text.length : to);
}

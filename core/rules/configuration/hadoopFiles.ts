/** Files of Hadoop and Hive that a ConfigMap holds. */
import { writtenText } from '../../embedded/entries.ts';
import { hasMadeLines } from '../../embedded/madeLines.ts';
import type { WalkContext } from '../../walk/visit.ts';
import { entries, get, text, type Span } from '../../yaml/node.ts';
import { readHadoopXml, type HadoopProperty } from './hadoopXml.ts';

const fileName = /^(?:core|hdfs|hive|yarn|mapred|hbase|metastore|hiveserver2)-site\.xml$/;

export interface PlacedFile {
  readonly properties: readonly HadoopProperty[];
  readonly fault?: { readonly span: Span; readonly message: string };
}

/** Spans are those of the document. Values that another tool fills in are left out, and files of which it makes lines or tags. */
export function* hadoopFilesIn({ root, text: all }: WalkContext): Generator<PlacedFile> {
  for (const { key, value } of entries(get(root, 'data'))) {
    if (key.filledIn || !fileName.test(key.source)) continue;
    const node = writtenText(value);
    if (!node || text(node) === undefined) continue;
    const [start, end] = node.span;
    const written = all.slice(start, end);
    const isHeldIn = value.partly?.isHeldIn ?? (() => false);
    if (hasMadeLines(written, isHeldIn) || hasTag(written, isHeldIn)) continue;
    // Quotes and the like of YAML stand around the text, and not within what is looked for.
    const moved = ([from, to]: Span): Span => [start + from, start + to];
    const { properties, fault } = readHadoopXml(written);
    yield {
      properties: properties
        .filter((each) => !isHeldIn(each.value))
        .map((each) => ({ ...each, valueSpan: moved(each.valueSpan) })),
      ...(fault && { fault: { ...fault, span: moved(fault.span) } }),
    };
  }
}

/** Whether what looks like a tag is filled in: `<path:kv/data/hive#password>`. */
function hasTag(written: string, isMeant: (piece: string) => boolean): boolean {
  return [...written.matchAll(/<[^<>\n]{1,200}>/g)].some(([tag]) => isMeant(tag));
}

/** The places of values of properties by these names, with what they say. */
export function* valuesOf(
  ctx: WalkContext,
  isMeant: (name: string) => boolean,
): Generator<HadoopProperty> {
  for (const { properties } of hadoopFilesIn(ctx))
    for (const property of properties)
      if (isMeant(property.name) && property.value !== '' && !property.value.includes('${'))
        yield property;
}

/** Files of Hadoop and Hive that a ConfigMap holds. */
import type { WalkContext } from '../../walk/visit.ts';
import { entries, get, text, type Span } from '../../yaml/node.ts';
import { readHadoopXml, type HadoopProperty } from './hadoopXml.ts';

const fileName = /^(?:core|hdfs|hive|yarn|mapred|hbase|metastore|hiveserver2)-site\.xml$/;

export interface PlacedFile {
  readonly properties: readonly HadoopProperty[];
  readonly fault?: { readonly span: Span; readonly message: string };
}

/** Spans are those of the document. What another tool fills in is left out. */
export function* hadoopFilesIn({ root, text: all }: WalkContext): Generator<PlacedFile> {
  for (const { key, value } of entries(get(root, 'data'))) {
    if (!fileName.test(key.source) || value.filledIn || value.type !== 'scalar') continue;
    const [start, end] = value.span;
    const written = all.slice(start, end);
    if (text(value) === undefined || /\{\{|\{%/.test(written)) continue;
    // Quotes and the like of YAML stand around the text, and not within what is looked for.
    const moved = ([from, to]: Span): Span => [start + from, start + to];
    const { properties, fault } = readHadoopXml(written);
    yield {
      properties: properties.map((each) => ({ ...each, valueSpan: moved(each.valueSpan) })),
      ...(fault && { fault: { ...fault, span: moved(fault.span) } }),
    };
  }
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

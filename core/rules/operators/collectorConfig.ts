import { at, text, type Node, type Span } from '../../yaml/node.ts';
import { parse } from '../../yaml/parse.ts';
import { writtenText } from './writtenText.ts';

export interface CollectorConfig {
  readonly node: Node;
  /** Where in the document something of it stands. */
  readonly place: (span: Span) => Span;
}

/** The configuration of an OpenTelemetryCollector: fields, or before `v1beta1` a text. Undefined where it cannot be read. */
export function collectorConfig(root: Node, all: string): CollectorConfig | undefined {
  const config = at(root, ['spec', 'config']);
  if (!config || config.filledIn) return undefined;
  if (config.type === 'map') return { node: config, place: (span) => span };
  const written = text(config)?.includes('{{') === false ? writtenText(config, all) : undefined;
  if (!written || all.charAt(config.span[0]) !== '|') return undefined;
  const parsed = parse(written.text);
  if (!parsed.root || parsed.problems.length > 0) return undefined;
  const { start } = written;
  return { node: parsed.root, place: (span) => [start + span[0], start + span[1]] };
}

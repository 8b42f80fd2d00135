/** Files of Hadoop and Hive: `<configuration>` with properties of name and value. As much of XML as they have. */
import type { Span } from '../../yaml/node.ts';

export interface HadoopProperty {
  readonly name: string;
  readonly value: string;
  /** Of the value in the text. */
  readonly valueSpan: Span;
}

export interface HadoopFile {
  readonly properties: readonly HadoopProperty[];
  /** What no parser takes, and where. */
  readonly fault?: { readonly span: Span; readonly message: string };
}

interface OpenTag {
  readonly name: string;
  readonly span: Span;
  /** Where its content begins. */
  readonly start: number;
}

/** Reads once from the front to the back. */
export function readHadoopXml(text: string): HadoopFile {
  const properties: HadoopProperty[] = [];
  const open: OpenTag[] = [];
  let name: string | undefined;
  let at = text.indexOf('<');
  for (; at >= 0; at = text.indexOf('<', at)) {
    const end = endOfMarkup(text, at);
    if (end < 0) return faulty(properties, [at, at + 1], 'what begins with < does not end');
    const [, slash = '', tag, rest = ''] =
      /^<(\/?)([A-Za-z_][\w:.-]*)((?:[\s/][^<]*)?)>$/.exec(text.slice(at, end)) ?? [];
    const span: Span = [at, end];
    at = end;
    // A comment, an instruction.
    if (tag === undefined) continue;
    if (slash === '') {
      const fault = unfitTag(open, tag);
      if (fault !== undefined) return faulty(properties, span, fault);
      if (!rest.endsWith('/')) open.push({ name: tag, span, start: end });
      continue;
    }
    const last = open.pop();
    if (last?.name !== tag)
      return faulty(
        properties,
        span,
        last
          ? `</${tag}> stands where </${last.name}> has to`
          : `</${tag}> ends what has not begun`,
      );
    const content: Span = [last.start, span[0]];
    const inside = text.slice(...content).trim();
    if (tag === 'name') name = inside;
    if (tag === 'value' && name !== undefined)
      properties.push({ name, value: inside, valueSpan: content });
    if (tag === 'property') name = undefined;
  }
  const [first] = open;
  return first
    ? faulty(properties, first.span, `<${first.name}> does not end: add </${first.name}>`)
    : { properties };
}

function faulty(properties: readonly HadoopProperty[], span: Span, message: string): HadoopFile {
  return { properties, fault: { span, message } };
}

function unfitTag(open: readonly OpenTag[], tag: string): string | undefined {
  return open.length === 0 && tag !== 'configuration'
    ? 'everything stands in <configuration>: write that around it'
    : undefined;
}

function endOfMarkup(text: string, start: number): number {
  const closing = text.startsWith('<!--', start)
    ? '-->'
    : text.startsWith('<![CDATA[', start)
      ? ']]>'
      : '>';
  const end = text.indexOf(closing, start);
  return end < 0 ? -1 : end + closing.length;
}

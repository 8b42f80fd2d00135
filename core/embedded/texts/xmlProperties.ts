/** Properties of Hadoop's XML files: `<property><name>…</name><value>…</value></property>`, with their places. */
import type { Span } from '../../yaml/node.ts';
import type { ConfigEntry } from '../configEntry.ts';
import { readHadoopXml } from './hadoopXml.ts';
import type { TextCursor, TextReader } from './textReader.ts';

export const xmlProperties: TextReader = { entries: entriesIn, cursor: cursorIn };

function entriesIn(text: string, span: Span): ConfigEntry[] {
  return readHadoopXml(text, span).properties.map(({ name, nameSpan, valueSpan }) => {
    const value = valueSpan && text.slice(...valueSpan);
    // An entity, or a variable of Hadoop.
    const isPlain = value !== undefined && !/[${}&<]/.test(value);
    const isShown = valueSpan !== undefined && valueSpan[1] > valueSpan[0];
    return {
      key: name,
      keySpan: nameSpan,
      valueSpan: isShown ? valueSpan : nameSpan,
      value: isPlain ? value : undefined,
    };
  });
}

function cursorIn(text: string, [start, end]: Span, offset: number): TextCursor | undefined {
  const tag = text.lastIndexOf('<', offset - 1);
  if (tag < start) return undefined;
  const [head = '', element] = /^<(name|value)>/.exec(text.slice(tag, tag + 8)) ?? [];
  const from = tag + head.length;
  if (element === undefined || offset < from) return undefined;
  const close = text.indexOf('<', offset);
  const line = text.indexOf('\n', offset);
  const ends = [close, line, end].filter((each) => each >= offset);
  const to = Math.max(offset, from + text.slice(from, Math.min(...ends)).trimEnd().length);
  const isClosed = close !== -1 && (line === -1 || close < line);
  const around = ['', isClosed ? '' : `</${element}>`] as const;
  if (element === 'name') return { typed: 'key', around, span: [from, to] };
  const open = text.lastIndexOf('<property>', offset);
  const key = open < start ? undefined : readHadoopXml(text, [open, tag]).properties[0]?.name;
  return key === undefined ? undefined : { typed: 'value', key, around, span: [from, to] };
}

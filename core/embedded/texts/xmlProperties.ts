/** Properties of Hadoop's XML files: `<property><name>…</name><value>…</value></property>`, with their places. */
import type { Span } from '../../yaml/node.ts';
import type { ConfigEntry } from '../configEntry.ts';
import type { TextCursor, TextReader } from './textReader.ts';

export const xmlProperties: TextReader = { entries: entriesIn, cursor: cursorIn };

function entriesIn(text: string, [start, end]: Span): ConfigEntry[] {
  const found: ConfigEntry[] = [];
  for (let from = start; ;) {
    const open = text.indexOf('<property>', from);
    if (open === -1 || open >= end) return found;
    const close = text.indexOf('</property>', open);
    const to = close === -1 || close > end ? end : close;
    const next = text.indexOf('<property>', open + 1);
    // One that is not closed yet ends where the next one begins.
    const last = next === -1 || next > to ? to : next;
    if (!isCommentedOut(text, start, open)) found.push(...entryIn(text, [open, last]));
    from = last;
  }
}

function isCommentedOut(text: string, start: number, offset: number): boolean {
  const open = text.lastIndexOf('<!--', offset);
  return open >= start && text.indexOf('-->', open) > offset;
}

function entryIn(text: string, property: Span): ConfigEntry[] {
  const keySpan = contentOf(text, property, 'name');
  if (!keySpan) return [];
  const valueSpan = contentOf(text, property, 'value');
  const value = valueSpan && text.slice(...valueSpan);
  // An entity, or a variable of Hadoop.
  const isPlain = value !== undefined && !/[${}&<]/.test(value);
  return [
    {
      key: text.slice(...keySpan),
      keySpan,
      valueSpan: valueSpan && valueSpan[1] > valueSpan[0] ? valueSpan : keySpan,
      value: isPlain ? value : undefined,
    },
  ];
}

/** Of an element, without the blanks around it. */
function contentOf(text: string, [start, end]: Span, element: string): Span | undefined {
  const open = text.indexOf(`<${element}>`, start);
  if (open === -1 || open >= end) return undefined;
  const from = open + element.length + 2;
  const close = text.indexOf(`</${element}>`, from);
  if (close === -1 || close > end) return undefined;
  const content = text.slice(from, close);
  const left = content.length - content.trimStart().length;
  return [from + left, Math.max(from + left, from + content.trimEnd().length)];
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
  const name = open < start ? undefined : contentOf(text, [open, tag], 'name');
  return name && { typed: 'value', key: text.slice(...name), around, span: [from, to] };
}

/** Lines `key=value` of a text, as programs in Java read them, with their places. */
import type { Span } from '../yaml/node.ts';
import type { ConfigEntry } from './configEntry.ts';

/** `start` and `end` are offsets into `text`: whole lines, whatever their indentation. */
export function propertyLines(text: string, [start, end]: Span): ConfigEntry[] {
  const found: ConfigEntry[] = [];
  let isContinued = false;
  for (let from = start; from < end;) {
    const newline = text.indexOf('\n', from);
    const to = newline === -1 || newline > end ? end : newline;
    const line = text.slice(from, to).trimEnd();
    const entry = isContinued ? undefined : entryOfLine(line, from);
    isContinued = line.endsWith('\\');
    // What goes on in the next line has no value here.
    if (entry) found.push(isContinued ? { ...entry, value: undefined } : entry);
    from = to + 1;
  }
  return found;
}

function entryOfLine(line: string, offset: number): ConfigEntry | undefined {
  const written = line.trimStart();
  if (written === '' || written.startsWith('#') || written.startsWith('!')) return undefined;
  const keyStart = line.length - written.length;
  const sign = written.search(/[=:\s]/);
  const key = sign === -1 ? written : written.slice(0, sign);
  // An escaped sign, or a template of another tool.
  if (/[\\{}$]/.test(key)) return undefined;
  const rest = sign === -1 ? '' : written.slice(sign);
  const value = withoutSign(rest);
  const keySpan: Span = [offset + keyStart, offset + keyStart + key.length];
  const valueSpan: Span =
    value === '' ? keySpan : [offset + line.length - value.length, offset + line.length];
  return { key, keySpan, valueSpan, value: /[${}\\]/.test(value) ? undefined : value };
}

/** Blanks, one sign, blanks. */
function withoutSign(rest: string): string {
  const trimmed = rest.trimStart();
  return trimmed.startsWith('=') || trimmed.startsWith(':')
    ? trimmed.slice(1).trimStart()
    : trimmed;
}

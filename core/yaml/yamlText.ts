/** Names and values as YAML has to write them so that they are read as what they are. */
import { plainValue } from './scalar.ts';

export interface Surrounding {
  /** Between brackets commas and brackets end a plain text. */
  readonly isFlow?: boolean;
}

/** A text, in quotes where it would be read as something else or not at all. */
export function yamlText(text: string, { isFlow = false }: Surrounding = {}): string {
  const isPlain = isWritable(text, isFlow) && !isMisread(text);
  return isPlain ? text : doubleQuoted(text);
}

/** What may be text or not: as it stands, in quotes only where it cannot be read at all. */
export function yamlUnread(source: string, { isFlow = false }: Surrounding = {}): string {
  return isWritable(source, isFlow) ? source : doubleQuoted(source);
}

/** A value of a schema: numbers and booleans as they are, texts as texts. */
export function yamlValue(value: unknown): string {
  return typeof value === 'string' ? yamlText(value) : String(value);
}

/** In double quotes, with the escapes that both YAML and JSON read. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** In the kind of quotes that stand there; in double ones where single ones cannot hold the text. */
export function quotedLike(quote: string, text: string): string {
  return quote === "'" && !unprintable.test(text) && !/[\n\t]/.test(text)
    ? `'${text.replaceAll("'", "''")}'`
    : doubleQuoted(text);
}

/** Text that YAML would read as a number, a boolean, nothing, or as more than text. */
function isMisread(text: string): boolean {
  return typeof plainValue(text) !== 'string' || /^(?:[-+.\d][\d._:eE+-]*|<<|=)$/.test(text);
}

/** Whether the text can stand without quotes. */
function isWritable(text: string, isFlow: boolean): boolean {
  if (text === '' || text.trim() !== text || /[\n\t]/.test(text) || unprintable.test(text))
    return false;
  if (/^[*&!|>%@`'"#{}[\],?:-]|: |:$|\s#/.test(text)) return false;
  return !isFlow || !/[,[\]{}:]/.test(text);
}

const unprintable = /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;

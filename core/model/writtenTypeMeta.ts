import { withoutEnd } from '../../shared/trim.ts';
import { isBlankOrComment, linesOf, withoutComment } from '../yaml/lines.ts';

/**
 * Reads apiVersion and kind of a document without parsing it, so that they are known while the rest is half typed,
 * in any order, and at no cost in a file of a thousand documents.
 */
export interface WrittenTypeMeta {
  apiVersion?: WrittenField;
  kind?: WrittenField;
  /** Top-level keys that tell a manifest from another YAML file. */
  hasMetadata: boolean;
  hasSpec: boolean;
}

export interface WrittenField {
  /** Without quotes and comment; empty while nothing is typed. */
  readonly value: string;
  /** Offsets of the value in the document's text. */
  readonly start: number;
  readonly end: number;
}

const keyAtTop =
  '(?:---[ \\t]+)?(["\']?)(apiVersion|kind|metadata|spec)\\1[ \\t]*:(?=[ \\t\\r\\n]|$)[ \\t]*((?:[^ \\t\\r\\n][^\\r\\n]*)?)';
const inColumn0 = new RegExp(`^${keyAtTop}`, 'gm');
/** The head of a block-style document. JSON and flow mappings are left to the parser: see ManifestDocument. */
export function readTypeMeta(text: string): WrittenTypeMeta {
  // Pasted from a list or a page, a whole document may stand indented; or only its first line does, which breaks it.
  const indent = firstIndent(text);
  const inColumn = fieldsAt(inColumn0, text);
  if (indent === '' || (inColumn.apiVersion && inColumn.kind)) return inColumn;
  return fieldsAt(new RegExp(`^${indent}${keyAtTop}`, 'gm'), text);
}

function fieldsAt(pattern: RegExp, text: string): WrittenTypeMeta {
  const typeMeta: WrittenTypeMeta = { hasMetadata: false, hasSpec: false };
  for (const match of text.matchAll(pattern)) {
    const [whole, , key = '', rest = ''] = match;
    if (key === 'metadata') typeMeta.hasMetadata = true;
    else if (key === 'spec') typeMeta.hasSpec = true;
    else {
      const field = key === 'apiVersion' ? 'apiVersion' : 'kind';
      typeMeta[field] ??= scalarAt(rest, match.index + whole.length - rest.length);
    }
  }
  return typeMeta;
}

/** Spaces before the first line that holds text; none where a tab or the marker of a document comes first. */
function firstIndent(text: string): string {
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    if (isBlankOrComment(line.replace(/^---/, ''))) continue;
    return /^ *(?=\S)/.exec(line)?.[0] ?? '';
  }
  return '';
}

function scalarAt(written: string, from: number): WrittenField {
  // Breaks of lines of YAML 1.1 stand before and behind the value, as blanks do.
  const rest = written.replace(/^[ \t\u0085\u2028\u2029]+/, '');
  const offset = from + written.length - rest.length;
  const quoted = /^(["'])(.*?)\1/.exec(rest);
  if (quoted) {
    const value = quoted[2] ?? '';
    return { value, start: offset, end: offset + quoted[0].length };
  }
  // Other white space is a part of the value.
  const value = withoutEnd(withoutComment(rest), /[ \t\u0085\u2028\u2029]/);
  return { value, start: offset, end: offset + value.length };
}

/**
 * Reads on where the parser gives up but the meaning is plain, so that the rest of the document is checked:
 * a list whose items lost their indentation is reported here and read as if it had it.
 */
import { linesOf } from '../yaml/lines.ts';
import { ManifestDocument } from '../model/manifestDocument.ts';
import type { Span } from '../yaml/node.ts';
import type { Finding } from '../findings/finding.ts';
import { insertSpaces, unpatched, type Insertion } from '../findings/patch.ts';

/** The text to check instead, and what is said about the original one. */
export interface Recovered {
  readonly document: ManifestDocument;
  readonly findings: readonly Finding[];
  /** Span of the original text for a span of the document's. */
  readonly toOriginal: (span: Span) => Span;
}

/** More lists than these nobody reads about. */
const maxFindings = 100;

/** Undefined where there is nothing to recover: the document stands as it is. */
export function recover(broken: ManifestDocument): Recovered | undefined {
  const lists = lostLists(broken.text);
  if (lists.length === 0) return undefined;
  const insertions = lists.flatMap((list) => list.insertions);
  const { text, toOriginal } = insertSpaces(unpatched(broken.text), insertions);
  return {
    document: new ManifestDocument(text, broken.id),
    findings: lists.slice(0, maxFindings).map(lostIndent),
    toOriginal,
  };
}

/** A list left of the key that it belongs to, which no valid document has. */
interface LostList {
  readonly key: string;
  /** The first item, without its indentation. */
  readonly first: Span;
  readonly insertions: readonly Insertion[];
}

function lostLists(text: string): LostList[] {
  const lists: (LostList & { insertions: Insertion[]; dash: number; columns: number })[] = [];
  let key: { readonly column: number; readonly name: string } | undefined;
  let current: (typeof lists)[number] | undefined;
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    if (/^\s*(#|$)/.test(line)) continue;
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const isItem = /^ *-(\s|$)/.test(line);
    if (current && (indent > current.dash || (isItem && indent === current.dash))) {
      current.insertions.push({ at: start, columns: current.columns });
    } else if (isItem && key && indent < key.column) {
      const columns = key.column + 2 - indent;
      const first = [start + indent, start + line.trimEnd().length] as const;
      current = {
        key: key.name,
        first,
        dash: indent,
        columns,
        insertions: [{ at: start, columns }],
      };
      lists.push(current);
    } else {
      current = undefined;
    }
    const open = /^( *)((?:- +)*)([^\s#'":]+):[ \t]*(?:#.*)?$/.exec(line);
    if (open)
      key = { column: (open[1]?.length ?? 0) + (open[2]?.length ?? 0), name: open[3] ?? '' };
    else if (!current) key = undefined;
  }
  return lists;
}

function lostIndent({ key, first, insertions }: LostList): Finding {
  return {
    span: first,
    code: 'yaml-syntax',
    severity: 'error',
    message: `this item stands left of ${key}, which it belongs to: indent it`,
    fix: {
      title: 'Indent the items of the list',
      edits: insertions.map(({ at, columns }) => [[at, at], ' '.repeat(columns)] as const),
    },
  };
}

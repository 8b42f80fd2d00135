/**
 * Reads on where the parser gives up but the meaning is plain, so that the rest of the document is checked:
 * a list whose items lost their indentation is reported here and read as if it had it; the lines of a quoted text may
 * stand anywhere for the server's parser, so for ours they are indented without a word.
 */
import { linesOf } from '../yaml/lines.ts';
import { ManifestDocument } from '../model/manifestDocument.ts';
import type { Span } from '../yaml/node.ts';
import type { Finding } from '../findings/finding.ts';
import { quoteInsertions, type OpenQuote } from './openQuotes.ts';
import { insertSpaces, unpatched, type Insertion, type Patch } from '../findings/patch.ts';

/** The text to check instead, and what is said about the original one. */
export interface Recovered {
  readonly document: ManifestDocument;
  readonly reports: readonly Finding[];
  /** Span of the original text for a span of the document's. */
  readonly toOriginal: (span: Span) => Span;
}

/** More lists than these nobody reads about. */
const maxReports = 100;

/** Undefined where there is nothing to recover: the document stands as it is. */
export function recover(broken: ManifestDocument): Recovered | undefined {
  const { patch: quoted, document } = indentQuotes(broken);
  const lists = lostLists(quoted.text);
  if (document === broken && lists.length === 0) return undefined;
  const insertions = lists.flatMap((list) => list.insertions);
  const patch = insertSpaces(quoted, insertions);
  return {
    document: lists.length === 0 ? document : new ManifestDocument(patch.text, broken.id),
    reports: lists.slice(0, maxReports).map((list) => lostIndent(list, quoted)),
    toOriginal: patch.toOriginal,
  };
}

/**
 * Indents the lines behind open quotes as long as that helps. All that look open are tried at once, since each try
 * reads the whole text again; where that does not help, the first alone.
 */
function indentQuotes(broken: ManifestDocument): { patch: Patch; document: ManifestDocument } {
  let patch = unpatched(broken.text);
  let document = broken;
  let isOneByOne = false;
  for (let left = triesFor(broken.text); left > 0; left--) {
    const first = openQuote(document);
    if (!first) break;
    const insertions = quoteInsertions(patch.text, first, isOneByOne);
    const next = insertSpaces(patch, insertions);
    const reread = new ManifestDocument(next.text, broken.id);
    if (reread.parsed.errors.length < document.parsed.errors.length) {
      patch = next;
      document = reread;
    } else if (isOneByOne || insertions.length === 0) break;
    else isOneByOne = true;
  }
  return { patch, document };
}

/** Of a long text each further reading would be waited for. */
function triesFor(text: string): number {
  return Math.max(1, Math.min(20, Math.floor(400_000 / text.length)));
}

/** The first quote that the parser finds no end of. */
function openQuote({ parsed }: ManifestDocument): OpenQuote | undefined {
  const error = parsed.errors.find(
    ({ code, message }) => code === 'MISSING_CHAR' && message.includes('quote'),
  );
  return error && { offset: error.pos[0], quote: error.message.includes('"') ? '"' : "'" };
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

function lostIndent({ key, first, insertions }: LostList, { toOriginal }: Patch): Finding {
  return {
    span: toOriginal(first),
    code: 'yaml-syntax',
    severity: 'error',
    message: `this item stands left of ${key}, which it belongs to: indent it`,
    fix: {
      title: 'Indent the items of the list',
      edits: insertions.map(
        ({ at, columns }) => [toOriginal([at, at]), ' '.repeat(columns)] as const,
      ),
    },
  };
}

/** A key of a chart's values that only other versions of the chart have: where it went or came from, and how it is written now. */
import { appendToMapping, columnOf, isFlow, linesOf, shift } from '../findings/edits.ts';
import type { Fix, Severity } from '../findings/finding.ts';
import { quote } from '../formats/format.ts';
import type { ChartInForce, ElsewhereKey } from '../schema/schema.ts';
import type { Visit } from '../walk/visit.ts';
import { lineBreakOf } from '../yaml/lines.ts';
import { entry as entryOf, get, type Entry, type MapNode } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';

export interface OtherVersion {
  /** Absent: as severe as any unknown key. */
  readonly severity?: Severity;
  readonly message: string;
  readonly fix?: Fix;
}

/** Whether a chart may have keys that are not known: only what is known to have moved is told then. */
export function isBeyondKnown({ chart, isBuiltIn }: Visit): boolean {
  return !isBuiltIn && (chart?.standing === 'newer' || chart?.standing === 'older');
}

/** Undefined where the version that is meant may have the key. `near`: a key that it has, of a name like this. */
export function otherVersion(
  visit: Visit,
  entry: Entry,
  key: ElsewhereKey,
  near: string | undefined,
): OtherVersion | undefined {
  const { chart } = visit;
  if (!chart || (isBeyondKnown(visit) && !key.moved)) return undefined;
  const severity = severityOf(chart);
  const fix = key.here && fixFor(visit, entry, key.here);
  return {
    ...(severity && { severity }),
    message: messageFor(quote(entry.key.source), chart, key, near),
    ...(fix && { fix }),
  };
}

function severityOf({ standing }: ChartInForce): Severity | undefined {
  if (standing === 'version') return undefined;
  return standing === 'unsaid' ? 'information' : 'warning';
}

function messageFor(
  name: string,
  { title, version, standing }: ChartInForce,
  { when, since, until, moved, movedSince, here }: ElsewhereKey,
  near: string | undefined,
): string {
  const isUnsaid = standing === 'unsaid';
  const doubt = isUnsaid ? '; these values do not say which version they are for' : '';
  if (moved) {
    const start = movedSince === undefined ? 'in newer versions' : `since ${movedSince}`;
    return `${name} is ${moved.join(' and ')} ${start} of the ${title}${doubt}`;
  }
  if (isUnsaid) {
    const which = until === undefined ? 'only some versions' : `only versions up to ${until}`;
    return `${which} of the ${title} have the key ${name} here${doubt}`;
  }
  const intro = `the ${title} ${version} has no key ${name} here`;
  if (here) return `${intro}: in this version it is ${here.join('.')}`;
  if (when === 'later' && since !== undefined) return `${intro}: it came with ${since}`;
  const hint = near === undefined ? '' : `; there is a key ${near}`;
  return when === 'before' && until !== undefined
    ? `${intro}: ${until} was the last version with it${hint}`
    : `${intro}: only other versions have it${hint}`;
}

/** Renames the key, or moves it with all that stands under it. Undefined where the layout is not understood. */
function fixFor(visit: Visit, entry: Entry, names: readonly string[]): Fix | undefined {
  const { node } = visit;
  const root = rootOf(visit);
  const last = names.at(-1);
  if (!root || node.type !== 'map' || last === undefined) return undefined;
  const above = names.slice(0, -1);
  const own = visit.path.slice(root.path.length);
  const isBeside = above.length === own.length && above.every((name, at) => name === own[at]);
  if (!isBeside) return moveFix(visit, root, entry, names);
  if (entryOf(node, last)) return undefined;
  return { title: `Change to ${last}`, edits: [[entry.key.span, yamlText(last)]] };
}

/** Where the values of the chart begin. */
function rootOf(visit: Visit): Visit | undefined {
  let around: Visit | undefined = visit;
  while (around && !around.schema?.['x-chart']) around = around.parent;
  return around;
}

function moveFix(
  { node, ctx: { text } }: Visit,
  root: Visit,
  entry: Entry,
  names: readonly string[],
): Fix | undefined {
  const lines = linesOf(text, entry);
  const home = root.node.type === 'map' ? deepest(root.node, names) : undefined;
  if (!lines || !home || isFlow(text, home.node)) return undefined;
  const from = columnOf(text, entry.key.span[0]);
  const block = nested(home.missing, entry, text, { from, end: lines[1] });
  const isEmptied = node.type === 'map' && node.entries.length === 1 && home.node !== node;
  if (isEmptied || block.includes('\t')) return undefined;
  const title = `Change to ${names.join('.')}`;
  if (home.node === node) {
    const moved =
      shift(block, from) + (text.slice(...lines).endsWith('\n') ? lineBreakOf(text) : '');
    return { title, edits: [[lines, moved]] };
  }
  const insert = appendToMapping(text, home.node, block.split(/\r?\n/));
  if (!insert) return undefined;
  const [[at], inserted] = insert;
  if (at < lines[0] || at >= lines[1]) return { title, edits: [[lines, ''], insert] };
  // The end of the mapping is the end of what moves.
  const lineBreak = lineBreakOf(text);
  return { title, edits: [[lines, inserted.slice(lineBreak.length) + lineBreak]] };
}

/** The deepest mapping there is on the way, and the keys that are still missing; undefined where the way is barred. */
function deepest(
  root: MapNode,
  names: readonly string[],
): { readonly node: MapNode; readonly missing: readonly string[] } | undefined {
  let node = root;
  for (const [depth, name] of names.entries()) {
    const next = get(node, name);
    if (!entryOf(node, name)) return { node, missing: names.slice(depth) };
    if (next?.type !== 'map') return undefined;
    node = next;
  }
  return undefined;
}

/** The entry under its new keys, from column 0. */
function nested(
  names: readonly string[],
  { key }: Entry,
  text: string,
  { from, end }: { readonly from: number; readonly end: number },
): string {
  const heads = names.slice(0, -1).map((name, depth) => `${'  '.repeat(depth)}${yamlText(name)}:`);
  const last = yamlText(names.at(-1) ?? '') + text.slice(key.span[1], end);
  const body = shift(' '.repeat(from) + last, 2 * heads.length - from).trimEnd();
  return [...heads, body].join(lineBreakOf(text));
}

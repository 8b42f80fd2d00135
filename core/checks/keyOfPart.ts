/** A key at the top of a parent chart's values that only one of its dependencies reads: it has to stand under that one's name. */
import {
  appendToMapping,
  columnOf,
  isFlow,
  linesOf,
  ownEntries,
  shift,
  type Edit,
} from '../findings/edits.ts';
import type { Fix } from '../findings/finding.ts';
import { quote } from '../formats/format.ts';
import type { Visit } from '../walk/visit.ts';
import { get, type Entry, type MapNode, type Span } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import type { Check } from './check.ts';

export const keyOfPart: Check = {
  code: 'key-of-a-dependency',
  severity: 'warning',
  summary:
    "A key at the top of a parent chart's values has no effect: only a dependency knows it, or it is the name of one that has an alias.",
  claims: 'advice',
  check(visit, report, { text }) {
    const { node, chart } = visit;
    const keys = chart?.keysOfParts;
    if (!keys || node.type !== 'map' || !isRootOfChart(visit)) return;
    const fixes = new Map<string, Fix | undefined>();
    for (const { key, value } of ownEntries(node)) {
      const alias = chart.aliases?.get(key.source);
      if (alias !== undefined) {
        const isTaken = get(node, alias) !== undefined;
        const fix: Fix = { title: `Change to ${alias}`, edits: [[key.span, yamlText(alias)]] };
        const message = `nothing reads ${quote(key.source)} here: Chart.yaml gives that dependency the alias ${alias}, and its values are read under it`;
        report(key, message, isTaken ? {} : { fix });
        continue;
      }
      const homes = keys.get(key.source);
      if (!homes || holdsAnchor(text, [key.span[0], value.span[1]])) continue;
      const [home, ...others] = homes;
      if (home === undefined) continue;
      if (!fixes.has(home)) {
        const astray = ownEntries(node).filter((each) => isOnlyOf(home, keys.get(each.key.source)));
        fixes.set(home, nestFix(text, node, astray, home));
      }
      const fix = others.length === 0 ? fixes.get(home) : undefined;
      report(
        key,
        `nothing reads ${quote(key.source)} here: it belongs under ${homes.join(' or ')}, as a value of that dependency`,
        fix && { fix },
      );
    }
  },
};

function isRootOfChart({ chart, parent }: Visit): boolean {
  return parent === undefined || parent.chart !== chart;
}

function isOnlyOf(home: string, homes: readonly string[] | undefined): boolean {
  return homes?.length === 1 && homes[0] === home;
}

/** Such a key may be there for its anchor alone. */
function holdsAnchor(text: string, [start, end]: Span): boolean {
  return /(?:^|[\s[{,])&[^\s&]/.test(text.slice(start, end));
}

/** Moves all keys that belong under one name; undefined where the layout is not understood. */
export function nestFix(
  text: string,
  root: MapNode,
  entries: readonly Entry[],
  home: string,
): Fix | undefined {
  const [first] = entries;
  if (!first || isFlow(text, root)) return undefined;
  const target = get(root, home);
  const blocks = entries.map((entry) => linesOf(text, entry)).filter((span) => span !== undefined);
  const isMovable = blocks.every(([start, end]) => !text.slice(start, end).includes('\t'));
  if (blocks.length < entries.length || !isMovable) return undefined;
  const title = `Nest under ${home}: ${entries.map(({ key }) => key.source).join(', ')}`;
  const column = columnOf(text, first.key.span[0]);
  if (!target) {
    const edits = isOneRun(root, entries)
      ? inPlace(text, blocks, column, home)
      : gathered(text, blocks, column, home);
    return { title: shortened(title), edits };
  }
  if (target.type !== 'map') return undefined;
  if (entries.some(({ key }) => get(target, key.source))) return undefined;
  const lines = blocks.flatMap(([start, end]) =>
    shift(text.slice(start, end), -column).trimEnd().split(/\r?\n/),
  );
  const insert = appendToMapping(text, target, lines);
  if (!insert || blocks.some(([start, end]) => insert[0][0] > start && insert[0][0] < end))
    return undefined;
  return {
    title: shortened(title),
    edits: [...blocks.map((span): Edit => [span, '']), insert],
  };
}

function shortened(title: string): string {
  return title.length > 80 ? `${title.slice(0, 79)}…` : title;
}

/** Nothing else stands between them but comments. */
function isOneRun(root: MapNode, entries: readonly Entry[]): boolean {
  const all = ownEntries(root);
  const [first] = entries;
  const start = first ? all.indexOf(first) : -1;
  return start >= 0 && entries.every((entry, index) => all[start + index] === entry);
}

function header(column: number, home: string): string {
  return `${' '.repeat(column)}${yamlText(home)}:\n`;
}

function inPlace(text: string, blocks: readonly Span[], column: number, home: string): Edit[] {
  const start = blocks[0]?.[0] ?? 0;
  const end = blocks.at(-1)?.[1] ?? start;
  return [[[start, end], header(column, home) + shift(text.slice(start, end), 2)]];
}

function gathered(text: string, blocks: readonly Span[], column: number, home: string): Edit[] {
  const moved = blocks.map(([start, end]) => withEnd(shift(text.slice(start, end), 2))).join('');
  return blocks.map((span, index) => [span, index === 0 ? header(column, home) + moved : '']);
}

function withEnd(block: string): string {
  return block.endsWith('\n') ? block : `${block}\n`;
}

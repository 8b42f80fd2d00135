/** Deprecated fields of a kustomization as it is written today; undefined where that cannot be done line by line. */
import { columnOf, linesOf, shift, type Edit } from '../findings/edits.ts';
import type { Fix } from '../findings/finding.ts';
import { entry as entryOf, type Entry, type MapNode, type Node } from '../yaml/node.ts';
import { lineBreakOf } from '../yaml/lines.ts';

type Form = (text: string, entry: Entry, name: string) => readonly Edit[] | undefined;

const forms: ReadonlyMap<string, readonly [name: string, form: Form]> = new Map<
  string,
  readonly [string, Form]
>([
  ['bases', ['resources', renamed]],
  ['imageTags', ['images', renamed]],
  ['patchesJson6902', ['patches', renamed]],
  ['patchesStrategicMerge', ['patches', asPatches]],
  ['commonLabels', ['labels', asLabels]],
  ['env', ['envs', asList]],
]);

export function modernised(text: string, holder: MapNode, entry: Entry): Fix | undefined {
  const [name, form] = forms.get(entry.key.source) ?? [];
  // Two lists are not put together here.
  if (name === undefined || !form || entryOf(holder, name)) return undefined;
  const edits = form(text, entry, name);
  return edits && { title: `Change to ${name}`, edits };
}

function renamed(_text: string, { key }: Entry, name: string): readonly Edit[] {
  return [[key.span, name]];
}

function asList(text: string, { key, value }: Entry, name: string): readonly Edit[] | undefined {
  if (value.type !== 'scalar' || text.slice(...value.span).includes('\n')) return undefined;
  return [
    [key.span, name],
    [value.span, `[${text.slice(...value.span)}]`],
  ];
}

/** Each item gets a key: `path` for a file, `patch` for a text, whose lines move behind that key. */
function asPatches(text: string, entry: Entry, name: string): readonly Edit[] | undefined {
  const { key, value } = entry;
  if (value.type !== 'seq' || text[value.span[0]] !== '-' || value.aliases) return undefined;
  const edits: Edit[] = [[key.span, name]];
  for (const item of value.items) {
    const edit = asPatch(text, item);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits;
}

function asPatch(text: string, item: Node): Edit | undefined {
  if (item.type !== 'scalar') return undefined;
  const [start, end] = item.span;
  const written = text.slice(start, end);
  if (!/^[|>]/.test(written))
    return written.includes('\n') ? undefined : [[start, start], 'path: '];
  const newline = written.indexOf('\n');
  // With an indentation of its own it says how far the lines stand in.
  if (newline === -1 || /\d/.test(written.slice(0, newline))) return undefined;
  const header = written.slice(0, newline + 1);
  return [item.span, `patch: ${header}${shift(written.slice(newline + 1), 2)}`];
}

function asLabels(text: string, entry: Entry, name: string): readonly Edit[] | undefined {
  const { key, value } = entry;
  const lines = linesOf(text, entry);
  if (!lines || value.type !== 'map') return undefined;
  const lineBreak = lineBreakOf(text);
  const indent = ' '.repeat(columnOf(text, key.span[0]));
  const head = `${indent}${name}:${lineBreak}${indent}  - includeSelectors: true${lineBreak}`;
  if (text[value.span[0]] === '{') {
    const pairs = text.slice(...value.span);
    return [[lines, `${head}${indent}    pairs: ${pairs}${lineBreak}`]];
  }
  const body = text.slice(lines[0], lines[1]);
  const rest = body.slice(body.indexOf('\n') + 1);
  return [[lines, `${head}${indent}    pairs:${lineBreak}${shift(rest, 4)}`]];
}

/** A key that a mapping has twice: no server reads that, whatever the field. */
import { quote } from '../formats/format.ts';
import { isFlow, linesOf } from '../findings/edits.ts';
import type { FindingDetails, Fix } from '../findings/finding.ts';
import {
  entry as entryOf,
  type Entry,
  type MapNode,
  type Node,
  type ScalarNode,
} from '../yaml/node.ts';
import type { Check } from './check.ts';

export const duplicateKey: Check = {
  code: 'duplicate-key',
  severity: 'error',
  summary: 'A mapping has the same key twice.',
  claims: 'shape',
  isOfKeys: true,
  enforcedBy: 'apiServer',
  check({ node, parent, ctx }, report) {
    if (node.type !== 'map') return;
    const second = parent ? undefined : secondObject(node, ctx.text);
    if (second) {
      report(second, secondText, { fix: separatorFix(second, ctx.text) });
      return;
    }
    for (const second of node.duplicates) {
      const { key } = second;
      const message = `${quote(key.source)} is given twice in the same mapping: keep one`;
      report(key, message, fixesOf(node, second, ctx.text));
    }
  },
};

/** Of two that say the same one goes, and of one that is empty and one that is not the empty one; else either may be meant. */
function fixesOf(node: MapNode, second: Entry, text: string): FindingDetails {
  const first = entryOf(node, second.key.source);
  if (!first || isFlow(text, node)) return {};
  const name = second.key.source;
  const removals = [
    removal(text, first, `Remove the first ${name}`),
    removal(text, second, `Remove the second ${name}`),
  ];
  const [ofFirst, ofSecond] = removals;
  const isSame = written(text, first) === written(text, second);
  if (isSame) return ofSecond ? { fix: { ...ofSecond, isSafe: true } } : {};
  const empty = [first, second].findIndex(({ value }) => isEmpty(value));
  const [likely, other] = empty === 0 ? [ofFirst, ofSecond] : [ofSecond, ofFirst];
  if (empty !== -1 && likely) return { fix: likely, ...(other && { otherFixes: [other] }) };
  return { otherFixes: removals.filter((fix) => fix !== undefined) };
}

const isEmpty = (value: Node): boolean => value.type === 'scalar' && value.value === null;

const written = (text: string, { key, value }: Entry): string =>
  text.slice(key.span[1], Math.max(key.span[1], value.span[1])).trim();

/** Of whole lines without a comment, and without a name that others refer to. */
function removal(text: string, entry: Entry, title: string): Fix | undefined {
  const lines = linesOf(text, entry);
  if (!lines || /(?:^|\s)[#&]/.test(text.slice(...lines))) return undefined;
  return { title, edits: [[lines, '']] };
}

const headKeys: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

const secondText = 'a second object begins here: the separator --- is missing before it';

/** The key with which another object begins in the same document: two of the keys of an object once more, at the left edge. */
function secondObject({ duplicates }: MapNode, text: string): ScalarNode | undefined {
  const [first] = duplicates;
  const heads = duplicates.filter(({ key }) => headKeys.has(key.source));
  const isHead = heads.length > 1 && heads.some(({ key }) => key.source !== 'metadata');
  return first && isHead && text[first.key.span[0] - 1] === '\n' ? first.key : undefined;
}

/** A line of its own, or a line break before a separator that stands at the end of the line above. */
function separatorFix({ span: [start] }: ScalarNode, text: string): Fix {
  const before = text.slice(0, start).trimEnd();
  const isGlued = before.endsWith('---');
  const at = isGlued ? before.length - 3 : start;
  return { title: 'Add the separator ---', edits: [[[at, at], isGlued ? '\n' : '---\n']] };
}

/** A key that a mapping has twice: no server reads that, whatever the field. */
import { quote } from '../formats/format.ts';
import type { Fix } from '../findings/finding.ts';
import type { MapNode, ScalarNode } from '../yaml/node.ts';
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
    for (const { key } of node.duplicates)
      report(key, `${quote(key.source)} is given twice in the same mapping: keep one`);
  },
};

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

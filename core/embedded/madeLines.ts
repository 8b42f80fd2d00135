/** Whether another tool decides which lines a text has: what is missing in it, or stands in it twice, nobody knows then. */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { linesOf } from '../yaml/lines.ts';
import { items, type Node } from '../yaml/node.ts';
import { writtenText } from './entries.ts';

/** Of a configuration that stands in a text, or in a list of lines. */
export function isMade({ form }: ConfigAnnotation, node: Node, text: string): boolean {
  const texts = form === 'lines' ? items(node) : [node];
  return texts.some((each) => {
    const written = writtenText(each);
    return !written || hasMadeLines(text.slice(...written.span), each.partly?.isHeldIn);
  });
}

/** `isHeld`: whether a piece of it is filled in, in other ways than all that are known by their looks. */
export function hasMadeLines(text: string, isHeld?: (piece: string) => boolean): boolean {
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end).trim();
    if (decides.test(line) || beginsFilledIn.test(line)) return true;
    if (isHeld?.(keyOf(line))) return true;
  }
  return false;
}

/** A key, as far as one can be told in any of the languages. */
function keyOf(line: string): string {
  return /^(?:<(?:property|name)>)*[^=:\s<]*/.exec(line)?.[0] ?? '';
}

/** Words of template engines with which lines come, go, and come again. */
const decides =
  /\{%|<%(?!=)|#@|\(@-? ?(?:if|for|end|def|else|elif|while)\b|\{\{-?\s*(?:if|else|end|range|with|define|template|block|include|tpl|each|[#/^>])|\|\s*(?:nindent|indent|toYaml)\b/;

/** A line that is a placeholder as a whole may become many, or none; one whose key is filled in may be any. */
const beginsFilledIn = /^(?:\$[A-Za-z{(]|\{\{|\(@|<name>\s*(?:\$|\{\{))/;

/** `{{inputs.parameters.day}}` in the texts of a workflow: what Argo fills in. */
import type { Node, Span } from '../../yaml/node.ts';
import { writtenTexts } from './writtenTexts.ts';

export interface Tag {
  /** What stands between the points. */
  readonly parts: readonly string[];
  /** Of all that stands between the braces. */
  readonly span: Span;
}

/** Expressions (`{{=…}}`) are no tags; below the keys `without` nothing is looked at. */
export function* tagsIn(source: string, node: Node, without?: ReadonlySet<string>): Generator<Tag> {
  for (const [start, end] of writtenTexts(node, without))
    for (const { index, 1: blank = '', 2: name = '' } of source.slice(start, end).matchAll(tag)) {
      const from = start + index + braces + blank.length;
      yield { parts: name.split('.'), span: [from, from + name.length] };
    }
}

const braces = 2;
const tag = /\{\{([ ]?)([\w.[\]-]{1,200})[ ]?\}\}/g;

/** The place of one of the parts. */
export function spanOfPart({ parts, span }: Tag, index: number): Span {
  const from = span[0] + parts.slice(0, index).reduce((sum, part) => sum + part.length + 1, 0);
  return [from, from + (parts[index] ?? '').length];
}

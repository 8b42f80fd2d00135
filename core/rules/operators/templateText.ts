import type { Node } from '../../yaml/node.ts';
import { writtenText, type WrittenText } from './writtenText.ts';

/** The text of a template as it stands, where the lines of all but a literal block are one line for whoever reads it. */
export function templateText(node: Node, all: string): WrittenText | undefined {
  const written = writtenText(node, all);
  if (!written || all.charAt(node.span[0]) === '|') return written;
  return { ...written, text: written.text.replaceAll('\n', ' ') };
}

/** Texts in Python within a manifest, as far as they are no templates. */
import { writtenText } from '../../embedded/entries.ts';
import { textSpan } from '../../embedded/textSpan.ts';
import { pythonFault } from '../../embedded/texts/pythonFault.ts';
import type { PythonFault } from '../../embedded/texts/pythonLines.ts';
import type { WalkContext } from '../../walk/visit.ts';
import type { Node } from '../../yaml/node.ts';

/** Where Python stops to read a text; undefined where it does not, or where nobody knows. */
export function faultOfPython(
  node: Node,
  { text, isValues }: Pick<WalkContext, 'text' | 'isValues'>,
): PythonFault | undefined {
  const written = writtenText(node);
  const span = written && textSpan(text, written);
  if (!span) return undefined;
  // Charts fill in templates of their own.
  const mayBeTemplate = node.partly !== undefined || isValues === true;
  return mayBeTemplate && isTemplate(text.slice(...span)) ? undefined : pythonFault(text, span);
}

/** Whether more than variables `${NAME}` are filled in: those hold no quotes. */
function isTemplate(text: string): boolean {
  const bare = text.replaceAll(/\$\{\w{1,100}\}/g, '');
  return /\{\{|\{%|<%|\(@|<path:|\$\{/.test(bare);
}

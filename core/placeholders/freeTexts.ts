/** Texts in which the signs of placeholders are usual and mean something else: scripts, arguments, templates of programs. */
import type { ScalarNode } from '../yaml/node.ts';

/** Kubernetes itself fills in `$(NAME)` in commands and variables of containers, when they start. */
export function isOwnExpansion(path: readonly string[]): boolean {
  const key = path.at(-1) === '' ? path.at(-2) : path.at(-1);
  if (key === 'subPathExpr') return true;
  return key === 'value' ? path.at(-2) === '' : commands.has(key ?? '');
}

/** Whether the place takes any text, so that a placeholder by its looks may be a program's own. */
export function isFreeText(node: ScalarNode, path: readonly string[], text: string): boolean {
  if (/[|>]/.test(text.charAt(node.span[0])) && !node.isPlain) return true;
  return isOwnExpansion(path) || path.some((key) => texts.has(key));
}

const commands = new Set(['args', 'command', 'arguments', 'javaOptions', 'script']);
const texts = new Set(['annotations', 'data', 'stringData', 'binaryData']);

import type { Diagnostic } from 'vscode-languageserver-types';
import { helpAddress } from '../findings/helpPage.ts';

/** Diagnostics that lead to the pages of their codes; without a homepage they lead nowhere. */
export function withPages(
  found: readonly Diagnostic[],
  homepage: string | undefined,
): Diagnostic[] {
  if (homepage === undefined) return [...found];
  return found.map((each) => ({
    ...each,
    codeDescription: { href: helpAddress(homepage, String(each.code)) },
  }));
}

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

/** The same for who is asked again and again: what was one diagnostic before is the same one with its page. */
export class HelpPages {
  readonly #homepage: string | undefined;
  readonly #known = new WeakMap<Diagnostic, Diagnostic>();

  constructor(homepage: string | undefined) {
    this.#homepage = homepage;
  }

  addTo(found: readonly Diagnostic[]): Diagnostic[] {
    return found.map((each) => {
      const known = this.#known.get(each);
      if (known) return known;
      const [shown = each] = withPages([each], this.#homepage);
      this.#known.set(each, shown);
      return shown;
    });
  }
}

// The filter of the tree: words of a name, labels, a state. Labels are looked at by the server, the rest by us.
import type { ResourceSummary } from '../../cluster/api.ts';

export interface ExplorerFilter {
  /** As it was typed. */
  readonly text: string;
  /** For the server: `app=web,tier!=test`. */
  readonly labelSelector?: string;
  matches(summary: ResourceSummary): boolean;
}

const statePrefix = 'state:';

/** `web state:failed app=web`: all of it has to hold. Undefined for a text without words. */
export function parseFilter(text: string): ExplorerFilter | undefined {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const labels = words.filter((word) => word.includes('='));
  const others = words.filter((word) => !word.includes('=')).map((word) => word.toLowerCase());
  const states = others
    .filter((word) => word.startsWith(statePrefix))
    .map((word) => word.slice(statePrefix.length));
  const names = others.filter((word) => !word.startsWith(statePrefix));
  return {
    text: words.join(' '),
    ...(labels.length > 0 && { labelSelector: labels.join(',') }),
    matches(summary) {
      const name = summary.ref.name.toLowerCase();
      const state = [summary.health, summary.status].join(' ').toLowerCase();
      return (
        names.every((word) => name.includes(word)) && states.every((word) => state.includes(word))
      );
    },
  };
}

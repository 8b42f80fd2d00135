/** The status of an object as the facts of its kind say where it stands: see docs/schemas.md. */
import type { StatusFacts } from '../../shared/kindFacts.ts';
import { own } from '../../shared/own.ts';
import type { StatusParts } from './statusParts.ts';
import { at, textAt } from '../values.ts';

export function kindStatus(object: unknown, facts: StatusFacts): StatusParts {
  const { phase, absent = '', suspended, values, detail = [] } = facts;
  if (suspended !== undefined && at(object, ...suspended.split('.')) === true)
    return { status: 'Suspended', health: 'warning' };
  const status = textAt(object, ...phase.split('.')) ?? absent;
  const words = firstOf(detail, object);
  return { status, health: own(values, status) ?? 'unknown', ...(words && { detail: words }) };
}

/** The first text of which every path leads to something. */
function firstOf(texts: readonly string[], object: unknown): string | undefined {
  for (const text of texts) {
    const parts = text
      .split(/\{([\w.]+)\}/)
      // Every second part is a path.
      .map((part, at) => (at % 2 === 0 ? part : textAt(object, ...part.split('.'))));
    if (parts.every((part) => part !== undefined)) return parts.join('');
  }
  return undefined;
}

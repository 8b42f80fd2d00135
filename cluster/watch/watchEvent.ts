/** One line of a watch as what it says. */
import { objectAt, parseJson, textAt } from '../values.ts';

export type WatchEvent =
  | {
      readonly type: 'put' | 'removed';
      readonly object: unknown;
      /** As of when the list is after it. */
      readonly resourceVersion: string;
    }
  /** Nothing has changed until then. */
  | { readonly type: 'bookmark'; readonly resourceVersion: string }
  /** The watch is over, e.g. as its beginning is too old (410). */
  | { readonly type: 'error' };

/** Undefined for a line that is no event. */
export function readWatchEvent(line: string): WatchEvent | undefined {
  const event = parseJson(line);
  const object = objectAt(event, 'object');
  const said = textAt(event, 'type');
  if (said === 'ERROR') return { type: 'error' };
  const resourceVersion = textAt(object, 'metadata', 'resourceVersion');
  if (resourceVersion === undefined) return undefined;
  switch (said) {
    case 'ADDED':
    case 'MODIFIED':
      return { type: 'put', object, resourceVersion };
    case 'DELETED':
      return { type: 'removed', object, resourceVersion };
    case 'BOOKMARK':
      return { type: 'bookmark', resourceVersion };
    default:
      return undefined;
  }
}

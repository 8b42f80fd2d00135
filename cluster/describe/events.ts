/** Events of an object or a namespace: the newest first, each series once. */
import type { Cell, LinkedObject, PageSection } from '../describeApi.ts';
import { numberAt, objectAt, textAt } from '../values.ts';
import { reasonInWords } from './reasons.ts';

/** An older event is of no interest beside so many newer ones. */
const mostEvents = 100;

export interface EventOptions {
  /** Events of several objects: each row names its own. */
  readonly showsObject?: boolean;
}

export function eventSection(
  events: readonly unknown[],
  { showsObject = false }: EventOptions = {},
): PageSection {
  const newest = [...events].sort((one, other) => lastTime(other).localeCompare(lastTime(one)));
  return {
    id: 'events',
    title: 'Events',
    columns: ['When', ...(showsObject ? ['Object'] : []), 'Reason', 'What happened'],
    rows: newest.slice(0, mostEvents).map((event) => rowOf(event, showsObject)),
    ...noteOf(events.length),
  };
}

function noteOf(count: number): { readonly note?: string } {
  if (count === 0)
    return { note: 'None. A cluster keeps events for an hour, unless it is told otherwise' };
  return count > mostEvents ? { note: `The newest ${mostEvents} of ${count}` } : {};
}

function rowOf(event: unknown, showsObject: boolean): readonly Cell[] {
  const reason = textAt(event, 'reason') ?? '';
  const isWarning = textAt(event, 'type') === 'Warning';
  const words = reasonInWords(reason);
  const message = textAt(event, 'message') ?? textAt(event, 'note') ?? '';
  const count = numberAt(event, 'series', 'count') ?? numberAt(event, 'count') ?? 1;
  const object = objectOf(event);
  return [
    { text: '', since: lastTime(event) },
    ...(showsObject ? [{ text: `${object.kind} ${object.name}`, link: object }] : []),
    {
      text: count > 1 ? `${reason} × ${count}` : reason,
      ...(isWarning && { health: 'warning' as const }),
    },
    { text: [message, words].filter(Boolean).join('\n') },
  ];
}

/** Of the last event of a series; an event of the newer API has only that time. */
function lastTime(event: unknown): string {
  return (
    textAt(event, 'series', 'lastObservedTime') ??
    textAt(event, 'lastTimestamp') ??
    textAt(event, 'eventTime') ??
    textAt(event, 'firstTimestamp') ??
    textAt(event, 'metadata', 'creationTimestamp') ??
    ''
  );
}

function objectOf(event: unknown): LinkedObject {
  const object = objectAt(event, 'involvedObject');
  const namespace = textAt(object, 'namespace');
  return {
    apiVersion: textAt(object, 'apiVersion') ?? 'v1',
    kind: textAt(object, 'kind') ?? '',
    name: textAt(object, 'name') ?? '',
    ...(namespace && { namespace }),
  };
}

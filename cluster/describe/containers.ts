/** The containers of a pod: what each does, since when, and how its last run ended. */
import type { Cell, PageSection } from '../describeApi.ts';
import type { Health } from '../api.ts';
import { podTemplateOf } from '../objects/podTemplate.ts';
import { at, isObject, listAt, numberAt, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import { reasonInWords } from './reasons.ts';

const lists = [
  { spec: 'containers', status: 'containerStatuses', note: '' },
  { spec: 'initContainers', status: 'initContainerStatuses', note: 'before the others' },
  { spec: 'ephemeralContainers', status: 'ephemeralContainerStatuses', note: 'for debugging' },
];

/** Undefined for what has no containers of its own. */
export function containerSection(object: JsonObject, kind: string): PageSection | undefined {
  const isPod = kind === 'Pod';
  const pod = podTemplateOf(object, kind);
  const rows = lists.flatMap(({ spec, status, note }) =>
    listAt(pod, 'spec', spec).map((container) => {
      const name = textAt(container, 'name') ?? '';
      const its = listAt(pod, 'status', status).find((item) => textAt(item, 'name') === name);
      return rowOf(container, its, { note, isPod });
    }),
  );
  if (rows.length === 0) return undefined;
  const columns = ['Name', 'Image', ...(isPod ? ['State', 'Restarts'] : []), 'CPU', 'Memory'];
  return { id: 'containers', title: 'Containers', columns, rows };
}

function rowOf(
  container: unknown,
  status: unknown,
  { note, isPod }: { readonly note: string; readonly isPod: boolean },
): readonly Cell[] {
  const name = [textAt(container, 'name'), note && `(${note})`].filter(Boolean).join(' ');
  return [
    { text: name },
    { text: textAt(container, 'image') ?? '' },
    ...(isPod ? [stateCell(status), { text: String(numberAt(status, 'restartCount') ?? 0) }] : []),
    amountCell(container, 'cpu'),
    amountCell(container, 'memory'),
  ];
}

function stateCell(status: unknown): Cell {
  const state = objectAt(status, 'state');
  const last = endText(at(status, 'lastState', 'terminated'), 'Before: ');
  const withLast = (text: string) => [text, last].filter(Boolean).join('\n');
  if (isObject(state.running)) {
    const isReady = at(status, 'ready') === true;
    const text = withLast(isReady ? 'Running' : 'Running, not ready');
    return { text, health: isReady ? 'ok' : 'progressing' };
  }
  if (isObject(state.terminated)) {
    const isGood = numberAt(state.terminated, 'exitCode') === 0;
    return { text: withLast(endText(state.terminated, '')), health: isGood ? 'ok' : 'error' };
  }
  const reason = textAt(state, 'waiting', 'reason');
  const message = textAt(state, 'waiting', 'message');
  const health: Health = reasonInWords(reason) === undefined ? 'progressing' : 'error';
  const lines = [reason ?? 'Waiting', message, reasonInWords(reason)].filter(Boolean).join('\n');
  return { text: withLast(lines), health };
}

/** `OOMKilled, exit code 137`, and what that means. */
function endText(terminated: unknown, before: string): string {
  if (!isObject(terminated)) return '';
  const reason = textAt(terminated, 'reason') ?? 'Ended';
  const code = numberAt(terminated, 'exitCode');
  const first = `${before}${reason}${code === undefined ? '' : `, exit code ${code}`}`;
  return [first, textAt(terminated, 'message'), reasonInWords(reason)].filter(Boolean).join('\n');
}

/** `500m – 2`: request and limit. */
function amountCell(container: unknown, resource: string): Cell {
  const of = (list: string): string => {
    const value = at(container, 'resources', list, resource);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const [request, limit] = [of('requests'), of('limits')];
  if (request === limit) return { text: request };
  return { text: `${request || 'none'} – ${limit || 'no limit'}` };
}

/** When a schedule comes next. */
import { nextRuns } from '../formats/nextRuns.ts';
import { get, isTrue, text, type Node } from '../yaml/node.ts';
import type { SizeReader } from './size.ts';
import { sizeOf } from './sizeAt.ts';

export const schedules: SizeReader = {
  formats: ['cron', 'spark-cron'],
  *read({ node, keySpan, parent, schema }, now) {
    const written = text(node);
    if (written === undefined) return;
    const [, ownZone, rest = written] = /^(?:CRON_)?TZ=(\S+)\s+(\S.*)$/.exec(written) ?? [];
    const around = parent?.node.type === 'seq' ? parent.parent?.node : parent?.node;
    const zone = ownZone ?? zoneBeside(around);
    if (zone === undefined) return;
    const runs = nextRuns(rest, zone === '' ? 'UTC' : zone, now, 3);
    const [first] = runs;
    if (!first) return;
    const times = runs.map((run) => timeText(run, zone));
    const where =
      zone === ''
        ? `in the time zone of ${schema?.format === 'spark-cron' ? 'the operator' : 'the controller'}, taken as UTC here`
        : zone;
    const isSuspended = isTrue(get(around, 'suspend'));
    yield sizeOf(node, keySpan, {
      ...(!isSuspended && { label: `next ${timeText(first, zone)} ${zone === '' ? 'UTC' : zone}` }),
      words: [
        ...(isSuspended ? ['Suspended: nothing runs until that is taken back.'] : []),
        `${isSuspended ? 'Runs by the schedule' : 'Next runs'} (${where}): ${times.join(', ')}.`,
      ],
    });
  },
};

/** Empty where none is written; undefined where nobody knows which. */
function zoneBeside(around: Node | undefined): string | undefined {
  const node = get(around, 'timeZone') ?? get(around, 'timezone');
  if (!node || (node.type === 'scalar' && node.value === null)) return '';
  const zone = node.filledIn ? undefined : text(node);
  return zone === 'Local' ? '' : zone;
}

/** `Tue 1 Dec 03:00` */
function timeText(time: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone === '' ? 'UTC' : zone, hourCycle: 'h23', weekday: 'short' },
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  }).formatToParts(time);
  const of = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  return `${of('weekday')} ${of('day')} ${of('month')} ${of('hour')}:${of('minute')}`;
}

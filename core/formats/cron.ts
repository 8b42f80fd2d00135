/** Cron schedules as the cron library of CronJob and of the Spark operator reads them (five fields, or `@daily`...). */
import { quote, stringFormat, type FormatProblem } from './format.ts';
import { duration, timeZone } from './times.ts';

export const cron = stringFormat({
  name: 'cron',
  description:
    'Five fields: minute, hour, day of the month, month, day of the week (0 is Sunday, 7 is not allowed). Lists, ranges, steps and names are allowed, or one of `@hourly @daily @weekly @monthly @yearly` or `@every 1h`.',
  examples: ['0 3 * * *', '*/15 8-18 * * MON-FRI', '@daily'],
  check(value) {
    if (/^(CRON_)?TZ=/.test(value)) {
      return {
        message: `${quote(value)} sets a time zone: remove it and use the field timeZone`,
        suggest: value.replace(/^\S+\s+/, ''),
      };
    }
    return checkSchedule(value);
  },
});

/** The Spark operator takes a zone before the schedule; it refuses a bad schedule in the status, not at apply. */
export const sparkCron = stringFormat({
  name: 'spark-cron',
  description: `${cron.description} \`CRON_TZ=Europe/Paris\` may stand before it.`,
  examples: [...cron.examples, 'CRON_TZ=Europe/Paris 0 3 * * *'],
  severity: 'warning',
  check(value) {
    const zoned = /^(?:CRON_)?TZ=(\S*)\s([^]*)$/.exec(value);
    if (!zoned) return checkSchedule(value);
    return timeZone.check(zoned[1] ?? '') ?? checkSchedule((zoned[2] ?? '').trimStart());
  },
});

export interface Field {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Of a schedule, in their order. */
export const FIELDS: readonly Field[] = [
  { label: 'minute', min: 0, max: 59 },
  { label: 'hour', min: 0, max: 23 },
  { label: 'day of the month', min: 1, max: 31 },
  { label: 'month', min: 1, max: 12, names: MONTHS },
  { label: 'day of the week', min: 0, max: 6, names: DAYS },
];
const DESCRIPTORS = [
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
];

function checkSchedule(value: string): FormatProblem | undefined {
  if (value.startsWith('@every ')) {
    const problem = duration.check(value.slice('@every '.length));
    return problem && { message: `${quote(value)}: ${problem.message}`, ...suggestEvery(problem) };
  }
  if (value.startsWith('@')) {
    if (DESCRIPTORS.includes(value)) return undefined;
    return {
      message: `${quote(value)} is not a schedule: write ${DESCRIPTORS.join(', ')} or @every 1h`,
    };
  }
  const parts = value.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    const count = parts[0] === '' ? 0 : parts.length;
    return {
      message: `${quote(value)} has ${count} ${count === 1 ? 'field' : 'fields'}: a schedule has five (minute, hour, day, month, weekday), e.g. "0 3 * * *"`,
    };
  }
  for (const [index, field] of FIELDS.entries()) {
    const wrong = checkField(parts[index] ?? '', field);
    if (wrong) return { message: `${quote(value)}: ${wrong}` };
  }
  return undefined;
}

function suggestEvery(problem: FormatProblem): { suggest?: string } {
  return problem.suggest ? { suggest: `@every ${problem.suggest}` } : {};
}

function checkField(text: string, field: Field): string | undefined {
  for (const part of text.split(',')) {
    if (part === '') continue; // the library drops empty items
    const wrong = checkRange(part, field);
    if (wrong) return wrong;
  }
  return text === '' ? `the ${field.label} is empty` : undefined;
}

function checkRange(part: string, field: Field): string | undefined {
  const [range = '', step, ...moreSteps] = part.split('/');
  const [low = '', high, ...moreEnds] = range.split('-');
  const limits = `the ${field.label} goes from ${field.min} to ${field.max}`;
  if (moreSteps.length || moreEnds.length) return `"${part}" is not a range of the ${field.label}`;
  if (step !== undefined && (!/^\d+$/.test(step) || Number(step) === 0)) {
    return `the step "${step}" of the ${field.label} must be a number above 0`;
  }
  if (low === '*' || low === '?') {
    return undefined; // whatever follows is not looked at
  }
  const start = numberOf(low, field);
  const end = high === undefined ? start : numberOf(high, field);
  if (start === undefined || end === undefined) return `"${part}" is not a number: ${limits}`;
  if (start < field.min || end > field.max) {
    const hint = field.names === DAYS && end === 7 ? ' (Sunday is 0)' : '';
    return `"${part}" is out of range: ${limits}${hint}`;
  }
  return start > end ? `the range "${part}" runs backwards: ${limits}` : undefined;
}

/** A number or the name of a month or a day. */
export function numberOf(text: string, field: Field): number | undefined {
  if (/^\+?\d+$/.test(text)) return Number(text);
  const index = field.names?.indexOf(text.toLowerCase()) ?? -1;
  return index < 0 ? undefined : index + (field.names === MONTHS ? 1 : 0);
}

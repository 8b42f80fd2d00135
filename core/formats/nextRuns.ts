/** When a schedule comes next, as the cron library of CronJob and of the Spark operator reckons (robfig/cron, `SpecSchedule.Next`). */
import { cron, FIELDS, numberOf, type Field } from './cron.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Of a schedule that never comes, such as the 30th of February, no more days are looked at. */
const maxDays = 5 * 366;

const fixed: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * The next runs after `now`, the first one first. `zone` is an IANA name. Empty where the schedule is wrong, never comes, or
 * counts from its start (`@every`), and where the zone is not known.
 */
export function nextRuns(schedule: string, zone: string, now: Date, count: number): Date[] {
  const text = (Object.hasOwn(fixed, schedule) ? fixed[schedule] : schedule)?.trim() ?? '';
  if (text.startsWith('@') || cron.check(text) !== undefined) return [];
  const clock = wallClock(zone);
  return clock ? runsOf(planOf(text), clock, now.getTime(), count) : [];
}

interface Plan {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly isDay: (day: number, month: number, weekday: number) => boolean;
}

function planOf(text: string): Plan {
  const parts = text.split(/\s+/);
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = FIELDS.map(
    (field, index) => valuesOf(parts[index] ?? '*', field),
  );
  const isAnyDay = isStar(parts[2]);
  const isAnyWeekday = isStar(parts[4]);
  return {
    minutes,
    hours,
    isDay(day, month, weekday) {
      if (!months.includes(month)) return false;
      const byDay = days.includes(day);
      const byWeekday = weekdays.includes(weekday);
      // Where both are given, one of them is enough.
      return isAnyDay || isAnyWeekday ? byDay && byWeekday : byDay || byWeekday;
    },
  };
}

/** A step takes the star away: it is a list like any other then. */
function isStar(text = ''): boolean {
  return text.split(',').some((part) => /^[*?](?:\/0*1)?$/.test(part));
}

function valuesOf(text: string, field: Field): number[] {
  const found = new Set<number>();
  for (const part of text.split(',').filter((each) => each !== '')) {
    const [range = '', stepText] = part.split('/');
    const [low = '', high] = range.split('-');
    const isAll = low === '*' || low === '?';
    const first = isAll ? field.min : numberOf(low, field);
    const written = isAll || (high === undefined && stepText !== undefined) ? field.max : first;
    const last = !isAll && high !== undefined ? numberOf(high, field) : written;
    const step = Math.max(1, Number(stepText ?? 1));
    for (let value = first ?? 1; value <= (last ?? 0); value += step) found.add(value);
  }
  return [...found].sort((one, other) => one - other);
}

/** Difference of the clock on the wall to UTC at a point in time, in milliseconds. */
type WallClock = (time: number) => number;

function wallClock(zone: string): WallClock | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
    return (time) => {
      const parts = Object.fromEntries(
        format.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
      );
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
      const wall = Date.UTC(year, month - 1, day, hour, minute, second);
      return wall - Math.floor(time / 1000) * 1000;
    };
  } catch {
    return undefined; // no such zone
  }
}

/** Wall times are numbers as if the wall were in UTC. */
function runsOf(plan: Plan, clock: WallClock, now: number, count: number): Date[] {
  const found: number[] = [];
  // An hour that comes twice is looked at from its first time on.
  const start = now + clock(now) - 2 * hourMs;
  let day = Math.floor(start / dayMs) * dayMs;
  for (let left = maxDays; left > 0; left--, day += dayMs) {
    const date = new Date(day);
    if (!plan.isDay(date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay())) continue;
    for (const hour of plan.hours) {
      const wallHour = day + hour * hourMs;
      if (wallHour + hourMs <= start) continue;
      for (const minute of plan.minutes)
        found.push(...momentsOf(wallHour + minute * minuteMs, clock).filter((time) => time > now));
      if (isEnough(found, count, wallHour)) break;
    }
    if (isEnough(found, count, day + dayMs)) break;
  }
  const times = [...new Set(found)].sort((one, other) => one - other);
  return times.slice(0, count).map((time) => new Date(time));
}

/** Times of an hour that comes twice lie between those of later hours. */
function isEnough(found: readonly number[], count: number, wall: number): boolean {
  return found.length >= count * 3 || (found.length >= count && wall - (found[0] ?? 0) > 2 * dayMs);
}

/** When the wall shows that time: once, twice where clocks are set back, never where they are set forward. */
function momentsOf(wall: number, clock: WallClock): number[] {
  const offsets = new Set([clock(wall - dayMs), clock(wall + dayMs)]);
  return [...offsets].map((offset) => wall - offset).filter((time) => time + clock(time) === wall);
}

/** Durations, time zones and points in time. */
import { quote, stringFormat } from './format.ts';

const UNIT = '(?:ns|us|µs|μs|ms|s|m|h)';
const DURATION = new RegExp(`^[+-]?(?:0|(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)${UNIT})+)$`);

export const duration = stringFormat({
  name: 'duration',
  description: 'Numbers with units `ns us ms s m h`, one after the other.',
  examples: ['30s', '1h30m', '500ms'],
  check(value) {
    if (DURATION.test(value)) return undefined;
    const days = /^(\d+)d$/.exec(value)?.[1];
    const seconds = /^\d+$/.test(value) ? `${value}s` : undefined;
    const compact = value.replace(/\s+/g, '');
    const suggest =
      days !== undefined
        ? `${Number(days) * 24}h`
        : (seconds ?? (DURATION.test(compact) ? compact : undefined));
    return {
      message: `${quote(value)} is not a duration: write numbers with the units ns, us, ms, s, m or h, e.g. ${suggest ?? '1h30m'}`,
      ...(suggest && { suggest }),
    };
  },
});

export const timeZone = stringFormat({
  name: 'time-zone',
  description: 'A name of the IANA time zone database.',
  examples: ['Europe/Paris', 'Etc/UTC'],
  check(value) {
    const better = knownZones().find((zone) => zone.toLowerCase() === value.toLowerCase());
    const isWellCased = better === undefined || better === value;
    if (isWellCased && /^[A-Z]/.test(value) && isZone(value)) return undefined;
    return {
      message: `${quote(value)} is not a time zone: write a name such as ${better ?? 'Europe/Paris'}`,
      ...(better && { suggest: better }),
    };
  },
});

/** As time-zone, with the operator's machine zone allowed. */
export const sparkTimeZone = stringFormat({
  name: 'spark-time-zone',
  description: 'A name of the IANA time zone database, or `Local`: the zone of the operator.',
  examples: ['Local', 'Europe/Paris'],
  severity: 'warning',
  check: (value) => (value === '' || value === 'Local' ? undefined : timeZone.check(value)),
});

export const rfc3339 = stringFormat({
  name: 'rfc3339',
  description: 'Date and time with zone.',
  examples: ['2024-05-01T12:00:00Z', '2024-05-01T12:00:00+02:00'],
  check: (value) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
      ? undefined
      : { message: `${quote(value)} is not a date and time: write e.g. 2024-05-01T12:00:00Z` },
});

function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function knownZones(): string[] {
  return Intl.supportedValuesOf('timeZone');
}

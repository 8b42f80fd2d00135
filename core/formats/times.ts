/** Durations, time zones and points in time. */
import { quote, stringFormat, type FormatProblem } from './format.ts';

const UNIT = '(?:ns|us|µs|μs|ms|s|m|h)';
const DURATION = new RegExp(`^[+-]?(?:0|(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)${UNIT})+)$`);

export const duration = stringFormat({
  name: 'duration',
  description: 'Numbers with units `ns us ms s m h`, one after the other.',
  examples: ['30s', '1h30m', '500ms'],
  check(value) {
    if (DURATION.test(value)) return undefined;
    const meant = meantDuration(value);
    return {
      message: `${quote(value)} is not a duration: write numbers with the units ns, us, ms, s, m or h, e.g. ${meant?.suggest ?? '1h30m'}`,
      ...meant,
    };
  },
});

/** Other words for the units, and the hours of longer ones. */
const unitWords: readonly (readonly [words: RegExp, unit: string, times: number])[] = [
  [/^(?:s|secs?|seconds?)$/i, 's', 1],
  [/^(?:m|mins?|minutes?)$/i, 'm', 1],
  [/^(?:h|hrs?|hours?)$/i, 'h', 1],
  [/^(?:ms|msecs?|millis|milliseconds?)$/i, 'ms', 1],
  [/^(?:us|µs|μs|micros|microseconds?)$/i, 'us', 1],
  [/^(?:ns|nanos|nanoseconds?)$/i, 'ns', 1],
  [/^(?:d|days?)$/i, 'h', 24],
  [/^(?:w|weeks?)$/i, 'h', 168],
];

/** Without a unit seconds are the most probable ones, but not the only ones. */
function meantDuration(
  value: string,
): Pick<FormatProblem, 'suggest' | 'isSame' | 'others'> | undefined {
  const compact = value.replace(/\s+/g, '');
  if (/^\d+$/.test(compact)) {
    const others = [`${compact}${compact.length > 3 ? 'ms' : 'm'}`];
    return { suggest: `${compact}s`, others };
  }
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(compact);
  const parts = iso
    ? [
        iso[1] && `${iso[1]}d`,
        iso[2] && `${iso[2]}h`,
        iso[3] && `${iso[3]}m`,
        iso[4] && `${iso[4]}s`,
      ]
    : [compact];
  const written = parts.join('');
  if (!/^(?:\d{1,15}(?:\.\d{1,15})?[A-Za-zµμ]{1,12}){1,8}$/.test(written)) return undefined;
  let suggest = '';
  for (const [, number = '', word = ''] of written.matchAll(
    /(\d{1,15}(?:\.\d{1,15})?)([A-Za-zµμ]{1,12})/g,
  )) {
    const found = unitWords.find(([words]) => words.test(word));
    if (!found) return undefined;
    const [, unit, times] = found;
    suggest += times === 1 ? `${number}${unit}` : `${Number(number) * times}${unit}`;
  }
  // A single M is a month for some.
  return DURATION.test(suggest) ? { suggest, isSame: !/\dM/.test(written) } : undefined;
}

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
      ...(better && { suggest: better, isSame: true }),
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

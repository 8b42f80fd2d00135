import { timeZone } from '../../formats/times.ts';
import { nearest } from '../../formats/nearest.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'airflow-time-zone',
  severity: 'warning',
  claims: 'advice',
  summary: 'Airflow does not know the time zone and runs schedules in UTC.',
  source: onPage(
    'Airflow',
    'https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html#default-timezone',
  ),
  on: { configs: ['airflow'] },
  check({ config }, report) {
    for (const { key, value, valueSpan, node } of config?.entries ?? []) {
      const zone = value?.trim() ?? '';
      if (key !== 'core.default_timezone' || isZone(zone)) continue;
      const meant = nearest(zone, Intl.supportedValuesOf('timeZone'));
      const advice = meant === undefined ? 'write a name such as Europe/Paris' : `write ${meant}`;
      const fix = meant !== undefined &&
        !node && { fix: { title: `Replace with ${meant}`, edits: [[valueSpan, meant] as const] } };
      report(
        valueSpan,
        `Airflow does not know the time zone "${zone}" and takes UTC: ${advice}`,
        fix || {},
      );
    }
  },
};

function isZone(zone: string): boolean {
  return /^(?:|utc|system)$/i.test(zone) || timeZone.check(zone) === undefined;
}

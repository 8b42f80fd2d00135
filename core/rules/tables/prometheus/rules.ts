/** Rules and monitors of the Prometheus operator: what Prometheus would not load, and the operator leaves out. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { empty, filled, keyOf, textOf, unlike, valueAt, type Test } from '../conditions.ts';
import { factsOf } from '../fact.ts';
import { unbalanced } from './promql.ts';

const source = onPage(
  'Prometheus',
  'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/',
);
const rules = { kinds: ['monitoring.coreos.com/PrometheusRule'] };
const monitors = ['ServiceMonitor', 'PodMonitor'].map((kind) => ({
  kinds: [`monitoring.coreos.com/${kind}`],
}));
const each = 'spec.groups[].rules[]';

const refused = factsOf({ on: rules, by: 'webhook', source }, [
  {
    code: 'prometheus-rule-expression',
    each,
    when: { expr: empty },
    says: 'a rule needs "expr", what it computes',
  },
  {
    code: 'prometheus-rule-twice',
    each,
    when: { record: filled, alert: filled },
    says: 'a rule records or alerts: keep "record" or "alert"',
  },
  {
    code: 'prometheus-rule-neither',
    each,
    when: { expr: filled, record: empty, alert: empty },
    says: 'a rule needs "alert" or "record" with its name',
  },
  ...['for', 'keep_firing_for', 'annotations'].map((field) => ({
    code: `prometheus-record-${field.replaceAll('_', '-')}`,
    each,
    when: { [field]: filled, record: filled },
    says: 'only an alert has this: remove it, or write "alert" in place of "record"',
  })),
  {
    code: 'prometheus-rule-brackets',
    each,
    when: { expr: isUnbalanced },
    says: 'the brackets or quotes of the expression do not match: look for the one that is missing',
  },
  {
    code: 'prometheus-label-name',
    each: `${each}.labels.*`,
    when: { '': keyOf((key) => key === '__name__' || key === '') },
    says: 'a label of a rule has a name, and not that of the metric: rename it',
  },
]);

const older = factsOf({ on: rules, severity: 'warning', source }, [
  {
    code: 'prometheus-record-name',
    each,
    when: { record: unlike(/^[a-zA-Z_:][\w:]*$/) },
    says: 'Prometheus 2 refuses such a name, and in queries it has to be quoted: use letters, digits, "_" and ":"',
  },
  {
    code: 'prometheus-label-letters',
    each: `${each}.labels.*`,
    when: { '': keyOf((key) => key !== '' && !/^[a-zA-Z_]\w*$/.test(key)) },
    says: 'Prometheus 2 refuses such a label, and in queries it has to be quoted: use letters, digits and "_"',
  },
]);

const endpoints = monitors.flatMap((on, index) => {
  const list = index === 0 ? 'spec.endpoints[]' : 'spec.podMetricsEndpoints[]';
  const name = index === 0 ? 'service' : 'pod';
  return factsOf(
    {
      on,
      by: 'operator',
      source: onPage(
        'Prometheus operator',
        'https://prometheus-operator.dev/docs/api-reference/api/',
      ),
    },
    [
      {
        code: `prometheus-${name}-timeout`,
        each: list,
        when: { scrapeTimeout: isLongerThan('interval') },
        says: 'a timeout is not longer than "interval": lower it',
      },
    ],
  );
});

function isUnbalanced(found: Parameters<Test>[0]): boolean {
  const text = textOf(found);
  return text !== undefined && !text.includes('{{') && unbalanced(text);
}

/** Both of Prometheus' form, as 1m30s. */
function isLongerThan(path: string): Test {
  return (found, here) => {
    const [one, two] = [seconds(textOf(found)), seconds(textOf(valueAt(here, path)))];
    return one !== undefined && two !== undefined && one > two;
  };
}

function seconds(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:\d{1,9}(?:ms|[ywdhms]))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, number, unit = ''] of text.matchAll(/(\d{1,9})(ms|[ywdhms])/g))
    sum += Number(number) * (secondsOf[unit] ?? 0);
  return sum;
}

const secondsOf: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

export const prometheusRules: readonly Rule[] = [...refused, ...older, ...endpoints];

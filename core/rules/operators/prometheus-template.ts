import { nearest } from '../../formats/nearest.ts';
import type { TemplateFlaw } from '../../gotemplates/tokens.ts';
import { readGoTemplate } from '../../gotemplates/template.ts';
import { isHelmTemplate } from '../../model/isTemplate.ts';
import { entries, get, type Node } from '../../yaml/node.ts';
import { isFilled } from '../read.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { placesAt } from '../tables/path.ts';
import { templateText } from './templateText.ts';

export const rule: Rule = {
  code: 'prometheus-template',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'A template in a label or an annotation of an alert cannot be read.',
  source: onPage(
    'Prometheus',
    'https://prometheus.io/docs/prometheus/latest/configuration/template_reference/',
  ),
  on: { kinds: ['monitoring.coreos.com/PrometheusRule'] },
  check({ ctx: { root, text: all } }, report) {
    // What another tool fills in first is not Prometheus' yet.
    if (!all.includes('{{') || all.includes('{%') || isHelmTemplate(all)) return;
    for (const { node } of placesAt(root, 'spec.groups[].rules[]'))
      if (isFilled(get(node, 'alert')))
        for (const value of textsOf(node)) {
          const written = templateText(value, all);
          const flaw = written && readGoTemplate(written.text, names).flaw;
          if (!flaw || isOfAnother(written.text, flaw)) continue;
          const from = written.start + flaw.at;
          const span = [from, from + flaw.length] as const;
          const suggest = meantBy(flaw);
          report(
            span,
            suggest === undefined ? flaw.message : `${flaw.message}: write ${suggest}`,
            partReplacedBy(span, suggest),
          );
        }
  },
};

function textsOf(alert: Node): Node[] {
  return ['labels', 'annotations'].flatMap((key) =>
    entries(get(alert, key)).map(({ value }) => value),
  );
}

/** `{{ name }}` may stand for what some tool fills in; a word that is nearly one of Prometheus' does not. */
function isOfAnother(text: string, flaw: TemplateFlaw): boolean {
  if (flaw.unknown === 'function') return meantBy(flaw) === undefined;
  if (flaw.unknown) return false;
  const open = text.lastIndexOf('{{', flaw.at);
  return (
    /^\{\{-? ?\w+(?:[-.:/]\w+)* ?-?\}\}/.test(text.slice(open, open + 200)) || /\$[{(]/.test(text)
  );
}

function meantBy({ unknown, name = '' }: TemplateFlaw): string | undefined {
  if (unknown === 'variable') return nearest(name, names.variables);
  if (unknown !== 'function') return undefined;
  if (names.variables.includes(`$${name}`)) return `$${name}`;
  return nearest(name, [...names.functions]);
}

/** What Prometheus gives its templates. */
const names = {
  functions: new Set([
    ...[
      'args',
      'externalURL',
      'first',
      'graphLink',
      'humanize',
      'humanize1024',
      'humanizeDuration',
    ],
    ...['humanizePercentage', 'humanizeTimestamp', 'label', 'match', 'now', 'parseDuration'],
    ...[
      'pathPrefix',
      'query',
      'reReplaceAll',
      'safeHtml',
      'sortByLabel',
      'stripDomain',
      'stripPort',
    ],
    ...['strvalue', 'tableLink', 'title', 'tmpl', 'toDuration', 'toLower', 'toTime', 'toUpper'],
    ...['urlQueryEscape', 'value'],
  ]),
  variables: ['$labels', '$externalLabels', '$externalURL', '$value'],
};

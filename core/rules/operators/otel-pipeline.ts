import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { at, entries, get, text, type Node, type Span } from '../../yaml/node.ts';
import { isFilled, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { collectorConfig } from './collectorConfig.ts';

export const rule: Rule = {
  code: 'otel-pipeline',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary:
    'A pipeline of an OpenTelemetry Collector names a part that is not configured, or has none.',
  source: onPage('OpenTelemetry', 'https://opentelemetry.io/docs/collector/configuration/'),
  on: { kinds: ['opentelemetry.io/OpenTelemetryCollector'] },
  check({ ctx: { root, text: all } }, report) {
    const config = collectorConfig(root, all);
    if (!config) return;
    const { node, place } = config;
    const connectors = keysOf(get(node, 'connectors'));
    for (const { key, value } of entries(at(node, ['service', 'pipelines']))) {
      if (!signals.has(key.source.split('/')[0] ?? '') && !key.filledIn)
        report(
          place(key.span),
          `a pipeline is one of traces, metrics, logs and profiles, with "/" and a name behind it where there are several`,
        );
      for (const part of ['receivers', 'exporters'])
        if (value.type === 'map' && !isFilled(get(value, part)))
          report(
            place(key.span),
            `a pipeline needs ${quote(part)}: add what it ${part === 'receivers' ? 'reads' : 'writes to'}`,
          );
      for (const part of ['receivers', 'processors', 'exporters']) {
        const known = keysOf(get(node, part));
        if (!known || !connectors) continue;
        const all = part === 'processors' ? known : [...known, ...connectors];
        tell(get(value, part), all, part, (span, message) => report(place(span), message));
      }
    }
    const extensions = keysOf(get(node, 'extensions'));
    if (extensions)
      tell(at(node, ['service', 'extensions']), extensions, 'extensions', (span, message) =>
        report(place(span), message),
      );
  },
};

const signals: ReadonlySet<string> = new Set(['traces', 'metrics', 'logs', 'profiles']);

/** Undefined where some are filled in later. */
function keysOf(parts: Node | undefined): readonly string[] | undefined {
  if (parts?.filledIn) return undefined;
  const all = entries(parts);
  return all.some(({ key }) => key.filledIn) ? undefined : all.map(({ key }) => key.source);
}

function tell(
  names: Node | undefined,
  known: readonly string[],
  part: string,
  report: (span: Span, message: string) => void,
): void {
  const all = new Set(known);
  for (const each of list(names)) {
    const name = each.filledIn ? undefined : text(each);
    if (name === undefined || name === '' || name.includes('${') || all.has(name)) continue;
    const meant = nearest(name, known);
    const what = meant === undefined ? `add it under ${quote(part)}` : `write ${meant}`;
    report(each.span, `nothing under ${quote(part)} is called ${quote(name)}: ${what}`);
  }
}

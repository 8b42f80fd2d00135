import type { ReportDetails } from '../../checks/check.ts';
import { kindName } from '../../../shared/gvk.ts';
import { flawOf } from '../../promql/expression.ts';
import { get, text, type Node, type Span } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { placesAt } from '../tables/path.ts';
import { unbalanced } from '../tables/prometheus/promql.ts';
import { writtenText } from './writtenText.ts';

interface Field {
  readonly path: string;
  /** What a rule computes is kept as series. */
  readonly isRule?: true;
  /** It is asked later, of a server that may know more than Prometheus. */
  readonly isLater?: true;
  readonly isMeant?: (holder: Node) => boolean;
}

/** Where expressions of PromQL stand, by kind: the holder, then the field. */
const fields: ReadonlyMap<string, readonly Field[]> = new Map<string, readonly Field[]>([
  ['monitoring.coreos.com/PrometheusRule', [{ path: 'spec.groups[].rules[].expr', isRule: true }]],
  ...['ScaledObject', 'ScaledJob'].map((kind): [string, readonly Field[]] => [
    `keda.sh/${kind}`,
    [{ path: 'spec.triggers[].metadata.query', isLater: true, isMeant: isOfPrometheus }],
  ]),
  ...['AnalysisTemplate', 'ClusterAnalysisTemplate'].map((kind): [string, readonly Field[]] => [
    `argoproj.io/${kind}`,
    [{ path: 'spec.metrics[].provider.prometheus.query', isLater: true }],
  ]),
]);

export const rule: Rule = {
  code: 'prometheus-query',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'An expression of PromQL cannot be read, or puts together what does not go together.',
  source: onPage('Prometheus', 'https://prometheus.io/docs/prometheus/latest/querying/basics/'),
  on: { kinds: [...fields.keys()] },
  check({ ctx: { root, gvk, text: all } }, report) {
    for (const { path, isRule = false, isLater, isMeant } of fields.get(kindName(gvk)) ?? [])
      for (const node of expressionsAt(root, path, isMeant)) {
        // What is not closed no server of the kind reads; what else one knows may be more than Prometheus does.
        const isSure = !isLater || isUnclosed(node);
        const severity: ReportDetails = isSure ? {} : { severity: 'warning' };
        tell(node, all, isRule, (span, message, suggest) => {
          const fix = { title: `Replace with ${suggest}`, edits: [[span, suggest ?? '']] as const };
          report(span, message, { ...severity, ...(suggest !== undefined && { fix }) });
        });
      }
  },
};

function expressionsAt(root: Node, path: string, isMeant: Field['isMeant']): Node[] {
  if (!isMeant) return placesAt(root, path).map(({ node }) => node);
  const [holders = '', ...rest] = path.split('.metadata.');
  return placesAt(root, holders).flatMap(({ node }) =>
    isMeant(node) ? (get(get(node, 'metadata'), rest.join('')) ?? []) : [],
  );
}

function isUnclosed(node: Node): boolean {
  return !node.filledIn && unbalanced(text(node) ?? '');
}

function isOfPrometheus(trigger: Node): boolean {
  return text(get(trigger, 'type')) === 'prometheus';
}

function tell(
  node: Node,
  all: string,
  isRule: boolean,
  report: (span: Span, message: string, suggest: string | undefined) => void,
): void {
  const value = node.filledIn ? undefined : text(node);
  // Brackets have a code of their own.
  if (value === undefined || value === '' || (isRule && unbalanced(value))) return;
  const written = writtenText(node, all);
  const flaw = flawOf(written?.text ?? value, isRule);
  if (!flaw) return;
  if (!written) {
    report(node.span, flaw.message, undefined);
    return;
  }
  const from = written.start + flaw.at;
  report([from, from + flaw.length], flaw.message, flaw.suggest);
}

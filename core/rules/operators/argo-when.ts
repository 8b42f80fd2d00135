import { get, type Node, type Span } from '../../yaml/node.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { flawOfWhen } from './whenCondition.ts';
import { writtenText } from './writtenText.ts';

export const rule: Rule = {
  code: 'argo-when',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'The condition of a step or a task of a workflow cannot be read.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/conditionals/',
  ),
  on: { types: ['argo-workflows/WorkflowStep', 'argo-workflows/DAGTask'] },
  check({ node, ctx }, report) {
    const when = get(node, 'when');
    const written = when && writtenText(when, ctx.text);
    if (!written) return;
    const flaw = flawOfWhen(written.text);
    if (!flaw) return;
    const from = written.start + flaw.at;
    const span: Span = [from, from + flaw.length];
    const { fix } = flaw;
    report(span, flaw.message, {
      ...(flaw.isUncertain && { severity: 'warning' as const }),
      ...(fix !== undefined && mayStandIn(fix, when, ctx.text) && partReplacedBy(span, fix)),
    });
  },
};

/** A quote within a text in quotes is written in another way. */
function mayStandIn(fix: string, { span }: Node, all: string): boolean {
  return !fix.includes("'") || !all.startsWith("'", span[0]);
}

import { get, type Span } from '../../yaml/node.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { conditionOf } from './dagTasks.ts';

export const rule: Rule = {
  code: 'argo-depends-syntax',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  supersedes: ['name-not-declared'],
  summary: 'The condition under which a task of a DAG begins cannot be read.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/enhanced-depends-logic/',
  ),
  on: { types: ['argo-workflows/DAGTask'] },
  check({ node, ctx }, report) {
    const depends = get(node, 'depends');
    const condition = depends && conditionOf(depends, ctx.text);
    if (!depends || !condition?.flaw) return;
    const { at, length, message, fix } = condition.flaw;
    const span: Span =
      condition.start === undefined
        ? depends.span
        : [condition.start + at, condition.start + at + length];
    report(span, message, {
      ...(fix !== undefined && condition.start !== undefined && partReplacedBy(span, fix)),
    });
  },
};

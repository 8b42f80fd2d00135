/** Label selectors: their grammar, and whether a workload selects the pods that it makes. */
import { at, entries, entry, get, type Node } from '../../yaml/node.ts';
import { job, workload } from '../examples.ts';
import { boolean, isFilled, isSet, keyOf, list, placeOf, string, strings } from '../read.ts';
import type { Rule } from '../rule.ts';

const WORKLOADS = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'];

export const selectorMismatch: Rule = {
  code: 'selector-mismatch',
  severity: 'error',
  summary: 'The selector of a workload matches the labels of its pod template.',
  on: { kinds: [...WORKLOADS, 'batch/Job', 'ReplicationController'] },
  bad: workload('Deployment', 'selector: { matchLabels: { app: other } }'),
  good: workload('Deployment', 'selector: { matchLabels: { app: web } }'),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const selector = get(spec, 'selector');
    if (!selector || !isSet(get(spec, 'template'))) return;
    if (ctx.gvk.kind === 'Job' && boolean(get(spec, 'manualSelector')) !== true) return;
    const labels = at(spec, ['template', 'metadata', 'labels']);
    const isPlain = ctx.gvk.kind === 'ReplicationController';
    const wanted = entries(isPlain ? selector : get(selector, 'matchLabels'));
    for (const { key, value } of wanted) {
      const text = labelValue(value);
      const own = entry(labels, key.source);
      const found = labelValue(own?.value);
      if (typeof text !== 'string' || (own && typeof found !== 'string') || text === found)
        continue;
      const message = own
        ? `the selector asks for ${key.source}=${text}, the pods have ${key.source}=${String(found)}: make them equal`
        : `the selector asks for the label ${key.source}, which the pods do not have: add it to the labels of the template`;
      report(value, message, {
        ...(own && { related: [{ span: own.value.span, message: 'label of the pods' }] }),
        ...(own &&
          typeof found === 'string' && {
            fix: {
              title: `Replace with ${found}`,
              edits: [[value.span, ctx.text.slice(...own.value.span)]],
            },
          }),
      });
    }
    if (!isPlain)
      checkExpressions(selector, strings(labels), (node, message) => {
        report(node, message);
      });
  },
};

/** A label without a value has the empty one. */
function labelValue(node: Node | undefined): unknown {
  return node?.type === 'scalar' ? (node.value ?? '') : undefined;
}

function checkExpressions(
  selector: Node,
  labels: Map<string, string>,
  report: (node: Node, message: string) => void,
): void {
  for (const expression of list(get(selector, 'matchExpressions'))) {
    const key = string(get(expression, 'key'));
    const operator = get(expression, 'operator');
    if (key === undefined || !operator) continue;
    // Values at odds with the operator are the business of selector-values.
    if (/^(In|NotIn)$/.test(string(operator) ?? '') !== isFilled(get(expression, 'values')))
      continue;
    const own = labels.get(key);
    const values = list(get(expression, 'values')).map((value) => string(value) ?? '');
    const isIn = own !== undefined && values.includes(own);
    const isFine =
      { In: isIn, NotIn: !isIn, Exists: own !== undefined, DoesNotExist: own === undefined }[
        string(operator) ?? ''
      ] ?? true;
    if (!isFine)
      report(
        operator,
        `the labels of the pods do not fulfil this: change the expression or the label ${key}`,
      );
  }
}

export const selectorEmpty: Rule = {
  code: 'selector-empty',
  severity: 'error',
  summary: 'The selector of a workload names at least one label.',
  on: { kinds: WORKLOADS },
  bad: workload('Deployment', 'selector: {}'),
  good: workload('Deployment', 'selector: { matchLabels: { app: web } }'),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const selector = get(spec, 'selector');
    if (!spec || selector?.type !== 'map') return;
    if (isFilled(get(selector, 'matchLabels')) || isFilled(get(selector, 'matchExpressions')))
      return;
    report(
      keyOf(spec, 'selector'),
      'the selector selects nothing in particular: add "matchLabels" with a label of the template',
    );
  },
};

export const selectorExpression: Rule = {
  code: 'selector-values',
  severity: 'error',
  summary:
    'In and NotIn need values, Exists and DoesNotExist have none, Gt and Lt have one number.',
  on: {
    types: [
      'meta.v1/LabelSelectorRequirement',
      'core.v1/NodeSelectorRequirement',
      'core.v1/ScopedResourceSelectorRequirement',
    ],
  },
  bad: [
    workload(
      'Deployment',
      'selector:\n  matchLabels: { app: web }\n  matchExpressions: [{ key: app, operator: In }]',
    ),
    workload(
      'Deployment',
      'selector:\n  matchExpressions: [{ key: app, operator: Exists, values: [web] }]',
    ),
  ],
  good: workload(
    'Deployment',
    'selector:\n  matchExpressions: [{ key: app, operator: In, values: [web] }]',
  ),
  check({ node, keySpan }, report) {
    const operator = string(get(node, 'operator')) ?? '';
    const values = get(node, 'values');
    const count = list(values).length;
    if (/^(In|NotIn)$/.test(operator) && count === 0) {
      report(
        values ? keyOf(node, 'values') : placeOf(node, keySpan),
        `"${operator}" needs values: add "values" with at least one`,
      );
    } else if (/^(Exists|DoesNotExist)$/.test(operator) && count > 0) {
      report(
        keyOf(node, 'values'),
        `"${operator}" takes no values: remove them, or use In or NotIn`,
      );
    } else if (/^(Gt|Lt)$/.test(operator) && count !== 1) {
      report(
        placeOf(node, keySpan),
        `"${operator}" compares with one number: give exactly one value`,
      );
    }
  },
};

export const jobSelector: Rule = {
  code: 'job-selector',
  severity: 'error',
  summary: 'A Job makes its own selector.',
  on: { kinds: ['batch/Job'] },
  bad: job('selector: { matchLabels: { app: web } }'),
  good: job('backoffLimit: 1'),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || !isSet(get(spec, 'selector')) || boolean(get(spec, 'manualSelector')) === true)
      return;
    report(
      keyOf(spec, 'selector'),
      'a Job makes its own selector: remove it, or add "manualSelector: true"',
    );
  },
};

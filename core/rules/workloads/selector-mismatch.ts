import { own } from '../../../shared/own.ts';
import { at, entries, entry, get, type Node } from '../../yaml/node.ts';
import { boolean, isFilled, isSet, list, string, strings } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { selectingWorkloads } from './workloadKinds.ts';

export const rule: Rule = {
  code: 'selector-mismatch',
  severity: 'error',
  claims: 'value',
  summary: 'The selector of a workload does not match the labels of its pods.',
  source: inApiServer('apps', 'ValidatePodTemplateSpecForReplicaSet'),
  on: { kinds: [...selectingWorkloads, 'batch/Job', 'ReplicationController'] },
  check({ ctx }, report) {
    if (ctx.transformed?.labels) return;
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
    const label = labels.get(key);
    const values = list(get(expression, 'values')).map((value) => string(value) ?? '');
    const isIn = label !== undefined && values.includes(label);
    const isThere = label !== undefined;
    const outcomes = { In: isIn, NotIn: !isIn, Exists: isThere, DoesNotExist: !isThere };
    if (own(outcomes, string(operator) ?? '') === false)
      report(
        operator,
        `the labels of the pods do not fulfil this: change the expression or the label ${key}`,
      );
  }
}

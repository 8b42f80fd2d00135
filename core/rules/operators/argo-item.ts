import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { entries, get, items, type Node } from '../../yaml/node.ts';
import type { Reporter } from '../../checks/check.ts';
import { isFilled, isSet } from '../read.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { isLooped } from './argoCalls.ts';
import { spanOfPart, tagsIn, type Tag } from './argoTags.ts';

export const rule: Rule = {
  code: 'argo-item',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'operator',
  summary: 'A variable stands for an item, and the step or task has no items.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/loops/',
  ),
  on: {
    types: ['argo-workflows/WorkflowStep', 'argo-workflows/DAGTask', 'argo-workflows/Template'],
  },
  check({ node, step, type, ctx }, report) {
    if (type === 'argo-workflows/Template') {
      // What is written into a step belongs to the items of the step.
      if (step !== 'inline' && step !== 'templateDefaults') tellTemplate(ctx.text, node, report);
      return;
    }
    const withItems = get(node, 'withItems');
    if (isLooped(node) && !isSet(withItems)) return;
    for (const tag of itemTags(ctx.text, node)) {
      if (isFilled(withItems)) tellField(tag, withItems, report);
      else report(tag.span, 'there are no items: add "withItems", "withParam" or "withSequence"');
    }
  },
};

function tellTemplate(source: string, node: Node, report: Reporter): void {
  for (const { span } of itemTags(source, node, ofCalls))
    report(
      span,
      'a template knows no items: pass the item as an argument where the template is called, and read that input here',
    );
}

/** Of a list that is written here all fields are known. */
function tellField(tag: Tag, withItems: Node, report: Reporter): void {
  const field = tag.parts[1];
  const all = items(withItems);
  if (withItems.type !== 'seq' || field === undefined || field.startsWith('[')) return;
  if (all.some((item) => item.filledIn ?? item.type === 'seq')) return;
  const fields = [...new Set(all.flatMap((item) => entries(item).map(({ key }) => key.source)))];
  if (fields.includes(field)) return;
  const span = spanOfPart(tag, 1);
  if (fields.length === 0) {
    report(span, 'the items are single values without fields: write {{item}}');
    return;
  }
  const guess = nearest(field, fields);
  const others = `there are ${fields.slice(0, 5).map(quote).join(', ')}`;
  const what = guess === undefined ? others : `write ${guess}`;
  report(span, `no item has a field ${quote(field)}: ${what}`, partReplacedBy(span, guess));
}

function itemTags(source: string, node: Node, without?: ReadonlySet<string>): Tag[] {
  return [...tagsIn(source, node, without)].filter(({ parts }) => parts[0] === 'item');
}

const ofCalls: ReadonlySet<string> = new Set(['steps', 'dag']);

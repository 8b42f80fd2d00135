/** `${trialParameters.NAME}` in the template of a Katib trial. */
import { looksFilledIn } from '../../placeholders/placeholdersIn.ts';
import type { Visit } from '../../walk/visit.ts';
import { get, items, type Node, type Span } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { RuleSource } from '../sources.ts';
import { writtenTexts } from './writtenTexts.ts';

export const trialTemplateWebhook: RuleSource = {
  by: 'the webhook of Katib',
  page: 'https://github.com/kubeflow/katib/blob/master/pkg/webhook/v1beta1/experiment/validator/validator.go',
  name: 'validateTrialTemplate',
};

export interface Placeholder {
  readonly name: string;
  readonly span: Span;
}

/** With their places: texts of the template are read as they stand, as Katib replaces text. */
export function placeholdersIn({ ctx: { text } }: Visit, template: Node): Placeholder[] {
  const found: Placeholder[] = [];
  for (const [start, end] of writtenTexts(template))
    for (const { index, 0: all, 1: name = '' } of text.slice(start, end).matchAll(placeholder))
      found.push({ name, span: [start + index, start + index + all.length] });
  return found;
}

const placeholder = /\$\{trialParameters\.([\w.-]{1,200})\}/g;

/** Whether another tool fills in some text of the template, which may read any parameter. */
export function isFilledInElsewhere({ ctx: { text } }: Visit, template: Node): boolean {
  for (const [start, end] of writtenTexts(template)) {
    const written = text.slice(start, end).replace(placeholder, '');
    if (looksFilledIn(written)) return true;
  }
  return false;
}

export interface TrialParameter {
  readonly name: string;
  readonly node: Node;
}

/** Undefined where one of them is filled in later. */
export function trialParameters(trialTemplate: Node): TrialParameter[] | undefined {
  const found: TrialParameter[] = [];
  const list = get(trialTemplate, 'trialParameters');
  if (list?.filledIn) return undefined;
  for (const item of items(list)) {
    const node = item.filledIn ? undefined : get(item, 'name');
    if (!node || node.filledIn) return undefined;
    const name = string(node);
    if (name !== undefined) found.push({ name, node });
  }
  return found;
}

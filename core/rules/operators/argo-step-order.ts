import { quote } from '../../formats/format.ts';
import { get, items, text } from '../../yaml/node.ts';
import { list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { spanOfPart, tagsIn } from './argoTags.ts';

export const rule: Rule = {
  code: 'argo-step-order',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A step of a workflow reads what a later step makes, or one that runs beside it.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/steps/',
  ),
  on: { types: ['argo-workflows/Template'] },
  check({ node: template, ctx }, report) {
    const groups = list(get(template, 'steps')).map((group) => items(group));
    const groupOf = new Map<string, number>();
    for (const [index, steps] of groups.entries())
      for (const step of steps) {
        const name = text(get(step, 'name'));
        if (name !== undefined && !groupOf.has(name)) groupOf.set(name, index);
      }
    for (const [index, steps] of groups.entries())
      for (const step of steps) {
        const own = text(get(step, 'name'));
        for (const tag of tagsIn(ctx.text, step, ofOthers)) {
          const [root, name = '', what] = tag.parts;
          const other = groupOf.get(name);
          if (root !== 'steps' || name === own || what === undefined) continue;
          if (other === undefined || other < index) continue;
          const when = other === index ? 'runs beside' : 'runs after';
          report(
            spanOfPart(tag, 1),
            `${quote(name)} ${when} this step, so nothing is known of it yet: begin a group for this step behind it`,
          );
        }
      }
  },
};

/** A template in a step has variables of its own, and hooks run later. */
const ofOthers: ReadonlySet<string> = new Set(['inline', 'hooks', 'onExit']);

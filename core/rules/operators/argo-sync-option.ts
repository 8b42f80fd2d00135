import { kindName } from '../../../shared/gvk.ts';
import { at, get, text, type Node } from '../../yaml/node.ts';
import { replacedBy } from '../fixes.ts';
import { list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { problemOfOption } from './syncOptions.ts';

/** Where an object has options for all that it deploys. */
const lists: ReadonlyMap<string, readonly string[]> = new Map([
  ['argoproj.io/Application', ['spec', 'syncPolicy', 'syncOptions']],
  ['argoproj.io/ApplicationSet', ['spec', 'template', 'spec', 'syncPolicy', 'syncOptions']],
]);

export const rule: Rule = {
  code: 'argo-sync-option',
  severity: 'warning',
  claims: 'advice',
  summary: 'An option of Argo CD is written in a way in which it is passed over.',
  source: onPage('Argo CD', 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/'),
  on: { kinds: ['*'] },
  check({ ctx: { root, gvk } }, report) {
    const tell = (node: Node, option: string): void => {
      const problem = node.filledIn ? undefined : problemOfOption(option);
      if (!problem) return;
      const { message, guess } = problem;
      const isWhole = text(node) === option;
      report(node, message, guess !== undefined && isWhole ? replacedBy(node, guess) : {});
    };
    const annotations = get(get(root, 'metadata'), 'annotations');
    const annotation = get(annotations, 'argocd.argoproj.io/sync-options');
    for (const option of text(annotation)?.split(',') ?? [])
      if (annotation && option.trim() !== '') tell(annotation, option.trim());
    const path = lists.get(kindName(gvk));
    for (const item of path ? list(at(root, path)) : []) {
      const option = text(item);
      if (option !== undefined) tell(item, option);
    }
  },
};

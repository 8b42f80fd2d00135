import { at, entries, get, type Node } from '../../yaml/node.ts';
import type { Reporter } from '../../checks/check.ts';
import type { Visit } from '../../walk/visit.ts';
import { has, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'affinity-label-key-twice',
  severity: 'error',
  claims: 'value',
  summary: 'A label key must be the same and must be another at once, or is in the selector, too.',
  source: inApiServer('core', 'ValidateMatchLabelKeysAndMismatchLabelKeys'),
  since: '1.29',
  on: { types: ['core.v1/PodAffinityTerm'] },
  check(visit, report) {
    reportSelected(visit, report);
    const { node } = visit;
    const matched = new Map<string, Node>();
    for (const key of list(get(node, 'matchLabelKeys'))) {
      const text = string(key);
      if (text !== undefined) matched.set(text, key);
    }
    for (const key of list(get(node, 'mismatchLabelKeys'))) {
      const text = string(key) ?? '';
      const first = matched.get(text);
      if (first)
        report(key, `"${text}" is in matchLabelKeys, too: remove one of the two`, {
          related: [{ span: first.span, message: 'in matchLabelKeys' }],
        });
    }
  },
};

/**
 * Keys whose values are taken from the pod, although the selector says which ones: the server puts both into one selector, where
 * the pod has such a label, and refuses that.
 */
export function reportSelected({ node, ctx }: Visit, report: Reporter): void {
  const isPod = ctx.gvk.kind === 'Pod';
  const pod = isPod ? ctx.root : at(ctx.root, ['spec', 'template']);
  const labels = at(pod, ['metadata', 'labels']);
  const selector = get(node, 'labelSelector');
  const selected = new Set([
    ...entries(get(selector, 'matchLabels')).map(({ key }) => key.source),
    ...list(get(selector, 'matchExpressions')).map((each) => string(get(each, 'key'))),
  ]);
  for (const name of ['matchLabelKeys', 'mismatchLabelKeys'])
    for (const key of list(get(node, name))) {
      const text = string(key);
      if (text !== undefined && selected.has(text) && has(labels, text))
        report(key, `the labelSelector has "${text}", too: remove one of the two`, {
          // A template is taken, and none of its pods.
          ...(!isPod && { severity: 'warning' }),
        });
    }
}

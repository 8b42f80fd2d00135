import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { at, get, text } from '../../yaml/node.ts';
import { list } from '../read.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { triggerTypes } from './kedaTriggers.ts';

export const rule: Rule = {
  code: 'keda-trigger-type',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A trigger of KEDA has a type that is a misspelt one.',
  source: onPage('KEDA', 'https://keda.sh/docs/latest/scalers/'),
  on: { kinds: ['keda.sh/ScaledObject', 'keda.sh/ScaledJob'] },
  check({ ctx: { root } }, report) {
    for (const trigger of list(at(root, ['spec', 'triggers']))) {
      const node = get(trigger, 'type');
      const type = text(node);
      if (!node || type === undefined || node.filledIn || triggerTypes.includes(type)) continue;
      // Releases bring new ones: only what looks like a slip is told.
      const guess = nearest(type, triggerTypes);
      if (guess === undefined) continue;
      report(
        node,
        `KEDA has no trigger of type ${quote(type)}: write ${guess}`,
        partReplacedBy(node.span, guess),
      );
    }
  },
};

import { quote } from '../../formats/format.ts';
import { at, get, text } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { neededByTrigger } from './kedaTriggers.ts';

export const rule: Rule = {
  code: 'keda-trigger-field',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A trigger of KEDA lacks a field without which its scaler cannot be made.',
  source: onPage('KEDA', 'https://keda.sh/docs/latest/scalers/'),
  on: { kinds: ['keda.sh/ScaledObject', 'keda.sh/ScaledJob'] },
  check({ ctx: { root } }, report) {
    for (const trigger of list(at(root, ['spec', 'triggers']))) {
      const type = text(get(trigger, 'type'));
      const metadata = get(trigger, 'metadata');
      // A TriggerAuthentication may give any of them.
      if (type === undefined || isSet(get(trigger, 'authenticationRef'))) continue;
      if (metadata && metadata.type !== 'map') continue;
      for (const needed of neededByTrigger.get(type) ?? []) {
        const names = typeof needed === 'string' ? [needed, `${needed}FromEnv`] : needed;
        if (names.some((name) => isFilled(get(metadata, name)))) continue;
        const shown = typeof needed === 'string' ? [needed] : needed;
        report(
          keyOf(trigger, metadata ? 'metadata' : 'type'),
          `a trigger of type ${quote(type)} needs ${shown.map(quote).join(' or ')}: add it under "metadata"`,
        );
        break;
      }
    }
  },
};

import { quote } from '../../formats/format.ts';
import { at, entries, get, text } from '../../yaml/node.ts';
import { isFilled, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { fieldsOfTrigger } from './kedaTriggers.ts';

export const rule: Rule = {
  code: 'keda-trigger-credential',
  severity: 'warning',
  claims: 'advice',
  summary:
    'A trigger of KEDA has a field in its metadata that is read from a TriggerAuthentication only.',
  source: onPage('KEDA', 'https://keda.sh/docs/latest/concepts/authentication/'),
  on: { kinds: ['keda.sh/ScaledObject', 'keda.sh/ScaledJob'] },
  check({ ctx: { root } }, report) {
    for (const trigger of list(at(root, ['spec', 'triggers']))) {
      const fields = fieldsOfTrigger(text(get(trigger, 'type')) ?? '');
      for (const { key, value } of fields ? entries(get(trigger, 'metadata')) : []) {
        const field = fields?.get(key.source);
        if (!field || field.from.includes('t') || field.isRefused || !isFilled(value)) continue;
        const other = field.from.includes('e') ? `, or as ${quote(`${key.source}FromEnv`)}` : '';
        report(
          key,
          `nothing reads ${quote(key.source)} here: give it by a TriggerAuthentication ("authenticationRef")${other}`,
        );
      }
    }
  },
};

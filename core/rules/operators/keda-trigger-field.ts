import { quote } from '../../formats/format.ts';
import { at, get, text, type Node } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { fieldsOfTrigger, neededByTrigger } from './kedaTriggers.ts';

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
      if (type === undefined || (metadata && metadata.type !== 'map')) continue;
      const isAuthenticated = isSet(get(trigger, 'authenticationRef'));
      const missing = missingOf(type, metadata, isAuthenticated);
      if (missing)
        report(
          keyOf(trigger, metadata ? 'metadata' : 'type'),
          `a trigger of type ${quote(type)} needs ${missing.map(quote).join(' or ')}: add it under "metadata"`,
        );
    }
  },
};

/** The first that is missing: one of these names. */
function missingOf(
  type: string,
  metadata: Node | undefined,
  isAuthenticated: boolean,
): readonly string[] | undefined {
  const has = (name: string): boolean => isFilled(get(metadata, name));
  for (const needed of neededByTrigger.get(type) ?? []) {
    const names = typeof needed === 'string' ? [needed, `${needed}FromEnv`] : needed;
    // A TriggerAuthentication may give what is not known to be of the metadata alone.
    const isOfMetadata = names
      .filter((name) => !name.endsWith('FromEnv'))
      .every((name) => fieldsOfTrigger(type)?.get(name)?.from === 't');
    if (names.some(has) || (isAuthenticated && !isOfMetadata)) continue;
    return typeof needed === 'string' ? [needed] : needed;
  }
  for (const [name, { isNeeded, from }] of fieldsOfTrigger(type) ?? []) {
    if (!isNeeded || has(name) || (isAuthenticated && from.includes('a'))) continue;
    // Credentials that are missing have a report where they are known to be (`keda-trigger-credential`).
    if (!from.includes('t') || (from.includes('e') && has(`${name}FromEnv`))) continue;
    return from.includes('e') ? [name, `${name}FromEnv`] : [name];
  }
  return undefined;
}

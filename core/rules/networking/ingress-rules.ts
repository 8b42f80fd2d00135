import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'ingress-rules',
  severity: 'error',
  claims: 'value',
  summary: 'An Ingress has rules or a default backend.',
  on: { kinds: ['networking.k8s.io/Ingress'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || isFilled(get(spec, 'rules')) || isSet(get(spec, 'defaultBackend'))) return;
    report(keyOf(ctx.root, 'spec'), 'an Ingress needs "rules" or "defaultBackend": add one');
  },
};

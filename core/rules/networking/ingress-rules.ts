import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'ingress-rules',
  severity: 'error',
  claims: 'absence',
  summary: 'An Ingress has neither rules nor a default backend.',
  source: inApiServer('networking', 'ValidateIngressSpec'),
  on: { kinds: ['networking.k8s.io/Ingress'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || isFilled(get(spec, 'rules')) || isSet(get(spec, 'defaultBackend'))) return;
    report(keyOf(ctx.root, 'spec'), 'an Ingress needs "rules" or "defaultBackend": add one');
  },
};

import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'ingress-class-twice',
  severity: 'error',
  claims: 'value',
  summary: 'The annotation and the field of an Ingress name different classes.',
  source: inApiServer('networking', 'ValidateIngressCreate'),
  on: { kinds: ['networking.k8s.io/Ingress'] },
  check({ ctx }, report) {
    const name = string(at(ctx.root, ['spec', 'ingressClassName']));
    const old = at(ctx.root, ['metadata', 'annotations', 'kubernetes.io/ingress.class']);
    if (old && name && string(old) !== name)
      report(
        old,
        `the annotation says "${string(old) ?? ''}", ingressClassName "${name}": remove the annotation`,
      );
  },
};

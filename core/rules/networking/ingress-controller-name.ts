import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'ingress-controller-name',
  severity: 'error',
  claims: 'value',
  summary: 'The name of an ingress controller has no domain.',
  source: inApiServer('networking', 'validateIngressClassSpec'),
  on: { kinds: ['networking.k8s.io/IngressClass'] },
  check({ ctx }, report) {
    const controller = at(ctx.root, ['spec', 'controller']);
    const text = string(controller);
    if (controller && text && !/^[a-z0-9.-]+\/.+$/.test(text))
      report(controller, `"${text}" has no domain: write e.g. k8s.io/ingress-nginx`);
  },
};

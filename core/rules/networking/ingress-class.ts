import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';

const CLASS = 'kubernetes.io/ingress.class';

export const rule: Rule = {
  code: 'ingress-class',
  severity: 'error',
  claims: 'value',
  summary:
    'The class of an Ingress is a field; the old annotation beside it must say the same. A controller has a domain in its name.',
  on: { kinds: ['networking.k8s.io/Ingress', 'networking.k8s.io/IngressClass'] },
  check({ ctx }, report) {
    const name = string(at(ctx.root, ['spec', 'ingressClassName']));
    const old = at(ctx.root, ['metadata', 'annotations', CLASS]);
    if (old && name && string(old) !== name) {
      report(
        old,
        `the annotation says "${string(old) ?? ''}", ingressClassName "${name}": remove the annotation`,
      );
    }
    const controller = at(ctx.root, ['spec', 'controller']);
    const text = string(controller);
    if (controller && text && !/^[a-z0-9.-]+\/.+$/.test(text)) {
      report(controller, `"${text}" has no domain: write e.g. k8s.io/ingress-nginx`);
    }
  },
};

import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'admission-policy-checks',
  severity: 'error',
  claims: 'absence',
  summary: 'An admission policy checks nothing.',
  source: inApiServer('admissionregistration', 'validateValidatingAdmissionPolicySpec'),
  since: '1.30',
  on: { kinds: ['admissionregistration.k8s.io/ValidatingAdmissionPolicy'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (spec && !['validations', 'auditAnnotations'].some((key) => isFilled(get(spec, key))))
      report(keyOf(ctx.root, 'spec'), 'the policy checks nothing: add "validations"');
  },
};

import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'admission-policy',
  severity: 'error',
  claims: 'value',
  summary: 'An admission policy says which resources it is for and what it checks.',
  on: {
    kinds: [
      'admissionregistration.k8s.io/MutatingAdmissionPolicy',
      'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    ],
  },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec) return;
    const match = get(spec, 'matchConstraints');
    if (isSet(match) && !isFilled(get(match, 'resourceRules')))
      report(
        keyOf(spec, 'matchConstraints'),
        'the policy is for no resource: add "resourceRules" with at least one',
      );
    const checks = ['validations', 'auditAnnotations'].some((key) => isFilled(get(spec, key)));
    if (ctx.gvk.kind === 'ValidatingAdmissionPolicy' && !checks)
      report(keyOf(ctx.root, 'spec'), 'the policy checks nothing: add "validations"');
  },
};

import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'admission-policy-resources',
  severity: 'error',
  claims: 'absence',
  summary: 'An admission policy is for no resource.',
  source: inApiServer('admissionregistration', 'validateMatchResources'),
  since: '1.30',
  on: {
    kinds: [
      'admissionregistration.k8s.io/MutatingAdmissionPolicy',
      'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    ],
  },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const match = get(spec, 'matchConstraints');
    if (spec && isSet(match) && !isFilled(get(match, 'resourceRules')))
      report(
        keyOf(spec, 'matchConstraints'),
        'the policy is for no resource: add "resourceRules" with at least one',
      );
  },
};

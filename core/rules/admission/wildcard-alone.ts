import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { own } from '../../../shared/own.ts';
import { inApiServer } from '../sources.ts';

/** Lists in which `*` stands for everything, so that nothing else stands beside it. */
const WILDCARD_LISTS: Record<string, readonly string[]> = {
  'admissionregistration.v1/NamedRuleWithOperations': ['apiGroups', 'apiVersions', 'operations'],
  'admissionregistration.v1/RuleWithOperations': ['apiGroups', 'apiVersions', 'operations'],
  'flowcontrol.v1/NonResourcePolicyRule': ['nonResourceURLs', 'verbs'],
  'flowcontrol.v1/ResourcePolicyRule': ['apiGroups', 'namespaces', 'resources', 'verbs'],
};

export const rule: Rule = {
  code: 'wildcard-alone',
  severity: 'error',
  claims: 'value',
  summary: 'Something stands beside "*", which means everything already.',
  source: inApiServer('admissionregistration', 'validateRule'),
  on: { types: Object.keys(WILDCARD_LISTS) },
  check({ node, type = '' }, report) {
    const check = (key: string, all: string): void => {
      const values = list(get(node, key));
      const star = values.find((value) => string(value) === all);
      if (star && values.length > 1)
        report(star, `"${all}" is everything: remove the others, or "${all}"`);
    };
    for (const key of own(WILDCARD_LISTS, type) ?? []) check(key, '*');
    if (type.startsWith('admissionregistration')) check('resources', '*/*');
  },
};

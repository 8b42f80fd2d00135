/** Policies of Kyverno: what its webhook refuses. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { filled, keysSet, set } from '../conditions.ts';
import { factsOf, type Fact } from '../fact.ts';

const each = 'spec.rules[]';
const actions = ['validate', 'mutate', 'generate', 'verifyImages'];
const checks = ['pattern', 'anyPattern', 'deny', 'foreach', 'podSecurity', 'cel'];

const filters: readonly Fact[] = ['match', 'exclude'].flatMap((part) => [
  {
    code: `kyverno-${part}-any-all`,
    each,
    when: { [`${part}.all`]: filled, [`${part}.any`]: filled },
    says: '"any" and "all" exclude each other: keep one',
  },
  {
    code: `kyverno-${part}-names`,
    each: `${each}.${part}.any[].resources`,
    when: { name: filled, names: filled },
    says: '"name" and "names" exclude each other: keep "names"',
  },
]);

export const kyvernoPolicies: readonly Rule[] = factsOf(
  {
    on: { kinds: ['kyverno.io/ClusterPolicy', 'kyverno.io/Policy'] },
    by: 'webhook',
    source: onPage('Kyverno', 'https://kyverno.io/docs/policy-types/cluster-policy/'),
  },
  [
    {
      code: 'kyverno-rule-action',
      each,
      when: { name: set, '': keysSet(actions, 0, 0) },
      says: 'a rule does something: add "validate", "mutate", "generate" or "verifyImages"',
    },
    {
      code: 'kyverno-rule-actions',
      each,
      when: { name: set, '': keysSet(actions, 2) },
      says: 'a rule does one of "validate", "mutate", "generate" and "verifyImages": make a rule of each',
    },
    {
      code: 'kyverno-validate-nothing',
      each: `${each}.validate`,
      when: { '': keysSet([...checks, 'manifests', 'assert'], 0, 0) },
      says: 'nothing says what is right: add "pattern", "anyPattern", "deny", "foreach", "podSecurity" or "cel"',
    },
    {
      code: 'kyverno-validate-several',
      each: `${each}.validate`,
      when: { '': keysSet(checks, 2) },
      says: 'a rule checks in one way: keep one of "pattern", "anyPattern", "deny", "foreach", "podSecurity" and "cel"',
    },
    ...filters,
  ],
);

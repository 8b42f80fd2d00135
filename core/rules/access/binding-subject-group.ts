import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { bindings } from './bindings.ts';

export const rule: Rule = {
  code: 'binding-subject-group',
  severity: 'error',
  claims: 'value',
  summary: 'A user or group in a binding has another API group than theirs.',
  source: inApiServer('rbac', 'ValidateRoleBindingSubject'),
  on: { kinds: bindings },
  check({ ctx }, report) {
    for (const subject of list(get(ctx.root, 'subjects'))) {
      const group = get(subject, 'apiGroup');
      const text = string(group);
      if (string(get(subject, 'kind')) === 'ServiceAccount' || !group || !text) continue;
      if (text !== 'rbac.authorization.k8s.io')
        report(
          group,
          `"${text}" is not the group of users and groups: write rbac.authorization.k8s.io, or remove it`,
        );
    }
  },
};

import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'deprecated-version',
  severity: 'warning',
  claims: 'advice',
  summary: 'The project of a kind says that this version of it is deprecated.',
  source: onPage(
    'the API server',
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-deprecation',
  ),
  on: { kinds: ['*'] },
  check({ ctx, schema }, report) {
    const { root, gvk } = ctx;
    if (schema?.deprecated !== true || ctx.schema?.entry?.isKubernetes) return;
    const version = get(root, 'apiVersion');
    report(
      version ?? root,
      `${gvk.group}/${gvk.version} of ${gvk.kind} is deprecated: write a newer version, after a look at what it changes`,
    );
  },
};

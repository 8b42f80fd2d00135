import { entry, get } from '../../yaml/node.ts';
import { isFilled } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

/** Fields that only a server writes: they come with text copied from a cluster. */
export const rule: Rule = {
  code: 'copied-from-cluster',
  severity: 'warning',
  claims: 'advice',
  summary:
    'A field that only the server writes ties the manifest to one object, or makes an apply fail.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions',
  ),
  on: { kinds: ['*'] },
  check({ ctx }, report) {
    const metadata = get(ctx.root, 'metadata');
    for (const key of ['resourceVersion', 'uid', 'deletionTimestamp', 'managedFields']) {
      const found = entry(metadata, key);
      const why =
        key === 'managedFields'
          ? 'makes each server-side apply fail'
          : 'ties the manifest to one object';
      if (found && isFilled(found.value))
        report(found.key, `"${key}" is written by the server and ${why}: remove it`);
    }
  },
};

import { isDatabaseImage, isDataPath } from '../../storage/databases.ts';
import { at, get } from '../../yaml/node.ts';
import { containersOf } from '../containers/podSpec.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'claims-retention-delete',
  severity: 'warning',
  claims: 'advice',
  summary: 'The claims of a database are deleted with its StatefulSet, or when it runs fewer pods.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  ),
  on: { kinds: ['apps/StatefulSet'] },
  check({ ctx }, report) {
    const policy = at(ctx.root, ['spec', 'persistentVolumeClaimRetentionPolicy']);
    const spec = at(ctx.root, ['spec', 'template', 'spec']);
    if (!policy || !spec) return;
    const isDatabase = containersOf(spec).some(
      (container) =>
        isDatabaseImage(string(get(container, 'image')) ?? '') ||
        list(get(container, 'volumeMounts')).some((mount) =>
          isDataPath(string(get(mount, 'mountPath')) ?? ''),
        ),
    );
    if (!isDatabase) return;
    for (const [key, when] of [
      ['whenDeleted', 'when the StatefulSet is deleted'],
      ['whenScaled', 'when it runs fewer pods'],
    ] as const) {
      const value = get(policy, key);
      if (value && string(value) === 'Delete')
        report(
          value,
          `the claims of a database, and the data in them, are deleted ${when}: write Retain`,
          {
            fix: { title: 'Replace with Retain', edits: [[value.span, 'Retain']] },
          },
        );
    }
  },
};

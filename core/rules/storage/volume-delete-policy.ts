import { namesData } from '../../storage/databases.ts';
import { at, entries, get } from '../../yaml/node.ts';
import { isSet, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'volume-delete-policy',
  severity: 'warning',
  claims: 'advice',
  summary: 'A volume of hand-written data is deleted with its claim, or cannot be.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
  ),
  on: { kinds: ['PersistentVolume'] },
  check({ ctx }, report) {
    const policy = at(ctx.root, ['spec', 'persistentVolumeReclaimPolicy']);
    const name = string(at(ctx.root, ['metadata', 'name'])) ?? '';
    const provisioned = at(ctx.root, [
      'metadata',
      'annotations',
      'pv.kubernetes.io/provisioned-by',
    ]);
    if (!policy || string(policy) !== 'Delete' || isSet(provisioned) || !namesData(name)) return;
    const fix = { title: 'Replace with Retain', edits: [[policy.span, 'Retain']] } as const;
    const source = entries(get(ctx.root, 'spec')).find(({ key }) => undeletable.has(key.source));
    if (source)
      report(
        policy,
        `nobody deletes a volume of ${source.key.source}: once its claim is gone the volume is Failed; write Retain`,
        { fix },
      );
    else report(policy, `with its claim the data of "${name}" is deleted: write Retain`, { fix });
  },
};

/** Sources that Kubernetes cannot delete. */
const undeletable: ReadonlySet<string> = new Set(['nfs', 'local', 'iscsi', 'fc', 'cephfs']);

import { backendOf } from '../../storage/backends.ts';
import { at, entries } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'class-fstype-older',
  severity: 'information',
  claims: 'advice',
  summary: 'A class of a CSI driver names its file system in the older parameter.',
  source: onPage(
    'the provisioner of CSI drivers',
    'https://kubernetes-csi.github.io/docs/external-provisioner.html',
  ),
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    if (!backendOf(string(at(ctx.root, ['provisioner'])) ?? '')?.hasOlderFsType) return;
    for (const { key } of entries(at(ctx.root, ['parameters'])))
      if (key.source.toLowerCase() === 'fstype')
        report(key, `"${key.source}" is the older name: write csi.storage.k8s.io/fstype`, {
          fix: {
            title: 'Replace with csi.storage.k8s.io/fstype',
            edits: [[key.span, 'csi.storage.k8s.io/fstype']],
          },
        });
  },
};

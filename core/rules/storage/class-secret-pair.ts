import { entries, entry, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'class-secret-pair',
  severity: 'warning',
  claims: 'advice',
  summary: 'A class names a Secret for its driver without the namespace of it, or the reverse.',
  source: onPage(
    'the provisioner of CSI drivers',
    'https://kubernetes-csi.github.io/docs/secrets-and-credentials-storage-class.html',
  ),
  on: { kinds: ['storage.k8s.io/StorageClass', 'snapshot.storage.k8s.io/VolumeSnapshotClass'] },
  check({ ctx }, report) {
    const parameters = get(ctx.root, 'parameters');
    for (const { key } of entries(parameters)) {
      const [, step, part] =
        /^csi\.storage\.k8s\.io\/([a-z-]+-secret)-(name|namespace)$/.exec(key.source) ?? [];
      if (step === undefined) continue;
      const other = `csi.storage.k8s.io/${step}-${part === 'name' ? 'namespace' : 'name'}`;
      if (!entry(parameters, other))
        report(key, `"${other}" is missing beside it: without both no volume is made`);
    }
  },
};

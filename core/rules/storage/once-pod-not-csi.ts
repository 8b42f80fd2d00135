import { at, get } from '../../yaml/node.ts';
import { isSet, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'once-pod-not-csi',
  severity: 'warning',
  claims: 'advice',
  summary: 'A volume that is not of CSI is to be used by one pod only, which nobody sees to.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  ),
  on: { kinds: ['PersistentVolume'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (isSet(get(spec, 'csi'))) return;
    for (const mode of list(at(spec, ['accessModes'])))
      if (string(mode) === 'ReadWriteOncePod')
        report(mode, 'only CSI volumes can be ReadWriteOncePod: write ReadWriteOnce', {
          fix: { title: 'Replace with ReadWriteOnce', edits: [[mode.span, 'ReadWriteOnce']] },
        });
  },
};

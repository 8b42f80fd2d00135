import { isDataPath } from '../../storage/databases.ts';
import { entry, type Span } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'empty-dir-for-data',
  severity: 'warning',
  claims: 'advice',
  summary: 'A database keeps its data in a directory that goes with the pod.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node, ctx }, report) {
    if (!keepsData.has(ctx.gvk.kind)) return;
    for (const volume of volumesOf(node)) {
      const source = entry(volume.node, 'emptyDir');
      const mount = volume.mounts.find(
        ({ path }) => isDataPath(path) || (ctx.gvk.kind === 'StatefulSet' && path === '/data'),
      );
      if (!source || !mount) continue;
      const place: Span = source.key.span;
      report(
        place,
        `data in ${mount.path} is gone with the pod: use ${ctx.gvk.kind === 'StatefulSet' ? 'volumeClaimTemplates' : 'a PersistentVolumeClaim'} instead of emptyDir`,
      );
    }
  },
};

/** Kinds that run databases; a Pod or a Job may keep something for a while. */
const keepsData: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

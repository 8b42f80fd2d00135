import { entry, get } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'sub-path-not-updated',
  severity: 'information',
  claims: 'advice',
  summary:
    'A file of a ConfigMap or Secret is mounted by subPath, so that the container never sees a change.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#configmap'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node, ctx }, report) {
    // What runs once reads it once.
    if (ctx.gvk.kind === 'Job' || ctx.gvk.kind === 'CronJob') return;
    for (const { node: volume, mounts } of volumesOf(node)) {
      const kind = isSet(get(volume, 'configMap'))
        ? 'ConfigMap'
        : isSet(get(volume, 'secret'))
          ? 'Secret'
          : '';
      if (kind === '') continue;
      for (const { node: mount } of mounts) {
        const subPath = entry(mount, 'subPath') ?? entry(mount, 'subPathExpr');
        if (subPath && isSet(subPath.value))
          report(
            subPath.key,
            `with ${subPath.key.source} the container keeps the file as it was when it started: mount the directory to see changes of the ${kind}`,
          );
      }
    }
  },
};

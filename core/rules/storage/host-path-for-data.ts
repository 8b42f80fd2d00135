import { at, entry, get, type Node } from '../../yaml/node.ts';
import { boolean, isSet, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf, type PodVolume } from './podVolumes.ts';
import { runsAnywhere } from './runsAnywhere.ts';

export const rule: Rule = {
  code: 'host-path-for-data',
  severity: 'warning',
  claims: 'advice',
  summary: 'A workload writes to a directory of whatever node it runs on.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node, ctx }, report) {
    if (!['Deployment', 'StatefulSet', 'ReplicaSet'].includes(ctx.gvk.kind)) return;
    for (const volume of volumesOf(node)) {
      const source = entry(volume.node, 'hostPath');
      if (!source || !isWrittenDirectory(volume, source.value)) continue;
      const path = string(get(source.value, 'path')) ?? '';
      if (runsAnywhere(node))
        report(
          source.key,
          `what is written to ${path} stays on the node, and the next pod may run on another one: use a claim`,
        );
      else
        report(
          source.key,
          `what is written to ${path} stays on the node, and is gone with it: use a claim`,
          {
            severity: 'information',
          },
        );
    }
  },
};

function isWrittenDirectory({ mounts }: PodVolume, source: Node): boolean {
  const type = string(get(source, 'type'));
  const path = string(get(source, 'path')) ?? '';
  return (
    (type === undefined || type.startsWith('Directory')) &&
    path.startsWith('/') &&
    !ofTheSystem.test(path) &&
    mounts.some(
      ({ node }) => isSet(at(node, ['mountPath'])) && boolean(get(node, 'readOnly')) !== true,
    )
  );
}

/** What programs look at that watch a node. */
const ofTheSystem =
  /^\/($|(proc|sys|dev|run|etc|boot|lib|lib64|usr|root|home)(\/|$)|var\/(run|log|lib\/(kubelet|docker|containerd))(\/|$)|opt\/cni)/;

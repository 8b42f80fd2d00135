import { at, get, type Node } from '../../yaml/node.ts';
import { containersOf } from '../containers/podSpec.ts';
import { boolean, isSet, list, number, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { mountsOf, type VolumeMount } from './podVolumes.ts';

export const rule: Rule = {
  code: 'fs-group-missing',
  severity: 'information',
  claims: 'advice',
  summary: 'A container that is not root writes to a claim, whose files belong to root at first.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ),
  on: { types: ['core.v1/PodSpec'] },
  check(visit, report) {
    const { node, ctx } = visit;
    if (isSet(at(node, ['securityContext', 'fsGroup'])) || changesOwner(node)) return;
    const mounts = mountsOf(node);
    const claims = [
      ...list(get(node, 'volumes')).filter((volume) => isClaim(volume)),
      ...list(at(ctx.root, ['spec', 'volumeClaimTemplates'])).flatMap(
        (each) => get(each, 'metadata') ?? [],
      ),
    ].flatMap((each) => string(get(each, 'name')) ?? []);
    for (const name of claims) {
      const mount = mounts.get(name)?.find((each) => isWrittenByOther(each, node));
      if (!mount) continue;
      report(
        get(mount.node, 'mountPath') ?? placeOfVisit(visit),
        `a new volume belongs to root, so the user of this container cannot write to ${mount.path}: set securityContext.fsGroup of the pod`,
      );
      return;
    }
  },
};

function isClaim(volume: Node): boolean {
  const claim = get(volume, 'persistentVolumeClaim');
  return (
    (isSet(claim) && boolean(get(claim, 'readOnly')) !== true) || isSet(get(volume, 'ephemeral'))
  );
}

function isWrittenByOther({ container, node }: VolumeMount, spec: Node): boolean {
  const [user] = [get(container, 'securityContext'), get(spec, 'securityContext')].flatMap(
    (context) => number(get(context, 'runAsUser')) ?? [],
  );
  return user !== undefined && user !== 0 && boolean(get(node, 'readOnly')) !== true;
}

/** A container that runs before the others gives the files to their user. */
function changesOwner(spec: Node): boolean {
  return containersOf(spec).some((container) =>
    ['command', 'args'].some((key) =>
      list(get(container, key)).some((word) => /\bch(own|mod|grp)\b/.test(string(word) ?? '')),
    ),
  );
}

import { at, get, type Node } from '../../yaml/node.ts';
import { boolean, isSet, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'secret-mode-without-group',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Files of a Secret or ConfigMap can be read by root alone, and the container runs as another user.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#secret'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    if (isSet(at(node, ['securityContext', 'fsGroup']))) return;
    for (const { name, node: volume, mounts } of volumesOf(node)) {
      const mode = ['secret', 'configMap', 'projected']
        .map((key) => at(volume, [key, 'defaultMode']))
        .find(isSet);
      const bits = number(mode);
      if (!mode || bits === undefined || (bits & 0o044) !== 0) continue;
      if (mounts.some(({ container }) => isOtherUser(container, node)))
        report(
          mode,
          `the files of volume "${name}" belong to root, who alone may read them with this mode, and the container runs as another user: set securityContext.fsGroup of the pod`,
        );
    }
  },
};

/** Surely not root. */
function isOtherUser(container: Node, spec: Node): boolean {
  const contexts = [get(container, 'securityContext'), get(spec, 'securityContext')];
  const [user] = contexts.flatMap((context) => number(get(context, 'runAsUser')) ?? []);
  const [isNonRoot] = contexts.flatMap((context) => boolean(get(context, 'runAsNonRoot')) ?? []);
  return user === undefined ? isNonRoot === true : user !== 0;
}

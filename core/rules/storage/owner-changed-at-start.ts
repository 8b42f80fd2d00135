import { get, type Node } from '../../yaml/node.ts';
import { isSet, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'owner-changed-at-start',
  severity: 'information',
  claims: 'advice',
  summary: 'An init container gives all files of a claim to a user, again at every start.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods',
  ),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const initial = new Set(list(get(node, 'initContainers')));
    for (const { node: volume, mounts } of volumesOf(node)) {
      if (!isSet(get(volume, 'persistentVolumeClaim'))) continue;
      for (const { container, path } of mounts) {
        const word = initial.has(container) ? changing(container, path) : undefined;
        if (word)
          report(
            word,
            `this goes through all files of ${path} at every start, which takes long on a large volume: set fsGroup and fsGroupChangePolicy: OnRootMismatch`,
          );
      }
    }
  },
};

/** The word of a command that changes the owner of everything below a path. */
function changing(container: Node, path: string): Node | undefined {
  const words = ['command', 'args'].flatMap((key) => list(get(container, key)));
  const all = words.map((word) => string(word) ?? '').join(' ');
  if (!/\bchown\b/.test(all) || !/\s(-[a-zA-Z]*R|--recursive)\b/.test(all) || !all.includes(path))
    return undefined;
  return words.find((word) => (string(word) ?? '').includes('chown'));
}

import { get, type Node } from '../../yaml/node.ts';
import { isSet, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'config-volume-written',
  severity: 'warning',
  claims: 'advice',
  summary: 'A command writes into a directory of a ConfigMap or Secret, which is always read-only.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#configmap'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const { node: volume, mounts } of volumesOf(node)) {
      const isConfig = ['configMap', 'secret'].some((key) => isSet(get(volume, key)));
      if (!isConfig) continue;
      for (const { container, path } of mounts) {
        const word = wordsOf(container).find((each) => writesTo(string(each) ?? '', path));
        if (word)
          report(
            word,
            `${path} is read-only, as it comes from a ConfigMap or Secret: copy what is there to an emptyDir and write to that`,
          );
      }
    }
  },
};

function wordsOf(container: Node): readonly Node[] {
  return ['command', 'args'].flatMap((key) => list(get(container, key)));
}

/** `> /etc/app/x` of a shell. */
function writesTo(command: string, path: string): boolean {
  if (path.length < 2) return false;
  const folder = path.endsWith('/') ? path : `${path}/`;
  return command.includes(`> ${folder}`) || command.includes(`>${folder}`);
}

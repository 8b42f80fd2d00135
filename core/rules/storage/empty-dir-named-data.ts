import { isDataPath } from '../../storage/databases.ts';
import { entry, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'empty-dir-named-data',
  severity: 'information',
  claims: 'advice',
  summary: 'A volume is called after data, and goes with the pod.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node, ctx }, report) {
    if (!['Deployment', 'StatefulSet', 'ReplicaSet'].includes(ctx.gvk.kind)) return;
    for (const { name, node: volume, mounts } of volumesOf(node)) {
      const source = entry(volume, 'emptyDir');
      if (!source || !isCalledData(name) || string(get(source.value, 'medium')) === 'Memory')
        continue;
      if (mounts.some(({ path }) => isDataPath(path))) continue;
      report(
        source.key,
        `volume "${name}" is an empty directory, which is gone with the pod: use a PersistentVolumeClaim if its files are to stay`,
      );
    }
  },
};

function isCalledData(name: string): boolean {
  return /^(data|db|database|storage|state)$|-(data|db|storage|state)$/.test(name);
}

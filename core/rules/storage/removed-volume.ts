import { entries } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

const driver = 'use the CSI driver of the storage';

/** Sources of volumes to what became of them, and what to do. */
const gone: ReadonlyMap<string, string> = new Map([
  ['cephfs', `is not functional since Kubernetes 1.31: ${driver}`],
  ['flocker', `is not functional since Kubernetes 1.25: ${driver}`],
  [
    'gitRepo',
    'is deprecated, and off unless a cluster turns it on: clone the repository in an init container',
  ],
  ['glusterfs', `is not functional since Kubernetes 1.26: ${driver}`],
  ['photonPersistentDisk', `is not functional since Kubernetes 1.16: ${driver}`],
  ['quobyte', `is not functional since Kubernetes 1.25: ${driver}`],
  ['rbd', `is not functional since Kubernetes 1.31: ${driver}`],
  ['scaleIO', `is not functional since Kubernetes 1.22: ${driver}`],
  ['storageos', `is not functional since Kubernetes 1.25: ${driver}`],
]);

export const rule: Rule = {
  code: 'removed-volume',
  severity: 'warning',
  claims: 'advice',
  summary: 'A volume has a source that Kubernetes does not mount any more.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/Volume', 'core.v1/PersistentVolumeSpec'] },
  check({ node }, report) {
    for (const { key, value } of entries(node)) {
      const fate = isSet(value) ? gone.get(key.source) : undefined;
      if (fate !== undefined) report(key, `"${key.source}" ${fate}`);
    }
  },
};

/** Objects that every cluster has, or that come with it. */
import type { Reference } from '../facts.ts';

export function isAlwaysThere({ kind, name: { text } }: Reference): boolean {
  return always.get(kind)?.(text) ?? false;
}

/** Classes that those who sell or pack clusters put there. */
const classesOfClusters: ReadonlySet<string> = new Set([
  ...['standard', 'default', 'gp2', 'gp3', 'premium-rwo', 'standard-rwo', 'standard-rwx'],
  ...['managed', 'managed-csi', 'managed-premium', 'azurefile', 'azurefile-csi', 'local-path'],
  ...['longhorn', 'hostpath', 'microk8s-hostpath', 'do-block-storage'],
]);

const always: ReadonlyMap<string, (name: string) => boolean> = new Map([
  ['Namespace', (name: string) => name === 'default' || name.startsWith('kube-')],
  ['ServiceAccount', (name: string) => name === 'default'],
  ['AppProject', (name: string) => name === 'default'],
  [
    'ClusterRole',
    (name: string) => ['admin', 'cluster-admin', 'edit', 'view'].includes(name) || isSystem(name),
  ],
  ['Role', isSystem],
  ['PriorityClass', (name: string) => name.startsWith('system-')],
  ['ConfigMap', (name: string) => name === 'kube-root-ca.crt'],
  ['Service', (name: string) => name === 'kubernetes'],
  ['Node', () => true],
  ['StorageClass', (name: string) => classesOfClusters.has(name)],
]);

function isSystem(name: string): boolean {
  return name.startsWith('system:');
}

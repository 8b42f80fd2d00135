/** Objects that every cluster has. */
import type { Reference } from '../facts.ts';

export function isAlwaysThere({ kind, name: { text } }: Reference): boolean {
  return always.get(kind)?.(text) ?? false;
}

const always: ReadonlyMap<string, (name: string) => boolean> = new Map([
  ['Namespace', (name: string) => name === 'default' || name.startsWith('kube-')],
  ['ServiceAccount', (name: string) => name === 'default'],
  [
    'ClusterRole',
    (name: string) => ['admin', 'cluster-admin', 'edit', 'view'].includes(name) || isSystem(name),
  ],
  ['Role', isSystem],
  ['PriorityClass', (name: string) => name.startsWith('system-')],
  ['ConfigMap', (name: string) => name === 'kube-root-ca.crt'],
  ['Service', (name: string) => name === 'kubernetes'],
  ['Node', () => true],
]);

function isSystem(name: string): boolean {
  return name.startsWith('system:');
}

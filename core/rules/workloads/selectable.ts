/** Label selectors: their grammar, and whether a workload selects the pods that it makes. */

export const WORKLOADS = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
];

/** The order in which kinds are installed, as Helm has it: what others need comes first. */
import { groupOf } from '../../shared/gvk.ts';

const KINDS = [
  'PriorityClass',
  'RuntimeClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

/** Once they are there, they have a say in all that comes after them. */
const LAST = [
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

/** Lower goes first. Kinds of custom resources come behind all that Kubernetes itself has, but for what guards the cluster. */
export function installRank(apiVersion: string | undefined, kind: string | undefined): number {
  const group = groupOf(apiVersion ?? '');
  const isOwn = !group.includes('.') || group.endsWith('.k8s.io');
  const place = isOwn ? KINDS.indexOf(kind ?? '') : -1;
  if (place >= 0) return place;
  const last = isOwn ? LAST.indexOf(kind ?? '') : -1;
  return KINDS.length + 1 + last;
}

/**
 * Fields that the API server lets nobody change once the object is made. What stands here is held against the real server
 * (`test/cluster/changes.test.ts`): each change is refused at its field, each twin is taken.
 */
import { isFilled } from '../rules/read.ts';
import { at, get, isTrue, text, type Node } from '../yaml/node.ts';
import type { Comparing } from './differences.ts';

export interface FixedField extends Omit<Comparing, 'isLive'> {
  /** From the root of the object, with dots. */
  readonly path: string;
  /**
   * What a server makes of the field where nobody sets it. Absent: nothing, so that setting it is a change. `unknown`: it
   * depends on what is in the cluster, so that only two values that are written can be compared.
   */
  readonly unset?: { readonly is: unknown } | 'unknown';
}

export interface FixedFields {
  /** `KIND` of the core group, `GROUP/KIND` of others. */
  readonly kinds: readonly string[];
  readonly fields: readonly FixedField[];
  /** Whether they cannot be changed, by the object as it was; absent: they never can. */
  readonly where?: (before: Node) => boolean;
  /** What to do, behind a semicolon. */
  readonly instead: string;
}

const unknown = (...paths: readonly string[]): FixedField[] =>
  paths.map((path) => ({ path, unset: 'unknown' }));
const plain = (...paths: readonly string[]): FixedField[] => paths.map((path) => ({ path }));
const filled = (...paths: readonly string[]): FixedField[] =>
  paths.map((path) => ({ path, hasDefaults: true }));
const usually = (path: string, is: unknown): FixedField => ({ path, unset: { is } });

/** Where the data of a volume are. */
const volumeSources = [
  ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'csi', 'fc'],
  ...['flexVolume', 'gcePersistentDisk', 'glusterfs', 'hostPath', 'iscsi', 'local', 'nfs'],
  ...['portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
].map((source) => `spec.${source}`);

export const fixedFields: readonly FixedFields[] = [
  {
    kinds: ['PersistentVolumeClaim'],
    fields: [
      ...plain('spec.accessModes', 'spec.selector'),
      usually('spec.volumeMode', 'Filesystem'),
      ...unknown(
        'spec.storageClassName',
        'spec.volumeName',
        'spec.dataSource',
        'spec.dataSourceRef',
      ),
    ],
    instead: 'make a claim of another name, copy the data and let the pods use it',
  },
  {
    kinds: ['PersistentVolume'],
    fields: [
      usually('spec.volumeMode', 'Filesystem'),
      ...filled(...volumeSources),
      ...unknown('spec.nodeAffinity'),
    ],
    instead: 'make a volume of another name; the data stay where they are',
  },
  {
    kinds: ['storage.k8s.io/StorageClass'],
    fields: [
      ...plain('provisioner', 'parameters'),
      usually('reclaimPolicy', 'Delete'),
      usually('volumeBindingMode', 'Immediate'),
    ],
    instead:
      'give the class another name, or delete it and make it anew: claims that are bound keep their volumes',
  },
  {
    kinds: ['storage.k8s.io/VolumeAttributesClass'],
    fields: plain('driverName', 'parameters'),
    instead: 'make a class of another name, and let the claims name that one',
  },
  {
    kinds: ['apps/StatefulSet'],
    fields: [
      ...plain('spec.serviceName', 'spec.selector'),
      ...filled('spec.volumeClaimTemplates'),
      usually('spec.podManagementPolicy', 'OrderedReady'),
    ],
    instead: 'delete the set with --cascade=orphan and apply it again: its pods and claims stay',
  },
  {
    kinds: ['apps/Deployment', 'apps/DaemonSet', 'apps/ReplicaSet'],
    fields: plain('spec.selector'),
    instead: 'delete it and apply it again, or give it another name',
  },
  {
    kinds: ['batch/Job'],
    fields: [
      ...filled('spec.template', 'spec.podFailurePolicy', 'spec.successPolicy'),
      ...plain('spec.backoffLimitPerIndex'),
      ...unknown('spec.selector'),
      usually('spec.completionMode', 'NonIndexed'),
    ],
    // A job that waits may still get other places to run at.
    where: (before) => !isTrue(get(get(before, 'spec'), 'suspend')),
    instead: 'delete the job and apply it again, or give it another name',
  },
  {
    kinds: ['batch/Job'],
    fields: unknown('spec.completions'),
    // An indexed job may grow and shrink, together with its parallelism.
    where: (before) => text(at(before, ['spec', 'completionMode'])) !== 'Indexed',
    instead: 'delete the job and apply it again, or give it another name',
  },
  {
    kinds: ['Pod'],
    fields: [
      // The server adds volumes of its own, and what is written nowhere it fills in.
      ...['spec.containers', 'spec.initContainers'].map((path) => ({
        path,
        hasDefaults: true,
        mayChange: ['image'],
      })),
      ...filled('spec.volumes', 'spec.affinity', 'spec.securityContext'),
      ...plain('spec.nodeSelector', 'spec.hostname', 'spec.subdomain', 'spec.imagePullSecrets'),
      ...unknown(
        'spec.nodeName',
        'spec.priorityClassName',
        'spec.runtimeClassName',
        'spec.serviceAccountName',
        'spec.terminationGracePeriodSeconds',
      ),
      usually('spec.dnsPolicy', 'ClusterFirst'),
      usually('spec.hostIPC', false),
      usually('spec.hostNetwork', false),
      usually('spec.hostPID', false),
      usually('spec.restartPolicy', 'Always'),
    ],
    // Of a pod that waits at a gate more may be changed.
    where: (before) => !isFilled(at(before, ['spec', 'schedulingGates'])),
    instead: 'delete the pod and apply it again, or let a Deployment make such pods',
  },
  {
    kinds: ['discovery.k8s.io/EndpointSlice'],
    fields: plain('addressType'),
    instead: 'make a slice of another name',
  },
  {
    kinds: ['ResourceQuota'],
    fields: plain('spec.scopes'),
    instead: 'make a quota of another name',
  },
  {
    kinds: ['Service'],
    fields: unknown('spec.clusterIP', 'spec.loadBalancerClass'),
    instead: 'delete the service and apply it again',
  },
  {
    kinds: ['ConfigMap'],
    fields: [...plain('data', 'binaryData'), usually('immutable', false)],
    where: (before) => isTrue(get(before, 'immutable')),
    instead: 'make a ConfigMap of another name and let the pods use it',
  },
  {
    kinds: ['Secret'],
    fields: [...plain('data'), usually('immutable', false)],
    where: (before) => isTrue(get(before, 'immutable')),
    instead: 'make a Secret of another name and let the pods use it',
  },
  {
    kinds: ['Secret'],
    fields: [usually('type', 'Opaque')],
    instead: 'delete the Secret and apply it again, or give it another name',
  },
  {
    kinds: [
      'rbac.authorization.k8s.io/RoleBinding',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
    ],
    fields: plain('roleRef.kind', 'roleRef.name'),
    instead: 'delete the binding and apply it again, or give it another name',
  },
  {
    kinds: ['scheduling.k8s.io/PriorityClass'],
    fields: [...plain('value'), usually('preemptionPolicy', 'PreemptLowerPriority')],
    instead: 'make a class of another name, and let the pods name that one',
  },
  {
    kinds: ['node.k8s.io/RuntimeClass'],
    fields: plain('handler'),
    instead: 'make a class of another name, and let the pods name that one',
  },
  {
    kinds: ['networking.k8s.io/IngressClass'],
    fields: plain('spec.controller'),
    instead: 'make a class of another name, and let the ingresses name that one',
  },
  {
    kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
    fields: plain('spec.group', 'spec.scope'),
    instead: 'delete it and apply it again, which deletes all its objects too',
  },
];

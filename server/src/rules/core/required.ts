/** Fields that the API server wants filled although its published schema does not ask for them. */
import { get } from '../../documents/node.ts';
import { manifest, pod, podOf } from '../examples.ts';
import { isFilled, isSet, keyOf, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';

/** By definition: the field and an example of its value. */
const REQUIRED: Record<string, Record<string, string>> = {
  'core.v1/PodSpec': { containers: 'a list' },
  'core.v1/Container': { name: 'web', image: 'nginx:1.27' },
  'core.v1/EphemeralContainer': { name: 'debug', image: 'busybox:1.37' },
  'core.v1/EnvVar': { name: 'LOG_LEVEL' },
  'core.v1/VolumeMount': { name: 'data', mountPath: '/data' },
  'core.v1/VolumeDevice': { name: 'disk', devicePath: '/dev/xvda' },
  'core.v1/ObjectFieldSelector': { fieldPath: 'metadata.name' },
  'core.v1/ResourceFieldSelector': { resource: 'limits.memory' },
  'core.v1/SecretKeySelector': { name: 'credentials', key: 'password' },
  'core.v1/ConfigMapKeySelector': { name: 'settings', key: 'app.conf' },
  'core.v1/SecretEnvSource': { name: 'credentials' },
  'core.v1/ConfigMapEnvSource': { name: 'settings' },
  'core.v1/ExecAction': { command: '["cat", "/tmp/ready"]' },
  'core.v1/Volume': { name: 'data' },
  'core.v1/HostPathVolumeSource': { path: '/data' },
  'core.v1/NFSVolumeSource': { server: 'nfs.example.com', path: '/exports' },
  'core.v1/PersistentVolumeClaimVolumeSource': { claimName: 'data' },
  'core.v1/SecretVolumeSource': { secretName: 'credentials' },
  'core.v1/ConfigMapVolumeSource': { name: 'settings' },
  'core.v1/SecretProjection': { name: 'credentials' },
  'core.v1/ConfigMapProjection': { name: 'settings' },
  'core.v1/ServiceAccountTokenProjection': { path: 'token' },
  'core.v1/KeyToPath': { key: 'app.conf', path: 'app.conf' },
  'core.v1/DownwardAPIVolumeFile': { path: 'labels' },
  'core.v1/CSIVolumeSource': { driver: 'nfs.csi.k8s.io' },
  'core.v1/CSIPersistentVolumeSource': { driver: 'nfs.csi.k8s.io', volumeHandle: 'vol-1' },
  'core.v1/LocalVolumeSource': { path: '/mnt/disk1' },
  'core.v1/EphemeralVolumeSource': { volumeClaimTemplate: 'the spec of a claim' },
  'core.v1/ISCSIVolumeSource': { targetPortal: '10.0.0.1:3260', iqn: 'iqn.2001-04.com.example:disk' },
  'core.v1/ISCSIPersistentVolumeSource': { targetPortal: '10.0.0.1:3260', iqn: 'iqn.2001-04.com.example:disk' },
  'core.v1/GCEPersistentDiskVolumeSource': { pdName: 'disk-1' },
  'core.v1/AWSElasticBlockStoreVolumeSource': { volumeID: 'vol-1' },
  'core.v1/AzureDiskVolumeSource': { diskName: 'disk-1', diskURI: '/subscriptions/...' },
  'core.v1/AzureFileVolumeSource': { secretName: 'credentials', shareName: 'share' },
  'core.v1/AzureFilePersistentVolumeSource': { secretName: 'credentials', shareName: 'share' },
  'core.v1/CephFSVolumeSource': { monitors: '["10.0.0.1:6789"]' },
  'core.v1/CephFSPersistentVolumeSource': { monitors: '["10.0.0.1:6789"]' },
  'core.v1/RBDVolumeSource': { monitors: '["10.0.0.1:6789"]', image: 'disk-1' },
  'core.v1/RBDPersistentVolumeSource': { monitors: '["10.0.0.1:6789"]', image: 'disk-1' },
  'core.v1/CinderVolumeSource': { volumeID: 'vol-1' },
  'core.v1/CinderPersistentVolumeSource': { volumeID: 'vol-1' },
  'core.v1/VsphereVirtualDiskVolumeSource': { volumePath: '[ds] a.vmdk' },
  'core.v1/PortworxVolumeSource': { volumeID: 'vol-1' },
  'core.v1/PhotonPersistentDiskVolumeSource': { pdID: 'disk-1' },
  'core.v1/GlusterfsVolumeSource': { endpoints: 'glusterfs', path: 'vol1' },
  'core.v1/GlusterfsPersistentVolumeSource': { endpoints: 'glusterfs', path: 'vol1' },
  'core.v1/GitRepoVolumeSource': { repository: 'https://example.com/a.git' },
  'core.v1/FlexVolumeSource': { driver: 'example.com/driver' },
  'core.v1/FlexPersistentVolumeSource': { driver: 'example.com/driver' },
  'core.v1/PersistentVolumeSpec': { capacity: '{ storage: 10Gi }', accessModes: '["ReadWriteOnce"]' },
  'core.v1/PersistentVolumeClaimSpec': { accessModes: '["ReadWriteOnce"]', resources: '{ requests: { storage: 10Gi } }' },
  'core.v1/PodDNSConfigOption': { name: 'ndots' },
  'core.v1/PodAffinityTerm': { topologyKey: 'kubernetes.io/hostname' },
  'core.v1/TopologySpreadConstraint': { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
  'core.v1/NodeSelector': { nodeSelectorTerms: 'one term' },
  'core.v1/SeccompProfile': { type: 'RuntimeDefault' },
  'core.v1/AppArmorProfile': { type: 'RuntimeDefault' },
  'core.v1/Sysctl': { name: 'net.core.somaxconn' },
  'core.v1/PodOS': { name: 'linux' },
  'core.v1/VolumeNodeAffinity': { required: 'nodeSelectorTerms' },
  'storage.v1/StorageClass': { provisioner: 'ebs.csi.aws.com' },
  'storage.v1/VolumeAttributesClass': { driverName: 'ebs.csi.aws.com', parameters: 'one entry' },
  'core.v1/TopologySelectorLabelRequirement': { key: 'topology.kubernetes.io/zone', values: '["a"]' },
  'networking.v1/HTTPIngressPath': { pathType: 'Prefix', backend: 'a service' },
  'networking.v1/HTTPIngressRuleValue': { paths: 'one path' },
  'networking.v1/IngressServiceBackend': { name: 'web' },
  'networking.v1/IngressClassSpec': { controller: 'k8s.io/ingress-nginx' },
  'networking.v1/IPBlock': { cidr: '10.0.0.0/8' },
  'autoscaling.v2/CrossVersionObjectReference': { kind: 'Deployment', name: 'web' },
  'autoscaling.v1/CrossVersionObjectReference': { kind: 'Deployment', name: 'web' },
  'autoscaling.v2/MetricSpec': { type: 'Resource' },
  'autoscaling.v2/MetricTarget': { type: 'Utilization' },
  'autoscaling.v2/MetricIdentifier': { name: 'requests_per_second' },
  'autoscaling.v2/ResourceMetricSource': { name: 'cpu' },
  'autoscaling.v2/ContainerResourceMetricSource': { name: 'cpu', container: 'web' },
  'rbac.v1/PolicyRule': { verbs: '["get"]' },
  'rbac.v1/RoleRef': { name: 'reader', kind: 'Role' },
  'rbac.v1/Subject': { name: 'web', kind: 'ServiceAccount' },
  'meta.v1/OwnerReference': { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'the uid' },
  'batch.v1/PodFailurePolicyRule': { action: 'FailJob' },
  'batch.v1/PodFailurePolicyOnExitCodesRequirement': { operator: 'In', values: '[1]' },
  'batch.v1/SuccessPolicy': { rules: 'one rule' },
  'batch.v1/CronJobSpec': { schedule: '"0 3 * * *"' },
};

export const requiredValue: Rule = {
  code: 'required-value',
  severity: 'error',
  summary: 'A field without which the API server refuses the object, though its schema leaves it open.',
  on: { types: Object.keys(REQUIRED) },
  bad: [
    podOf('image: ""'),
    pod('volumes:\n- name: a\n  secret: {}'),
    pod('containers: []'),
    manifest('v1', 'PersistentVolumeClaim', 'spec:\n  resources: { requests: { storage: 1Gi } }'),
    manifest('storage.k8s.io/v1', 'StorageClass', 'provisioner: ""'),
  ],
  good: [
    podOf('image: nginx:1.27'),
    pod('volumes:\n- name: a\n  secret: { secretName: a }'),
    manifest(
      'v1',
      'PersistentVolumeClaim',
      'spec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }',
    ),
  ],
  check(visit, report) {
    const { node, schema, type } = visit;
    if (node.type !== 'map') return;
    for (const [field, example] of Object.entries(REQUIRED[type ?? ''] ?? {})) {
      const value = get(node, field);
      if (isFilled(value)) continue;
      // An absent field that the schema requires is reported with the schema's own check.
      if (!isSet(value) && schema?.required?.includes(field)) continue;
      if (field === 'containers' && isInsideOther(visit.ctx.gvk.group)) continue;
      const text = /^[a-z]+( [a-z]+)+$/.test(example) ? `add ${example}` : `add e.g. "${field}: ${example}"`;
      report(value ? keyOf(node, field) : placeOfVisit(visit), `"${field}" is ${value ? 'empty' : 'missing'}: ${text}`);
    }
  },
};

/** Operators merge their own container into a pod template of a custom resource. */
function isInsideOther(group: string): boolean {
  return group.includes('.') && !/^(rbac\.authorization|networking|storage)\.k8s\.io$/.test(group);
}

import { own } from '../../../shared/own.ts';
import { placeOfVisit, setEntries } from '../read.ts';
import type { Rule } from '../rule.ts';

interface Alternatives {
  readonly keys: readonly string[];
  /** `none`: it may also have none of them. */
  readonly least: 'one' | 'none';
  /** What it is, for the message. */
  readonly noun: string;
}

const PV_SOURCES =
  'awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs hostPath iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume';

const POD_SOURCES = `${PV_SOURCES.replace(' local', '')} configMap downwardAPI emptyDir ephemeral gitRepo image persistentVolumeClaim projected secret`;

const ALTERNATIVES: Record<string, Alternatives> = {
  'core.v1/Volume': { keys: POD_SOURCES.split(' '), least: 'none', noun: 'a volume' },
  'core.v1/PersistentVolumeSpec': {
    keys: PV_SOURCES.split(' '),
    least: 'one',
    noun: 'a PersistentVolume',
  },
  'core.v1/Probe': {
    keys: ['exec', 'grpc', 'httpGet', 'tcpSocket'],
    least: 'one',
    noun: 'a probe',
  },
  'core.v1/LifecycleHandler': {
    keys: ['exec', 'httpGet', 'sleep', 'tcpSocket'],
    least: 'one',
    noun: 'a lifecycle handler',
  },
  'core.v1/EnvVarSource': {
    keys: ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'],
    least: 'one',
    noun: 'valueFrom',
  },
  'core.v1/EnvFromSource': {
    keys: ['configMapRef', 'secretRef'],
    least: 'one',
    noun: 'an item of envFrom',
  },
  'core.v1/VolumeProjection': {
    keys: [
      'clusterTrustBundle',
      'configMap',
      'downwardAPI',
      'podCertificate',
      'secret',
      'serviceAccountToken',
    ],
    least: 'none',
    noun: 'an item of sources',
  },
  'core.v1/DownwardAPIVolumeFile': {
    keys: ['fieldRef', 'resourceFieldRef'],
    least: 'one',
    noun: 'an item',
  },
  'core.v1/PodResourceClaim': {
    keys: ['resourceClaimName', 'resourceClaimTemplateName'],
    least: 'one',
    noun: 'a resource claim',
  },
  'core.v1/FlockerVolumeSource': {
    keys: ['datasetName', 'datasetUUID'],
    least: 'one',
    noun: 'flocker',
  },
  'storage.v1/VolumeAttachmentSource': {
    keys: ['inlineVolumeSpec', 'persistentVolumeName'],
    least: 'one',
    noun: 'the source',
  },
  'admissionregistration.v1/WebhookClientConfig': {
    keys: ['service', 'url'],
    least: 'one',
    noun: 'clientConfig',
  },
  'admissionregistration.v1/ParamRef': {
    keys: ['name', 'selector'],
    least: 'one',
    noun: 'paramRef',
  },
  'resource.v1/DeviceRequest': {
    keys: ['exactly', 'firstAvailable'],
    least: 'one',
    noun: 'a request',
  },
  'resource.v1/DeviceConstraint': {
    keys: ['distinctAttribute', 'matchAttribute'],
    least: 'one',
    noun: 'a constraint',
  },
  'core.v1/FCVolumeSource': { keys: ['targetWWNs', 'wwids'], least: 'one', noun: 'fc' },
  'networking.v1/IngressBackend': {
    keys: ['resource', 'service'],
    least: 'one',
    noun: 'a backend',
  },
  'networking.v1/ServiceBackendPort': {
    keys: ['name', 'number'],
    least: 'one',
    noun: 'the port of a backend',
  },
  'policy.v1/PodDisruptionBudgetSpec': {
    keys: ['maxUnavailable', 'minAvailable'],
    least: 'none',
    noun: 'a disruption budget',
  },
  'batch.v1/PodFailurePolicyRule': {
    keys: ['onExitCodes', 'onPodConditions'],
    least: 'one',
    noun: 'a rule',
  },
};

export const rule: Rule = {
  code: 'one-of',
  severity: 'error',
  claims: 'absence',
  summary:
    'Of some fields exactly one (or at most one) may be set, e.g. one source for a volume, one handler for a probe.',
  on: { types: Object.keys(ALTERNATIVES) },
  check(visit, report) {
    const { node, type } = visit;
    const rule = own(ALTERNATIVES, type ?? '');
    if (!rule || node.type !== 'map') return;
    const set = setEntries(node, new Set(rule.keys)).filter(
      ({ value }) => value.type !== 'seq' || value.items.length > 0,
    );
    const [first, second] = set;
    if (first && second) {
      report(second.key, `${rule.noun} takes one of ${names(set)}: remove the others`, {
        related: [{ span: first.key.span, message: 'the first one' }],
      });
    } else if (!first && rule.least === 'one') {
      report(placeOfVisit(visit), `${rule.noun} needs ${choices(rule.keys)}: add it`);
    }
  },
};

function names(set: readonly { key: { source: string } }[]): string {
  return set.map(({ key }) => key.source).join(', ');
}

function choices(keys: readonly string[]): string {
  if (keys.length <= 6) return `one of ${keys.join(', ')}`;
  return `a source such as ${['csi', 'nfs', 'hostPath', 'local'].filter((key) => keys.includes(key)).join(', ')}`;
}

/** Choices of which the API server takes one: a probe's handler, a volume's source, a variable's source... */
import { own } from '../../../shared/own.ts';
import type { Entry } from '../../yaml/node.ts';
import { setEntries } from '../read.ts';
import { fieldState, formerState } from '../../schema/kubernetesRelease.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import { fieldOf } from '../../schema/typedSchema.ts';
import type { Visit, WalkContext } from '../../walk/visit.ts';

interface Choice {
  readonly keys: readonly string[];
  /** `none`: it may also have none of them. */
  readonly least: 'one' | 'none';
  /** What it is, for the message. */
  readonly noun: string;
}

const volumeSources =
  'awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs hostPath iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume';

const podVolumeSources = `${volumeSources.replace(' local', '')} configMap downwardAPI emptyDir ephemeral gitRepo image persistentVolumeClaim projected secret`;

const choices: Record<string, Choice> = {
  'core.v1/Volume': { keys: podVolumeSources.split(' '), least: 'none', noun: 'a volume' },
  'core.v1/PersistentVolumeSpec': {
    keys: volumeSources.split(' '),
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

export const choiceTypes: readonly string[] = Object.keys(choices);

/** The choice that a value stands for, and what of it is set. */
export function choiceAt({ node, type, schema, ctx }: Visit): {
  readonly choice?: Choice;
  readonly set: readonly Entry[];
} {
  const choice = own(choices, type ?? '');
  if (!choice || node.type !== 'map') return { set: [] };
  const set = setEntries(node, new Set(choice.keys));
  return {
    choice: choiceOf(choice, schema, ctx),
    set: set.filter(({ value }) => value.type !== 'seq' || value.items.length > 0),
  };
}

/** The choice as the release that counts has it. */
function choiceOf(
  choice: Choice,
  schema: TypeSchema | undefined,
  { release, newestKnown }: WalkContext,
): Choice {
  if (!schema || release === undefined) return choice;
  // A release that had other fields here, or may have more, may take one of those instead.
  const had = Object.values(schema['x-former'] ?? {});
  const isOther = had.some((former) => formerState(former, release).is === 'served');
  if (isOther || newestKnown !== undefined) return { ...choice, least: 'none' };
  const keys = choice.keys.filter((key) => {
    const field = fieldOf(schema, key);
    return !field || fieldState(field, release).is === 'served';
  });
  if (keys.length === choice.keys.length) return choice;
  return keys.length > 0 ? { ...choice, keys } : { ...choice, least: 'none' };
}

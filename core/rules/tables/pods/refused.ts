/** Pods and what they are made of: what the API server refuses, where a place and a condition say it. */
import { get, type Node } from '../../../yaml/node.ts';
import { amount, list } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { inApiServer } from '../../sources.ts';
import {
  above,
  below,
  both,
  empty,
  keyOf,
  set,
  textOf,
  unlike,
  valueAt,
  type Here,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';

const core = (name: string) => inApiServer('core', name);
const appArmor = 'container.apparmor.security.beta.kubernetes.io/';
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$|[{}$]/;

const parts: readonly Rule[] = [
  ...factsOf(
    { on: { types: ['core.v1/Container'] }, by: 'reader', source: core('ValidateVolumeDevices') },
    [
      {
        code: 'device-path-mounted',
        each: 'volumeDevices[]',
        when: { devicePath: isMountPath },
        says: 'a volume is mounted at this path: give the device a path of its own',
      },
      {
        code: 'device-path-back-steps',
        each: 'volumeDevices[]',
        when: { devicePath: /(?:^|\/)\.\.(?:\/|$)/ },
        says: 'the path contains "..": write it without',
      },
    ],
  ),
  ...factsOf(
    { on: { types: ['core.v1/PodSpec'] }, by: 'reader', source: core('validateOverhead') },
    [
      {
        code: 'overhead-negative',
        each: 'overhead.*',
        when: { '': below(0) },
        says: 'the overhead of a pod is 0 or more: leave it out, the runtime class fills it in',
      },
    ],
  ),
  ...factsOf(
    {
      on: { types: ['core.v1/FlexVolumeSource', 'core.v1/FlexPersistentVolumeSource'] },
      by: 'reader',
      source: core('validateFlexVolumeSource'),
    },
    [
      {
        code: 'flex-option-reserved',
        each: 'options.*',
        when: { '': keyOf((key) => /^(?:[^/]*\.)?(?:kubernetes|k8s)\.io\//.test(key)) },
        isOfKey: true,
        says: 'options with the domain of Kubernetes are set by the kubelet: choose a key without it',
      },
    ],
  ),
  ...factsOf(
    {
      on: { types: ['core.v1/CSIVolumeSource'] },
      by: 'reader',
      source: core('validateCSIVolumeSource'),
    },
    [
      {
        code: 'csi-secret-name',
        when: { 'nodePublishSecretRef.name': unlike(subdomain) },
        says: 'no Secret can have this name: names have small letters, digits, "-" and "."',
      },
    ],
  ),
  ...factsOf(
    {
      on: { types: ['batch.v1/JobSpec'] },
      by: 'reader',
      source: inApiServer('batch', 'validateSuccessPolicyRule'),
      since: '1.30',
    },
    [
      {
        code: 'success-count-above',
        each: 'successPolicy.rules[]',
        when: { succeededCount: above('/completions') },
        says: 'the job has fewer indexes than have to succeed: write at most "completions"',
      },
    ],
  ),
];

const files: readonly Rule[] = factsOf(
  {
    on: {
      types: ['KeyToPath', 'DownwardAPIVolumeFile', 'ServiceAccountTokenProjection'].map(
        (type) => `core.v1/${type}`,
      ),
    },
    by: 'reader',
    source: core('validateLocalNonReservedPath'),
  },
  [
    {
      code: 'file-with-dots',
      when: { path: /^\.\.[^/]/ },
      says: 'names that begin with ".." are for the kubelet: choose another one',
    },
  ],
);

const annotations: readonly Rule[] = factsOf(
  {
    on: { types: ['core.v1/Pod', 'core.v1/PodTemplateSpec'] },
    by: 'reader',
    source: core('ValidatePodSpecificAnnotations'),
  },
  [
    {
      code: 'deletion-cost-number',
      when: {
        'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]': unlike(
          /^(?:0|-?[1-9]\d{0,9})$|[{}$]/,
        ),
      },
      says: 'the cost is a whole number, as "100"',
    },
    {
      code: 'mirror-without-node',
      when: {
        'metadata.annotations[kubernetes.io/config.mirror]': set,
        'spec.nodeName': empty,
      },
      says: 'only the kubelet writes this annotation, for pods from files of its node: remove it',
    },
    {
      code: 'app-armor-container',
      each: 'metadata.annotations.*',
      when: { '': isOfNoContainer },
      isOfKey: true,
      says: 'the pod has no container of this name: write the name of one, or set "securityContext.appArmorProfile" there',
    },
    {
      code: 'app-armor-profile',
      each: 'metadata.annotations.*',
      when: {
        '': both(
          keyOf((key) => key.startsWith(appArmor)),
          unlike(/^(?:runtime\/default|unconfined|localhost\/.+)$|[{}$]/),
        ),
      },
      says: '"{}" is no profile: write runtime/default, unconfined, or localhost/ and a name',
    },
  ],
);

const wholePods: readonly Rule[] = [
  ...factsOf({ on: { kinds: ['Pod'] }, by: 'apiServer', source: core('ValidateVolumes') }, [
    {
      code: 'image-volume-empty',
      each: 'spec.volumes[]',
      when: { image: set, 'image.reference': empty },
      says: 'the volume needs "reference", the image that is mounted: add it',
    },
    {
      code: 'ephemeral-claim-taken',
      each: 'spec.volumes[]',
      when: { 'persistentVolumeClaim.claimName': isOwnEphemeralClaim },
      says: 'an ephemeral volume of this pod makes the claim "{}": use that volume, or another claim',
    },
    {
      code: 'ephemeral-claim-name',
      each: 'spec.volumes[]',
      when: { ephemeral: set, name: isTooLongWithPod },
      at: 'name',
      says: 'the claim is named after the pod and the volume, which together have more than 253 characters: shorten one of them',
    },
  ]),
  ...factsOf(
    {
      on: { kinds: ['*'] },
      by: 'apiServer',
      source: inApiServer(
        'apimachinery/pkg/api/validation/objectmeta.go',
        'ValidateOwnerReferences',
      ),
    },
    [
      {
        code: 'owner-is-event',
        each: 'metadata.ownerReferences[]',
        when: { kind: 'Event', apiVersion: 'v1' },
        says: 'an Event owns nothing: remove the reference',
      },
    ],
  ),
  ...factsOf(
    {
      on: { types: ['core.v1/LimitRangeItem'] },
      by: 'apiServer',
      source: core('ValidateLimitRange'),
    },
    [
      {
        code: 'limit-range-extended',
        each: 'defaultRequest.*',
        when: { '': isOtherDefault },
        says: 'of this resource nobody may get more than asked for: write the same under "default"',
      },
      {
        code: 'limit-range-ratio-above',
        each: 'maxLimitRequestRatio.*',
        when: { '': isAboveRange },
        says: '"max" divided by "min" is less than this ratio: lower it',
      },
    ],
  ),
];

export const refusedOfPods: readonly Rule[] = [...parts, ...files, ...annotations, ...wholePods];

function isMountPath(found: Node | undefined, { root }: Here): boolean {
  const path = textOf(found);
  return (
    path !== undefined &&
    list(get(root, 'volumeMounts')).some((mount) => textOf(get(mount, 'mountPath')) === path)
  );
}

function isOfNoContainer(_found: Node | undefined, { of, root }: Here): boolean {
  const key = of?.key.source ?? '';
  const spec = get(root, 'spec');
  if (!key.startsWith(appArmor) || !spec) return false;
  const containers = ['initContainers', 'containers'].flatMap((each) => list(get(spec, each)));
  const names = containers.map((each) => textOf(get(each, 'name')));
  return !names.includes(undefined) && !names.includes(key.slice(appArmor.length));
}

function isOwnEphemeralClaim(found: Node | undefined, { root }: Here): boolean {
  const claim = textOf(found);
  const pod = textOf(get(get(root, 'metadata'), 'name'));
  return (
    claim !== undefined &&
    pod !== undefined &&
    list(get(get(root, 'spec'), 'volumes')).some(
      (volume) => get(volume, 'ephemeral') && `${pod}-${textOf(get(volume, 'name'))}` === claim,
    )
  );
}

function isTooLongWithPod(found: Node | undefined, here: Here): boolean {
  const [volume, pod] = [textOf(found), textOf(valueAt(here, '/metadata.name'))];
  return volume !== undefined && pod !== undefined && pod.length + 1 + volume.length > 253;
}

/** Resources with a domain that is not that of Kubernetes, of which a request is the limit. */
function isOtherDefault(found: Node | undefined, { of, root }: Here): boolean {
  const name = of?.key.source ?? '';
  if (!/^[^/]+\//.test(name) || /^(?:[^/]*\.)?kubernetes\.io\//.test(name)) return false;
  const [one, two] = [amount(found), amount(get(get(root, 'default'), name))];
  return one !== undefined && two !== undefined && one !== two;
}

function isAboveRange(found: Node | undefined, { of, root }: Here): boolean {
  const name = of?.key.source ?? '';
  const [ratio, most, least] = [
    found,
    get(get(root, 'max'), name),
    get(get(root, 'min'), name),
  ].map(amount);
  return (
    ratio !== undefined &&
    most !== undefined &&
    least !== undefined &&
    least > 0n &&
    ratio * least > most * 1_000_000_000n
  );
}

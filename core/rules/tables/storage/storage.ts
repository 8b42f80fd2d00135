/** Volumes, claims and classes: what the API server takes, and then fails, does nothing, or is perhaps not meant. */
import { get, type Node } from '../../../yaml/node.ts';
import { list } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  below,
  count,
  empty,
  filled,
  keysSet,
  noneOf,
  oneOf,
  set,
  textOf,
  unlike,
  unset,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';

const source = onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/');
const volume = { types: ['core.v1/Volume'] };
const pod = { types: ['core.v1/PodSpec'] };
const claim = { types: ['core.v1/PersistentVolumeClaimSpec'] };
const persistentVolume = { kinds: ['PersistentVolume'] };
const storageClass = { kinds: ['storage.k8s.io/StorageClass'] };

const volumes = [
  ...factsOf({ on: volume, severity: 'warning', source }, [
    {
      code: 'empty-dir-medium',
      when: { 'emptyDir.medium': unlike(/^(?:Memory|HugePages(?:-\w+)?)$/) },
      says: 'a directory lies on the disk of the node, in "Memory" or in "HugePages": no node knows another medium',
    },
    {
      code: 'inline-csi-driver',
      when: {
        'csi.driver': oneOf('ebs.csi.aws.com', 'pd.csi.storage.gke.io', 'disk.csi.azure.com'),
      },
      says: 'this driver makes no volumes inside of pods: use "ephemeral" with a claim template, or a claim',
    },
  ]),
  ...factsOf({ on: volume, severity: 'information', source }, [
    {
      code: 'memory-volume-unlimited',
      when: { 'emptyDir.medium': 'Memory', 'emptyDir.sizeLimit': unset },
      says: 'files here count as memory of the containers, up to half of that of the node: add "sizeLimit"',
    },
    {
      code: 'host-path-sensitive',
      when: {
        'hostPath.path':
          /^(?:\/|\/(?:etc|proc|root|run\/containerd|var\/lib\/kubelet)(?:\/.*)?|\/(?:var\/)?run\/docker\.sock)$/,
      },
      says: 'with this path a container can take over its node: mount less, or let a DaemonSet that needs it be the only one',
    },
    {
      code: 'volume-plugin-moved',
      when: {
        '': keysSet(
          [
            'awsElasticBlockStore',
            'gcePersistentDisk',
            'azureDisk',
            'azureFile',
            'cinder',
            'vsphereVolume',
            'portworxVolume',
          ],
          1,
        ),
      },
      says: 'only the CSI driver of the provider serves this kind of volume now: it has to be installed, and a claim is the usual way',
    },
  ]),
  ...factsOf({ on: pod, severity: 'information', source }, [
    {
      code: 'fs-group-each-start',
      when: {
        'securityContext.fsGroup': set,
        'securityContext.fsGroupChangePolicy': unset,
        volumes: hasClaim,
      },
      says: 'the group of all files is set at each start, which takes long on a large volume: add "fsGroupChangePolicy: OnRootMismatch"',
    },
  ]),
];

const claims = [
  ...factsOf({ on: claim, severity: 'warning', source }, [
    {
      code: 'data-source-dropped',
      when: { 'dataSource.kind': noneOf('PersistentVolumeClaim', 'VolumeSnapshot') },
      says: 'the server drops a source of this kind, and the volume is empty: write it as "dataSourceRef"',
    },
    {
      code: 'claim-volume-name',
      when: { volumeName: unlike(/^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$|[{}$]/) },
      says: 'no PersistentVolume can have this name, and the claim waits for ever: names have small letters, digits, "-" and "."',
    },
  ]),
  ...factsOf({ on: claim, severity: 'information', source }, [
    {
      code: 'access-mode-again',
      when: { accessModes: hasRepeats },
      says: 'a mode stands here twice: remove one of them',
    },
    {
      code: 'claim-limit-below',
      when: { 'resources.limits.storage': below('resources.requests.storage') },
      says: 'the limit is below the request and does nothing: remove it',
    },
    {
      code: 'claim-decimal-size',
      when: { 'resources.requests.storage': /^\d{4,}M$/ },
      says: 'drivers of clouds give whole GiB and round this up: write e.g. 2Gi',
    },
    {
      code: 'claim-selector',
      when: { selector: filled, storageClassName: filled, volumeName: empty },
      says: 'no provisioner makes a volume for a selector: only a volume that is there already is bound',
    },
  ]),
];

const persistent = [
  ...factsOf({ on: persistentVolume, severity: 'warning', source }, [
    {
      code: 'claim-ref-incomplete',
      when: {
        'spec.claimRef': keysSet(['name', 'namespace'], 1, 1),
      },
      says: 'a claim is found by name and namespace: add the one that is missing, or no claim ever gets this volume',
    },
    {
      code: 'mount-options-ignored',
      when: { 'spec.mountOptions': filled, 'spec.hostPath': set },
      says: 'a path of the node is not mounted with options: remove them',
    },
  ]),
  ...factsOf({ on: persistentVolume, severity: 'information', source }, [
    {
      code: 'mount-options-of-block',
      when: { 'spec.mountOptions': filled, 'spec.volumeMode': 'Block' },
      says: 'a raw device is not mounted, and the options do nothing: remove them',
    },
    {
      code: 'host-path-anywhere',
      when: { 'spec.hostPath': set, 'spec.nodeAffinity': unset },
      says: 'pods on another node see another folder: use "local" with "nodeAffinity" where there is more than one node',
    },
  ]),
];

const classes = factsOf({ on: storageClass, severity: 'information', source }, [
  {
    code: 'old-default-class',
    when: { 'metadata.annotations[storageclass.beta.kubernetes.io/is-default-class]': set },
    says: 'this is the old name of the annotation: write storageclass.kubernetes.io/is-default-class',
  },
  {
    code: 'provisioner-moved',
    when: {
      provisioner:
        /^kubernetes\.io\/(?:aws-ebs|gce-pd|azure-disk|azure-file|cinder|vsphere-volume)$/,
    },
    says: 'the CSI driver of the provider does the work for this old name, if it is installed: write the name of the driver',
  },
  {
    code: 'unprovisioned-at-once',
    when: {
      provisioner: 'kubernetes.io/no-provisioner',
      volumeBindingMode: isImmediate,
    },
    says: 'claims get a volume before it is known where their pods run, which may be another node for local volumes: write "volumeBindingMode: WaitForFirstConsumer"',
  },
  {
    code: 'unprovisioned-parameters',
    when: { parameters: count(1), provisioner: 'kubernetes.io/no-provisioner' },
    says: 'nobody makes volumes for this class, so parameters do nothing: remove them',
  },
]);

function isImmediate(found: Node | undefined): boolean {
  return found === undefined || textOf(found) === 'Immediate';
}

function hasClaim(found: Node | undefined): boolean {
  return list(found).some((each) => get(each, 'persistentVolumeClaim') !== undefined);
}

function hasRepeats(found: Node | undefined): boolean {
  const modes = list(found).flatMap((mode) => textOf(mode) ?? []);
  return new Set(modes).size < modes.length;
}

export const storageFacts: readonly Rule[] = [...volumes, ...claims, ...persistent, ...classes];

// The objects of a set, with names that no other set has.
import { stringify } from 'yaml';

export interface BindingSet {
  readonly is: string;
  readonly class?: 'static' | 'late' | 'csi' | 'csiLate';
  readonly volumes?: Readonly<Record<string, VolumeOfSet>>;
  readonly claim?: ClaimOfSet;
  /** Name of a volume, `provisioned`, `waits`, `pending`. */
  readonly becomes: string;
}

interface VolumeOfSet {
  readonly size?: string;
  readonly modes?: readonly string[];
  readonly mode?: string;
  readonly class?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly for?: string;
  readonly namespace?: string;
}

interface ClaimOfSet extends Pick<VolumeOfSet, 'size' | 'modes' | 'mode' | 'class'> {
  readonly selector?: object;
  readonly volume?: string;
}

export interface SetObjects {
  readonly classes: readonly object[];
  readonly volumes: readonly object[];
  readonly claim: object;
}

export const namespace = 'binding';

export function objectsOf(set: BindingSet, index: number): SetObjects {
  const own = `set-${index}`;
  const classOf = (name: string | undefined): string =>
    name === undefined ? own : name === '' ? '' : `${own}-${name}`;
  const volumes = Object.entries(set.volumes ?? {}).map(([name, volume]) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${own}-${name}`, ...(volume.labels && { labels: volume.labels }) },
    spec: {
      capacity: { storage: volume.size ?? '10Gi' },
      accessModes: volume.modes ?? ['ReadWriteOnce'],
      storageClassName: classOf(volume.class),
      ...(volume.mode && { volumeMode: volume.mode }),
      ...(volume.for && {
        claimRef: {
          name: volume.for === 'own' ? own : `${own}-${volume.for}`,
          namespace: volume.namespace ?? namespace,
        },
      }),
      csi: { driver: 'csi.example.com', volumeHandle: `${own}-${name}` },
    },
  }));
  const { claim = {} } = set;
  return {
    classes: set.class ? [classObject(own, set.class)] : [],
    volumes,
    claim: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: own, namespace },
      spec: {
        accessModes: claim.modes ?? ['ReadWriteOnce'],
        resources: { requests: { storage: claim.size ?? '10Gi' } },
        storageClassName: classOf(claim.class),
        ...(claim.mode && { volumeMode: claim.mode }),
        ...(claim.selector && { selector: claim.selector }),
        ...(claim.volume && { volumeName: `${own}-${claim.volume}` }),
      },
    },
  };
}

function classObject(name: string, kind: NonNullable<BindingSet['class']>): object {
  const isLate = kind === 'late' || kind === 'csiLate';
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner: kind.startsWith('csi') ? 'csi.example.com' : 'kubernetes.io/no-provisioner',
    volumeBindingMode: isLate ? 'WaitForFirstConsumer' : 'Immediate',
  };
}

export function textOf({ classes, volumes, claim }: SetObjects): string {
  return [...classes, ...volumes, claim].map((object) => stringify(object)).join('---\n');
}

/** One line about a resource: its status in Kubernetes' own words, and whether it is well. */
import { own } from '../../shared/own.ts';
import type { ResourceSummary } from '../api.ts';
import { groupOf } from '../../shared/gvk.ts';
import { ClusterKinds } from './clusterKinds.ts';
import { offeredActions } from './offeredActions.ts';
import { columnsOf, kindStatus } from './kindStatus.ts';
import { podStatus } from './podHealth.ts';
import type { StatusParts } from './statusParts.ts';
import { at, listAt, numberAt, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** `object` need not carry apiVersion and kind (items of a list do not). */
export function summarize(
  object: unknown,
  { apiVersion, kind, isScalable }: { apiVersion: string; kind: string; isScalable?: boolean },
  kinds: Pick<ClusterKinds, 'kindOf'> = new ClusterKinds(),
): ResourceSummary {
  const namespace = textAt(object, 'metadata', 'namespace');
  const uid = textAt(object, 'metadata', 'uid');
  const createdAt = textAt(object, 'metadata', 'creationTimestamp');
  const terminating = textAt(object, 'metadata', 'deletionTimestamp') !== undefined;
  const group = groupOf(apiVersion);
  const parts = statusOf(object, { group, kind }, kinds);
  const actions = terminating
    ? []
    : offeredActions(object, kinds.kindOf(group, kind)?.actions, isScalable);
  return {
    ref: {
      apiVersion,
      kind,
      name: textAt(object, 'metadata', 'name') ?? '',
      ...(namespace && { namespace }),
    },
    ...(uid && { uid }),
    ...parts,
    ...(terminating && { status: 'Terminating', health: 'progressing' as const, terminating }),
    ...(createdAt && { createdAt }),
    ...(actions.length > 0 && { actions }),
  };
}

function statusOf(
  object: unknown,
  { group, kind }: { readonly group: string; readonly kind: string },
  kinds: Pick<ClusterKinds, 'kindOf'>,
): StatusParts {
  const key = `${group}/${kind}`;
  const { status, columns = [] } = kinds.kindOf(group, kind) ?? {};
  const told = columnsOf(object, columns);
  return {
    ...((status && kindStatus(object, status)) ??
      (own(STATUS_BY_KIND, key) ?? conditionStatus)(object)),
    ...own(MORE_BY_KIND, key)?.(object),
    ...(told.length > 0 && { columns: told }),
  };
}

/** Kinds of Kubernetes itself whose state is more than a word of theirs. */
const STATUS_BY_KIND: Readonly<Record<string, (object: unknown) => StatusParts>> = {
  '/Pod': podStatus,
  '/Node': nodeStatus,
};

/** Kinds of Kubernetes itself of which more is told beside their state. */
const MORE_BY_KIND: Readonly<Record<string, (object: unknown) => Partial<StatusParts>>> = {
  '/PersistentVolumeClaim': moreOfClaim,
  '/PersistentVolume': moreOfVolume,
  'storage.k8s.io/StorageClass': moreOfClass,
};

function moreOfClaim(object: unknown): Partial<StatusParts> {
  const volume = textAt(object, 'spec', 'volumeName');
  return {
    ...(volume && { boundTo: volume }),
    ...storage(
      object,
      textAt(object, 'status', 'capacity', 'storage') ??
        textAt(object, 'spec', 'resources', 'requests', 'storage'),
    ),
  };
}

function moreOfVolume(object: unknown): Partial<StatusParts> {
  const claim = objectAt(object, 'spec', 'claimRef');
  const name = textAt(claim, 'name');
  const detail = volumeAdvice(object, name ? `${textAt(claim, 'namespace') ?? ''}/${name}` : '');
  return {
    ...(detail && { detail }),
    ...(name && { boundTo: `${textAt(claim, 'namespace') ?? ''}/${name}` }),
    ...storage(object, textAt(object, 'spec', 'capacity', 'storage')),
  };
}

/** Why nobody can use a volume, and what helps. */
function volumeAdvice(object: unknown, claim: string): string | undefined {
  const message = textAt(object, 'status', 'message');
  const state = textAt(object, 'status', 'phase');
  if (state === 'Failed')
    return `Its storage could not be taken back${message ? `: ${message}` : ''}. Mend what is named there, or delete the volume and clear the storage by hand`;
  if (state !== 'Released') return message;
  const gone = `The claim ${claim} is gone`;
  return textAt(object, 'spec', 'persistentVolumeReclaimPolicy') === 'Delete'
    ? `${gone} and the storage is to be deleted. If the volume stays, look whether its provisioner runs`
    : `${gone}; the data is kept, and no other claim gets the volume. Remove spec.claimRef from it to use it again, or delete it and then its storage`;
}

function storage(object: unknown, capacity: string | undefined): Partial<StatusParts> {
  const storageClass = textAt(object, 'spec', 'storageClassName');
  return { ...(storageClass && { storageClass }), ...(capacity && { capacity }) };
}

function moreOfClass(object: unknown): Partial<StatusParts> {
  const annotations = objectAt(object, 'metadata', 'annotations');
  const isDefault = [
    'storageclass.kubernetes.io/is-default-class',
    'storageclass.beta.kubernetes.io/is-default-class',
  ].some((key) => annotations[key] === 'true');
  const provisioner = textAt(object, 'provisioner');
  return { health: 'ok', isDefault, ...(provisioner && { provisioner }) };
}

function nodeStatus(object: unknown): StatusParts {
  const ready = condition(object, 'Ready');
  const cordoned = at(object, 'spec', 'unschedulable') === true;
  const pressure = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'].filter(
    (type) => textAt(condition(object, type), 'status') === 'True',
  );
  const isReady = textAt(ready, 'status') === 'True';
  const status = [
    ready ? (isReady ? 'Ready' : 'NotReady') : 'Unknown',
    ...(cordoned ? ['SchedulingDisabled'] : []),
    ...pressure,
  ];
  const message = isReady ? undefined : textAt(ready, 'message');
  const calm = !cordoned && !pressure.length;
  return {
    status: status.join(', '),
    health: !ready ? 'unknown' : !isReady ? 'error' : calm ? 'ok' : 'warning',
    ...(message && { detail: message }),
  };
}

/** Kinds without a rule of their own: by a Ready-like condition, or nothing to say. */
function conditionStatus(object: unknown): StatusParts {
  for (const type of ['Ready', 'Available', 'Established', 'Complete']) {
    const found = condition(object, type);
    const status = textAt(found, 'status');
    if (!status) continue;
    const detail = textAt(found, 'message');
    if (status === 'True') return { status: type, health: 'ok' };
    return {
      status: `Not ${type}`,
      health: status === 'False' ? 'progressing' : 'unknown',
      ...(detail && { detail }),
    };
  }
  const failed = condition(object, 'Failed');
  if (textAt(failed, 'status') === 'True') return { status: 'Failed', health: 'error' };
  const text = textAt(object, 'status', 'phase');
  return {
    status: text ?? '',
    health: numberAt(object, 'status', 'readyReplicas') === undefined ? 'unknown' : 'ok',
  };
}

function condition(object: unknown, type: string): JsonObject | undefined {
  const found = listAt(object, 'status', 'conditions').find(
    (item) => textAt(item, 'type') === type,
  );
  return found === undefined ? undefined : objectAt({ found }, 'found');
}

/** One line about a resource: its status in Kubernetes' own words, and whether it is well. */
import { own } from '../../shared/own.ts';
import type { Health, ResourceSummary } from '../api.ts';
import { podStatus } from './podHealth.ts';
import type { StatusParts } from '../answers/statusParts.ts';
import { at, listAt, numberAt, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** `object` need not carry apiVersion and kind (items of a list do not). */
export function summarize(
  object: unknown,
  { apiVersion, kind }: { apiVersion: string; kind: string },
): ResourceSummary {
  const namespace = textAt(object, 'metadata', 'namespace');
  const uid = textAt(object, 'metadata', 'uid');
  const createdAt = textAt(object, 'metadata', 'creationTimestamp');
  const terminating = textAt(object, 'metadata', 'deletionTimestamp') !== undefined;
  const parts = statusOf(object, apiVersion, kind);
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
  };
}

function statusOf(object: unknown, apiVersion: string, kind: string): StatusParts {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return (STATUS_BY_KIND[`${group}/${kind}`] ?? conditionStatus)(object);
}

const STATUS_BY_KIND: Readonly<Record<string, (object: unknown) => StatusParts>> = {
  '/Pod': podStatus,
  '/Namespace': (object) => phase(object, { Active: 'ok', Terminating: 'progressing' }),
  '/Node': nodeStatus,
  '/PersistentVolumeClaim': claimStatus,
  '/PersistentVolume': volumeStatus,
  'storage.k8s.io/StorageClass': storageClassStatus,
  'sparkoperator.k8s.io/SparkApplication': sparkStatus,
  'sparkoperator.k8s.io/ScheduledSparkApplication': scheduledSparkStatus,
  'sparkoperator.k8s.io/SparkConnect': (object) =>
    named(textAt(object, 'status', 'state'), {
      Ready: 'ok',
      Provisioning: 'progressing',
      NotReady: 'progressing',
      Failed: 'error',
    }),
};

function named(
  status: string | undefined,
  known: Readonly<Record<string, Health>>,
  detail?: string,
): StatusParts {
  return {
    status: status ?? '',
    health: own(known, status ?? '') ?? 'unknown',
    ...(detail && { detail }),
  };
}

function phase(object: unknown, known: Readonly<Record<string, Health>>): StatusParts {
  return named(textAt(object, 'status', 'phase'), known);
}

function claimStatus(object: unknown): StatusParts {
  const volume = textAt(object, 'spec', 'volumeName');
  return {
    ...phase(object, { Bound: 'ok', Pending: 'progressing', Lost: 'error' }),
    ...(volume && { boundTo: volume }),
    ...storage(
      object,
      textAt(object, 'status', 'capacity', 'storage') ??
        textAt(object, 'spec', 'resources', 'requests', 'storage'),
    ),
  };
}

function volumeStatus(object: unknown): StatusParts {
  const claim = objectAt(object, 'spec', 'claimRef');
  const name = textAt(claim, 'name');
  const message = textAt(object, 'status', 'message');
  return {
    ...phase(object, {
      Bound: 'ok',
      Available: 'ok',
      Released: 'warning',
      Pending: 'progressing',
      Failed: 'error',
    }),
    ...(message && { detail: message }),
    ...(name && { boundTo: `${textAt(claim, 'namespace') ?? ''}/${name}` }),
    ...storage(object, textAt(object, 'spec', 'capacity', 'storage')),
  };
}

function storage(object: unknown, capacity: string | undefined): Partial<StatusParts> {
  const storageClass = textAt(object, 'spec', 'storageClassName');
  return { ...(storageClass && { storageClass }), ...(capacity && { capacity }) };
}

function storageClassStatus(object: unknown): StatusParts {
  const annotations = objectAt(object, 'metadata', 'annotations');
  const isDefault = [
    'storageclass.kubernetes.io/is-default-class',
    'storageclass.beta.kubernetes.io/is-default-class',
  ].some((key) => annotations[key] === 'true');
  const provisioner = textAt(object, 'provisioner');
  return { status: '', health: 'ok', isDefault, ...(provisioner && { provisioner }) };
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

/** States of the Spark operator, v1beta2. */
const SPARK_HEALTH: Readonly<Record<string, Health>> = {
  New: 'progressing',
  SUBMITTED: 'progressing',
  RUNNING: 'ok',
  SUCCEEDING: 'progressing',
  COMPLETED: 'ok',
  FAILING: 'warning',
  FAILED: 'error',
  SUBMISSION_FAILED: 'error',
  PENDING_RERUN: 'progressing',
  INVALIDATING: 'progressing',
  SUSPENDING: 'progressing',
  SUSPENDED: 'warning',
  RESUMING: 'progressing',
};

function sparkStatus(object: unknown): StatusParts {
  const state = textAt(object, 'status', 'applicationState', 'state') ?? 'New';
  return named(state, SPARK_HEALTH, textAt(object, 'status', 'applicationState', 'errorMessage'));
}

function scheduledSparkStatus(object: unknown): StatusParts {
  if (at(object, 'spec', 'suspend') === true) return { status: 'Suspended', health: 'warning' };
  const state = textAt(object, 'status', 'scheduleState') ?? 'New';
  const known = {
    New: 'progressing',
    Validating: 'progressing',
    Scheduled: 'ok',
    FailedValidation: 'error',
  } as const;
  const next = textAt(object, 'status', 'nextRun');
  return named(state, known, textAt(object, 'status', 'reason') ?? (next && `Next run ${next}`));
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

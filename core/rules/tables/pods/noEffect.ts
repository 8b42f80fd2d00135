/** Kinds of Kubernetes: what the API server takes, and what then does nothing or something else than was meant. */
import { get, type Node } from '../../../yaml/node.ts';
import { containersOf } from '../../containers/podSpec.ts';
import { isFilled, list } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { blank, both, filled, noneOf, oneOf, textOf, unlike, type Here } from '../conditions.ts';
import { factsOf } from '../fact.ts';

const page = (path: string) => onPage('Kubernetes', `https://kubernetes.io/docs/${path}`);
const storage = page('concepts/storage/');
/** Decimal numbers whose digits are meant as octal ones: 0620, 0670, 0674 and 0764 are no permissions that anybody wants. */
const octalDigits = oneOf(400, 440, 444, 500);
const modeWords =
  'without a leading 0 this is a decimal number, and other permissions than its digits say: write 0 in front of it';

const parts: readonly Rule[] = [
  ...factsOf(
    {
      on: { types: ['core.v1/NodeSelectorRequirement'] },
      source: page('concepts/scheduling-eviction/assign-pod-node/'),
    },
    [
      {
        code: 'compared-value',
        each: 'values[]',
        when: { '': unlike(/^-?\d+$|[{}$]/), '/operator': oneOf('Gt', 'Lt') },
        says: 'Gt and Lt compare whole numbers, and no node fits this: write a number in quotes',
      },
    ],
  ),
  ...factsOf(
    {
      on: {
        types: [
          'SecretVolumeSource',
          'ConfigMapVolumeSource',
          'DownwardAPIVolumeSource',
          'ProjectedVolumeSource',
        ].map((type) => `core.v1/${type}`),
      },
      source: storage,
    },
    [{ code: 'default-mode-decimal', when: { defaultMode: octalDigits }, says: modeWords }],
  ),
  ...factsOf(
    { on: { types: ['core.v1/KeyToPath', 'core.v1/DownwardAPIVolumeFile'] }, source: storage },
    [{ code: 'file-mode-decimal', when: { mode: octalDigits }, says: modeWords }],
  ),
  ...factsOf(
    {
      on: { types: ['autoscaling.v2/ResourceMetricSource'] },
      source: page('tasks/run-application/horizontal-pod-autoscale/'),
    },
    [
      {
        code: 'metric-not-measured',
        when: { name: both(filled, noneOf('cpu', 'memory')) },
        says: 'of pods only "cpu" and "memory" are measured: write one of them, or a metric of type Pods or External',
      },
    ],
  ),
  ...factsOf({ on: { types: ['core.v1/PersistentVolumeClaimSpec'] }, source: storage }, [
    {
      code: 'data-source-of-other-group',
      when: {
        'dataSource.apiGroup': both(filled, noneOf('snapshot.storage.k8s.io')),
        'dataSource.kind': 'VolumeSnapshot',
      },
      says: 'the server drops a source of this group, and the volume is empty: write snapshot.storage.k8s.io, without a version',
    },
  ]),
  ...factsOf({ on: { types: ['core.v1/PodSpec'] }, severity: 'information', source: storage }, [
    {
      code: 'volume-unmounted',
      each: 'volumes[]',
      when: { name: isUnmounted },
      says: 'no container mounts the volume "{}": add it to "volumeMounts", or remove it',
    },
  ]),
];

const objects: readonly Rule[] = [
  ...factsOf({ on: { kinds: ['storage.k8s.io/StorageClass'] }, source: storage }, [
    {
      code: 'default-class-text',
      when: {
        'metadata.annotations[storageclass.kubernetes.io/is-default-class]': noneOf(true, false),
      },
      says: 'only "true" makes a class the default, in small letters',
    },
  ]),
  ...factsOf(
    {
      on: { kinds: ['policy/PodDisruptionBudget'] },
      severity: 'information',
      source: page('tasks/run-application/configure-pdb/'),
    },
    [
      {
        code: 'budget-of-all-pods',
        when: { 'spec.selector': blank },
        says: 'an empty selector chooses all pods of the namespace: write the labels of those that are meant',
      },
    ],
  ),
  ...factsOf(
    {
      on: { kinds: ['apps/Deployment', 'apps/ReplicaSet', 'apps/DaemonSet'] },
      severity: 'information',
      source: page('concepts/overview/working-with-objects/names/'),
    },
    [
      {
        code: 'name-cut-in-pods',
        when: { 'metadata.name': /^[^{}]{48,}$/ },
        says: 'names of pods have no room for all of it and are cut: use at most 47 characters',
      },
    ],
  ),
  ...factsOf(
    {
      on: { kinds: ['*'] },
      severity: 'information',
      source: page('concepts/overview/working-with-objects/'),
    },
    [
      {
        code: 'status-written',
        when: { status: isStatusOfServer },
        says: 'the server writes the status and drops this one: remove it',
      },
      {
        code: 'creation-time-written',
        when: { 'metadata.creationTimestamp': filled },
        says: 'the server writes the time itself and drops this one: remove it',
      },
    ],
  ),
];

export const factsWithoutEffect: readonly Rule[] = [...parts, ...objects];

function isStatusOfServer(found: Node | undefined, { visit }: Here): boolean {
  return isFilled(found) && visit.ctx.schema?.entry?.isKubernetes === true;
}

const mountedIn = new WeakMap<Node, ReadonlySet<string | undefined>>();

/** By no container of a pod that Kubernetes itself makes; an operator may add containers. */
function isUnmounted(found: Node | undefined, { root, visit }: Here): boolean {
  const name = textOf(found);
  if (name === undefined || visit.enforcedBy !== 'apiServer') return false;
  const mounted = mountedIn.get(root) ?? namesMounted(root);
  mountedIn.set(root, mounted);
  return !mounted.has(name) && !mounted.has(undefined);
}

/** Undefined among them: a name that is not known. */
function namesMounted(spec: Node): ReadonlySet<string | undefined> {
  const names = containersOf(spec).flatMap((container) =>
    ['volumeMounts', 'volumeDevices'].flatMap((key) =>
      list(get(container, key)).map((mount) => textOf(get(mount, 'name'))),
    ),
  );
  return new Set(names);
}

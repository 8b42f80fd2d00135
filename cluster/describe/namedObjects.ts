/** The objects that an object names: its owners, and what the pods of it need. */
import type { LinkedObject } from '../describeApi.ts';
import { podTemplateOf } from '../objects/podTemplate.ts';
import { listAt, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

export interface NamedObject {
  readonly object: LinkedObject;
  /** What it is for, as it stands in a table: `volume data`. */
  readonly as: string;
}

export function ownersOf(object: JsonObject): readonly NamedObject[] {
  const namespace = textAt(object, 'metadata', 'namespace');
  return listAt(object, 'metadata', 'ownerReferences').map((owner) => {
    const apiVersion = textAt(owner, 'apiVersion') ?? 'v1';
    const kind = textAt(owner, 'kind') ?? '';
    // An owner is in the namespace of what it owns, or in none.
    const isWide = kind === 'Node';
    return {
      as: 'owner',
      object: {
        apiVersion,
        kind,
        name: textAt(owner, 'name') ?? '',
        ...(namespace && !isWide && { namespace }),
      },
    };
  });
}

/** Where a pod specification names an object: path from a volume, or from a source of variables. */
const volumeSources: readonly (readonly [kind: string, ...path: string[]])[] = [
  ['PersistentVolumeClaim', 'persistentVolumeClaim', 'claimName'],
  ['ConfigMap', 'configMap', 'name'],
  ['Secret', 'secret', 'secretName'],
];
const projectedSources: readonly (readonly [kind: string, ...path: string[]])[] = [
  ['ConfigMap', 'configMap', 'name'],
  ['Secret', 'secret', 'name'],
];
const variableSources: readonly (readonly [kind: string, ...path: string[]])[] = [
  ['ConfigMap', 'valueFrom', 'configMapKeyRef', 'name'],
  ['Secret', 'valueFrom', 'secretKeyRef', 'name'],
  ['ConfigMap', 'configMapRef', 'name'],
  ['Secret', 'secretRef', 'name'],
];

/** Those of a pod, or of the pods that are made of a template, and what the object itself is about. Each once. */
export function neededBy(object: JsonObject, kind: string): readonly NamedObject[] {
  const namespace = textAt(object, 'metadata', 'namespace');
  const spec = objectAt(podTemplateOf(object, kind), 'spec');
  const found = [
    ...ofVolumes(spec),
    ...ofContainers(spec),
    ...ofPod(spec),
    ...ofObject(object, kind),
  ];
  const known = new Set<string>();
  return found.flatMap(({ kind: wanted, name, as, apiVersion = 'v1' }) => {
    const key = `${wanted} ${name}`;
    if (known.has(key)) return [];
    known.add(key);
    const isWide = wanted === 'Node' || wanted === 'StorageClass';
    return [
      {
        as,
        object: {
          apiVersion,
          kind: wanted,
          name,
          ...(namespace && !isWide && { namespace }),
        },
      },
    ];
  });
}

interface Found {
  readonly kind: string;
  readonly name: string;
  readonly as: string;
  /** `v1` unless told. */
  readonly apiVersion?: string;
}

function* named(
  from: unknown,
  sources: readonly (readonly [kind: string, ...path: string[]])[],
  as: string,
): Generator<Found> {
  for (const [kind, ...path] of sources) {
    const name = textAt(from, ...path);
    if (name !== undefined) yield { kind, name, as };
  }
}

function* ofVolumes(spec: JsonObject): Generator<Found> {
  for (const volume of listAt(spec, 'volumes')) {
    const as = `volume ${textAt(volume, 'name') ?? ''}`;
    yield* named(volume, volumeSources, as);
    for (const source of listAt(volume, 'projected', 'sources'))
      yield* named(source, projectedSources, as);
  }
}

function* ofContainers(spec: JsonObject): Generator<Found> {
  const containers = ['containers', 'initContainers'].flatMap((list) => listAt(spec, list));
  for (const container of containers) {
    const as = `variables of ${textAt(container, 'name') ?? ''}`;
    for (const variable of [...listAt(container, 'env'), ...listAt(container, 'envFrom')])
      yield* named(variable, variableSources, as);
  }
}

function* ofPod(spec: JsonObject): Generator<Found> {
  yield* named(spec, [['ServiceAccount', 'serviceAccountName']], 'account');
  yield* named(spec, [['Node', 'nodeName']], 'node');
  for (const secret of listAt(spec, 'imagePullSecrets'))
    yield* named(secret, [['Secret', 'name']], 'pulls images');
}

/** Of kinds of Kubernetes that name others beside pods. */
function* ofObject(object: JsonObject, kind: string): Generator<Found> {
  if (kind === 'StatefulSet')
    yield* named(object, [['Service', 'spec', 'serviceName']], 'names of its pods');
  if (kind === 'PersistentVolumeClaim' || kind === 'PersistentVolume')
    for (const found of named(object, [['StorageClass', 'spec', 'storageClassName']], 'class'))
      yield { ...found, apiVersion: 'storage.k8s.io/v1' };
  if (kind === 'HorizontalPodAutoscaler') {
    const target = objectAt(object, 'spec', 'scaleTargetRef');
    const [targetKind, name] = [textAt(target, 'kind'), textAt(target, 'name')];
    const apiVersion = textAt(target, 'apiVersion') ?? 'v1';
    if (targetKind && name) yield { kind: targetKind, name, apiVersion, as: 'scales' };
  }
  if (kind === 'Ingress') yield* ofIngress(object);
}

function* ofIngress(object: JsonObject): Generator<Found> {
  yield* named(object, [['Service', 'spec', 'defaultBackend', 'service', 'name']], 'leads to');
  for (const rule of listAt(object, 'spec', 'rules'))
    for (const path of listAt(rule, 'http', 'paths'))
      yield* named(path, [['Service', 'backend', 'service', 'name']], 'leads to');
  for (const tls of listAt(object, 'spec', 'tls'))
    yield* named(tls, [['Secret', 'secretName']], 'certificate');
}

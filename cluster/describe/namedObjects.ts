/** The objects that an object names: its owners, and what the pods of it need. */
import type { LinkedObject } from '../describeApi.ts';
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

/** Those of a pod, or of the pods that are made of a template. Each once. */
export function neededBy(object: JsonObject, kind: string): readonly NamedObject[] {
  const namespace = textAt(object, 'metadata', 'namespace');
  const spec =
    kind === 'Pod'
      ? objectAt(object, 'spec')
      : kind === 'CronJob'
        ? objectAt(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec')
        : objectAt(object, 'spec', 'template', 'spec');
  const found = [...ofVolumes(spec), ...ofContainers(spec), ...ofPod(spec)];
  const known = new Set<string>();
  return found.flatMap(({ kind: wanted, name, as }) => {
    const key = `${wanted} ${name}`;
    if (known.has(key)) return [];
    known.add(key);
    const isNode = wanted === 'Node';
    return [
      {
        as,
        object: {
          apiVersion: 'v1',
          kind: wanted,
          name,
          ...(namespace && !isNode && { namespace }),
        },
      },
    ];
  });
}

interface Found {
  readonly kind: string;
  readonly name: string;
  readonly as: string;
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

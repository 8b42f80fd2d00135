/** What a pod, or the template of one, says of claims, nodes, labels and ports. */
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import { at, get, items, text, type Node } from '../yaml/node.ts';
import type { ClaimTemplate, Counted, Labels, MountedClaim, PodFacts } from './facts.ts';
import { named, textsOf } from './references.ts';
import { claimFacts } from './storageFacts.ts';

/** A pod specification with what stands around it. */
export interface PodPlace {
  readonly spec: Node;
  /** Of the pod. */
  readonly metadata: Node | undefined;
  /** The object that the pods come from. */
  readonly object: Node;
  readonly kind: string;
}

export function podFacts(
  { spec, metadata, object, kind }: PodPlace,
  document: ManifestDocument,
): PodFacts {
  const range = document.rangeOf(spec.span);
  const containers = ['initContainers', 'containers'].flatMap((field) => items(get(spec, field)));
  const mounts = mountsIn(containers, 'volumeMounts', document);
  const devices = mountsIn(containers, 'volumeDevices', document);
  const nodeName = named(get(spec, 'nodeName'), document);
  const fsGroup = at(spec, ['securityContext', 'fsGroup']);
  const replicas = replicasOf(object, kind, document);
  const strategy = named(strategyOf(object, kind), document);
  return {
    labels: textsOf(get(metadata, 'labels')),
    range,
    ...(replicas && { replicas }),
    portNames: containers.flatMap((container) =>
      items(get(container, 'ports')).flatMap((port) => text(get(port, 'name')) ?? []),
    ),
    ...(nodeName && { nodeName }),
    nodeLabels: nodeLabelsOf(spec),
    ...(fsGroup && { fsGroup: document.rangeOf(fsGroup.span) }),
    ...(strategy && { strategy }),
    claims: claimsIn(spec, { mounts, devices }, document),
    templates: templatesIn(object, { mounts, devices }, document),
  };
}

type ByVolume = ReadonlyMap<string, readonly Range[]>;

interface Mounts {
  readonly mounts: ByVolume;
  readonly devices: ByVolume;
}

function mountsIn(
  containers: readonly Node[],
  field: string,
  document: ManifestDocument,
): ByVolume {
  const found = new Map<string, Range[]>();
  for (const container of containers)
    for (const mount of items(get(container, field))) {
      const name = get(mount, 'name');
      const volume = text(name);
      if (!name || volume === undefined) continue;
      const ranges = found.get(volume) ?? [];
      ranges.push(document.rangeOf(name.span));
      found.set(volume, ranges);
    }
  return found;
}

function claimsIn(
  spec: Node,
  { mounts, devices }: Mounts,
  document: ManifestDocument,
): MountedClaim[] {
  return items(get(spec, 'volumes')).flatMap((item) => {
    const volume = text(get(item, 'name'));
    const source = get(item, 'persistentVolumeClaim');
    const claim = named(get(source, 'claimName'), document);
    if (volume === undefined || !claim) return [];
    const readOnly = get(source, 'readOnly');
    return [
      {
        volume,
        claim,
        isReadOnly: readOnly?.type === 'scalar' && readOnly.value === true,
        mounts: mounts.get(volume) ?? [],
        devices: devices.get(volume) ?? [],
      },
    ];
  });
}

function templatesIn(
  object: Node,
  { mounts, devices }: Mounts,
  document: ManifestDocument,
): ClaimTemplate[] {
  return items(at(object, ['spec', 'volumeClaimTemplates'])).flatMap((template) => {
    const name = named(at(template, ['metadata', 'name']), document);
    if (!name) return [];
    return [
      {
        name,
        claim: claimFacts(template, document),
        mounts: mounts.get(name.text) ?? [],
        devices: devices.get(name.text) ?? [],
      },
    ];
  });
}

/** Pods that run at the same time. */
function replicasOf(object: Node, kind: string, document: ManifestDocument): Counted | undefined {
  const field = replicaFields.get(kind);
  if (field === undefined) return undefined;
  const node = at(object, ['spec', field]);
  if (node?.type === 'scalar' && typeof node.value === 'number')
    return { count: node.value, range: document.rangeOf(node.span) };
  const place = at(object, ['metadata', 'name']) ?? object;
  return node === undefined ? { count: 1, range: document.rangeOf(place.span) } : undefined;
}

const replicaFields: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'replicas'],
  ['StatefulSet', 'replicas'],
  ['ReplicaSet', 'replicas'],
  ['ReplicationController', 'replicas'],
  ['Job', 'parallelism'],
]);

function strategyOf(object: Node, kind: string): Node | undefined {
  if (kind === 'Deployment') return at(object, ['spec', 'strategy', 'type']);
  return kind === 'StatefulSet' ? at(object, ['spec', 'updateStrategy', 'type']) : undefined;
}

/** Labels that the node must have: those of `nodeSelector`, and those that every required term asks for with one value. */
function nodeLabelsOf(spec: Node): Labels {
  const required = at(spec, [
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  ]);
  const terms = items(required);
  const found = textsOf(get(spec, 'nodeSelector'));
  const [term] = terms;
  if (terms.length !== 1) return found;
  for (const expression of items(get(term, 'matchExpressions'))) {
    const key = text(get(expression, 'key'));
    const values = items(get(expression, 'values'));
    const value = text(values[0]);
    if (text(get(expression, 'operator')) !== 'In' || values.length !== 1) continue;
    if (key !== undefined && value !== undefined) found[key] = value;
  }
  return found;
}

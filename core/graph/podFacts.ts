/** What a pod, or the template of one, says of claims, nodes, labels and ports. */
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import { isDataPath } from '../storage/databases.ts';
import { NANO, parseQuantity } from '../formats/quantity.ts';
import { at, entries, get, items, text, isTrue, numberOf, type Node } from '../yaml/node.ts';
import type {
  ClaimTemplate,
  ContainerFacts,
  Counted,
  MountedClaim,
  Named,
  PodFacts,
} from './facts.ts';
import { isSidecar } from './podAmounts.ts';
import { podSecurity } from './podSecurity.ts';
import { named, textsOf } from './references.ts';
import { claimFacts } from './storageFacts.ts';

/** A pod specification with what stands around it. */
export interface PodPlace {
  readonly spec: Node;
  /** Where they do not stand in `spec`. */
  readonly containers?: readonly Node[];
  readonly volumes?: Node | undefined;
  /** Of the pod. */
  readonly metadata: Node | undefined;
  /** The object that the pods come from. */
  readonly object: Node;
  readonly kind: string;
}

export function podFacts(
  { spec, metadata, object, kind, ...other }: PodPlace,
  document: ManifestDocument,
): PodFacts {
  const range = document.rangeOf(spec.span);
  const containers =
    other.containers ??
    ['initContainers', 'containers'].flatMap((field) => items(get(spec, field)));
  const initial = new Set(items(get(spec, 'initContainers')));
  const paths = pathsIn(containers);
  const mounts = mountsIn(containers, 'volumeMounts', document);
  const written = mountsIn(containers, 'volumeMounts', document, isWritten);
  const devices = mountsIn(containers, 'volumeDevices', document);
  const nodeName = named(get(spec, 'nodeName'), document);
  const fsGroup = at(spec, ['securityContext', 'fsGroup']);
  const replicas = replicasOf(object, kind, document);
  const concurrency =
    kind === 'CronJob' ? named(at(object, ['spec', 'concurrencyPolicy']), document) : undefined;
  const fileDatabase = fileDatabaseIn(containers, document);
  const strategy = named(strategyOf(object, kind), document);
  return {
    labels: textsOf(get(metadata, 'labels')),
    range,
    ...(replicas && { replicas }),
    portNames: containers.flatMap((container) =>
      items(get(container, 'ports')).flatMap((port) => text(get(port, 'name')) ?? []),
    ),
    portNumbers: containers.flatMap((container) =>
      items(get(container, 'ports')).flatMap((port) => numberOf(get(port, 'containerPort')) ?? []),
    ),
    containers: containers.map((container) =>
      containerFacts(container, initial.has(container), document),
    ),
    ...(nodeName && { nodeName }),
    nodeLabels: nodeLabelsOf(spec),
    ...(concurrency && { concurrency }),
    ...(fileDatabase && { fileDatabase }),
    ...(fsGroup && { fsGroup: document.rangeOf(fsGroup.span) }),
    ...(!other.containers && { security: podSecurity(spec, document) }),
    ...(strategy && { strategy }),
    claims: claimsIn(
      other.volumes ?? get(spec, 'volumes'),
      { mounts, written, devices, paths },
      document,
    ),
    templates: templatesIn(object, { mounts, written, devices, paths }, document),
  };
}

function isWritten(mount: Node): boolean {
  return !isTrue(get(mount, 'readOnly'));
}

function containerFacts(
  container: Node,
  isInitial: boolean,
  document: ManifestDocument,
): ContainerFacts {
  const place = get(container, 'name') ?? container;
  return {
    name: text(get(container, 'name')) ?? '',
    range: document.rangeOf(place.span),
    isInitial,
    isSidecar: isSidecar(text(get(container, 'restartPolicy')), isInitial),
    hasPorts: items(get(container, 'ports')).length > 0,
    requests: amountsOf(at(container, ['resources', 'requests'])),
    limits: amountsOf(at(container, ['resources', 'limits'])),
  };
}

/** In whole units: processors, bytes. What is no quantity is left out. */
export function amountsOf(node: Node | undefined): Record<string, number> {
  const found: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const { key, value } of entries(node)) {
    const amount =
      value.type === 'scalar' && value.value !== null ? parseQuantity(value.value) : undefined;
    if (amount !== undefined) found[key.source] = Number(amount) / Number(NANO);
  }
  return found;
}

type ByVolume = ReadonlyMap<string, readonly Range[]>;

interface Mounts {
  readonly mounts: ByVolume;
  readonly written: ByVolume;
  readonly devices: ByVolume;
  /** Where databases keep their data, by volume. */
  readonly paths: ReadonlyMap<string, string>;
}

function mountsIn(
  containers: readonly Node[],
  field: string,
  document: ManifestDocument,
  isMeant: (mount: Node) => boolean = () => true,
): ByVolume {
  const found = new Map<string, Range[]>();
  for (const container of containers)
    for (const mount of items(get(container, field))) {
      const name = get(mount, 'name');
      const volume = text(name);
      if (!name || volume === undefined || !isMeant(mount)) continue;
      const ranges = found.get(volume) ?? [];
      ranges.push(document.rangeOf(name.span));
      found.set(volume, ranges);
    }
  return found;
}

function pathsIn(containers: readonly Node[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const container of containers)
    for (const mount of items(get(container, 'volumeMounts'))) {
      const volume = text(get(mount, 'name'));
      const path = text(get(mount, 'mountPath'));
      if (volume !== undefined && path !== undefined && isDataPath(path)) found.set(volume, path);
    }
  return found;
}

/** In the environment or the arguments of a container. */
function fileDatabaseIn(
  containers: readonly Node[],
  document: ManifestDocument,
): Named | undefined {
  const texts = containers.flatMap((container) => [
    ...items(get(container, 'env')).map((variable) => get(variable, 'value')),
    ...items(get(container, 'args')),
    ...items(get(container, 'command')),
  ]);
  for (const node of texts) {
    const kind = /(sqlite:|jdbc:derby:|jdbc:h2:)/.exec(text(node) ?? '')?.[1];
    if (node && kind !== undefined) return { text: kind, range: document.rangeOf(node.span) };
  }
  return undefined;
}

function claimsIn(
  volumes: Node | undefined,
  { mounts, written, devices, paths }: Mounts,
  document: ManifestDocument,
): MountedClaim[] {
  return items(volumes).flatMap((item) => {
    const volume = text(get(item, 'name'));
    const source = get(item, 'persistentVolumeClaim');
    const claim = named(get(source, 'claimName'), document);
    if (volume === undefined || !claim) return [];
    return [
      {
        volume,
        claim,
        ...(paths.has(volume) && { dataPath: paths.get(volume) ?? '' }),
        isReadOnly: isTrue(get(source, 'readOnly')),
        mounts: mounts.get(volume) ?? [],
        written: written.get(volume) ?? [],
        devices: devices.get(volume) ?? [],
      },
    ];
  });
}

function templatesIn(
  object: Node,
  { mounts, devices, paths }: Mounts,
  document: ManifestDocument,
): ClaimTemplate[] {
  return items(at(object, ['spec', 'volumeClaimTemplates'])).flatMap((template) => {
    const name = named(at(template, ['metadata', 'name']), document);
    if (!name) return [];
    return [
      {
        name,
        claim: claimFacts(template, document),
        ...(paths.has(name.text) && { dataPath: paths.get(name.text) ?? '' }),
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
  const count = numberOf(node);
  if (node && count !== undefined)
    return { count, isWritten: true, range: document.rangeOf(node.span) };
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

/** What labels of the node must be: those of `nodeSelector`, and those of the one required term. */
function nodeLabelsOf(spec: Node): Record<string, string[]> {
  const required = at(spec, [
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  ]);
  const terms = items(required);
  const found: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [key, value] of Object.entries(textsOf(get(spec, 'nodeSelector'))))
    found[key] = [value];
  const [term] = terms;
  if (terms.length !== 1) return found;
  for (const expression of items(get(term, 'matchExpressions'))) {
    const key = text(get(expression, 'key'));
    const values = items(get(expression, 'values')).flatMap((value) => text(value) ?? []);
    if (key === undefined || text(get(expression, 'operator')) !== 'In') continue;
    found[key] = found[key]?.filter((value) => values.includes(value)) ?? values;
  }
  return found;
}

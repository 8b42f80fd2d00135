/** What claims, volumes and classes say that decides how they come together. */
import { NANO, parseQuantity } from '../formats/quantity.ts';
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import { looksFilledIn } from '../placeholders/placeholdersIn.ts';
import { at, entries, get, items, text, isTrue, type Node } from '../yaml/node.ts';
import type {
  ClaimFacts,
  ClassFacts,
  KindName,
  Named,
  StorageFacts,
  VolumeFacts,
  VolumeSelector,
} from './facts.ts';
import { named, textsOf } from './references.ts';

/** Undefined for a kind that stores nothing. */
export function storageFacts(
  { group, kind }: KindName,
  object: Node,
  document: ManifestDocument,
): StorageFacts | undefined {
  if (group === '' && kind === 'PersistentVolumeClaim')
    return { of: 'claim', ...claimFacts(object, document) };
  if (group === '' && kind === 'PersistentVolume')
    return { of: 'volume', ...volumeFacts(object, document) };
  if (group === 'storage.k8s.io' && kind === 'StorageClass')
    return { of: 'class', ...classFacts(object) };
  if (group === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshotClass')
    return { of: 'snapshotClass', driver: text(get(object, 'driver')) ?? '' };
  return undefined;
}

/** Of a claim, or of the template of one. */
export function claimFacts(object: Node, document: ManifestDocument): ClaimFacts {
  const spec = get(object, 'spec');
  const requested = at(spec, ['resources', 'requests', 'storage']);
  const request = bytesOf(requested);
  const requestText = sourceOf(requested, document);
  const volumeName = named(get(spec, 'volumeName'), document);
  const selector = selectorOf(get(spec, 'selector'), document);
  const source = sourceIn(spec, document);
  const className =
    text(get(spec, 'storageClassName')) ??
    text(at(object, ['metadata', 'annotations', 'volume.beta.kubernetes.io/storage-class']));
  return {
    ...(className !== undefined && { className }),
    ...rangeAs('classRange', get(spec, 'storageClassName'), document),
    ...modesOf(spec, document),
    ...(request !== undefined && { request }),
    ...(requestText && { requestText }),
    volumeMode: text(get(spec, 'volumeMode')) ?? 'Filesystem',
    ...rangeAs('volumeModeRange', get(spec, 'volumeMode'), document),
    ...(volumeName && { volumeName }),
    ...(selector && { selector }),
    ...(source && { source }),
  };
}

function sourceIn(spec: Node | undefined, document: ManifestDocument): ClaimFacts['source'] {
  const node = get(spec, 'dataSource') ?? get(spec, 'dataSourceRef');
  const name = named(get(node, 'name'), document);
  return name && { kind: text(get(node, 'kind')) ?? '', name };
}

function volumeFacts(object: Node, document: ManifestDocument): VolumeFacts {
  const spec = get(object, 'spec');
  const size = at(spec, ['capacity', 'storage']);
  const capacity = bytesOf(size);
  const source = entries(spec).find(({ key }) => sources.has(key.source));
  const claim = named(at(spec, ['claimRef', 'name']), document);
  const namespace = text(at(spec, ['claimRef', 'namespace']));
  return {
    className: text(get(spec, 'storageClassName')) ?? '',
    ...rangeAs('classRange', get(spec, 'storageClassName'), document),
    ...modesOf(spec, document),
    ...(capacity !== undefined && { capacity, capacityText: sourceOf(size, document)?.text ?? '' }),
    volumeMode: text(get(spec, 'volumeMode')) ?? 'Filesystem',
    reclaimPolicy: text(get(spec, 'persistentVolumeReclaimPolicy')) ?? 'Retain',
    ...(source && { source: source.key.source }),
    ...(claim && { claimRef: { name: claim, ...(namespace !== undefined && { namespace }) } }),
    nodeLabels: requiredLabels(
      items(at(spec, ['nodeAffinity', 'required', 'nodeSelectorTerms'])),
      'matchExpressions',
    ),
    ...handleOf(get(spec, 'csi'), document),
    ...rangeAs('nodeRange', at(spec, ['nodeAffinity', 'required']), document),
  };
}

function handleOf(csi: Node | undefined, document: ManifestDocument): { readonly handle?: Named } {
  const handle = get(csi, 'volumeHandle');
  const [driver, name] = [text(get(csi, 'driver')), text(handle)];
  if (!handle || driver === undefined || name === undefined || name === '') return {};
  if (looksFilledIn(name) || looksFilledIn(driver)) return {};
  return { handle: { text: `${driver} ${name}`, range: document.rangeOf(handle.span) } };
}

function classFacts(object: Node): ClassFacts {
  const annotation = ['metadata', 'annotations', 'storageclass.kubernetes.io/is-default-class'];
  const older = ['metadata', 'annotations', 'storageclass.beta.kubernetes.io/is-default-class'];
  return {
    provisioner: text(get(object, 'provisioner')) ?? '',
    isDefault: [annotation, older].some((path) => text(at(object, path)) === 'true'),
    bindsLate: text(get(object, 'volumeBindingMode')) === 'WaitForFirstConsumer',
    reclaimPolicy: text(get(object, 'reclaimPolicy')) ?? 'Delete',
    saysReclaimPolicy: get(object, 'reclaimPolicy') !== undefined,
    parameters: textsOf(get(object, 'parameters')),
    mayExpand: isTrue(get(object, 'allowVolumeExpansion')),
    topologies: requiredLabels(items(get(object, 'allowedTopologies')), 'matchLabelExpressions'),
  };
}

function modesOf(
  spec: Node | undefined,
  document: ManifestDocument,
): { readonly modes: string[]; readonly modesRange?: Range } {
  const list = get(spec, 'accessModes');
  const modes = items(list).flatMap((item) => text(item) ?? []);
  return { modes, ...rangeAs('modesRange', list, document) };
}

export function selectorOf(
  node: Node | undefined,
  document: ManifestDocument,
): VolumeSelector | undefined {
  if (node?.type !== 'map') return undefined;
  return {
    labels: textsOf(get(node, 'matchLabels')),
    expressions: items(get(node, 'matchExpressions')).map((expression) => ({
      key: text(get(expression, 'key')) ?? '',
      operator: text(get(expression, 'operator')) ?? '',
      values: items(get(expression, 'values')).flatMap((value) => text(value) ?? []),
    })),
    range: document.rangeOf(node.span),
  };
}

/** Values by label, where one term alone decides: several terms are alternatives, of which nothing is said. */
function requiredLabels(terms: readonly Node[], field: string): Record<string, string[]> {
  const found: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  if (terms.length !== 1) return found;
  for (const expression of items(get(terms[0], field))) {
    const key = text(get(expression, 'key'));
    const operator = text(get(expression, 'operator'));
    const values = items(get(expression, 'values')).flatMap((value) => text(value) ?? []);
    if (key !== undefined && (operator === undefined || operator === 'In')) found[key] = values;
  }
  return found;
}

export function bytesOf(node: Node | undefined): number | undefined {
  if (node?.type !== 'scalar' || node.value === null) return undefined;
  const amount = parseQuantity(node.value);
  return amount === undefined ? undefined : Number(amount / NANO);
}

function sourceOf(node: Node | undefined, document: ManifestDocument) {
  if (node?.type !== 'scalar') return undefined;
  return { text: node.source, range: document.rangeOf(node.span) };
}

function rangeAs<K extends string>(
  key: K,
  node: Node | undefined,
  document: ManifestDocument,
): Partial<Record<K, Range>> {
  return node ? ({ [key]: document.rangeOf(node.span) } as Record<K, Range>) : {};
}

/** Fields of a volume that say where the data lies. */
const sources: ReadonlySet<string> = new Set([
  ...[
    'awsElasticBlockStore',
    'azureDisk',
    'azureFile',
    'cephfs',
    'cinder',
    'csi',
    'fc',
    'flexVolume',
  ],
  ...['flocker', 'gcePersistentDisk', 'glusterfs', 'hostPath', 'iscsi', 'local', 'nfs'],
  ...['photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos'],
  'vsphereVolume',
]);

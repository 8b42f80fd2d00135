/** The facts of one document: one walk with the schema of each of its objects. */
import { kindName, type GroupVersionKind } from '../../shared/gvk.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestObject } from '../model/objects.ts';
import { isListKind } from '../model/typeMeta.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { walk } from '../walk/walk.ts';
import type { Visit } from '../walk/visit.ts';
import { at, entries, get, items, text, isTrue, type Node } from '../yaml/node.ts';
import type { Work } from '../pacing/work.ts';
import type { PlacedFacts } from './graph.ts';
import type {
  KindName,
  MadeObject,
  Named,
  ObjectFacts,
  PodFacts,
  Reference,
  Right,
  Selector,
} from './facts.ts';
import { isFilledIn, reachOf } from './copies.ts';
import { FactsOfDocument, keptFacts } from './factsOfDocument.ts';
import { madeObjects } from './made.ts';
import { gatewayFacts } from './gatewayFacts.ts';
import { hostReferences, hostsOf } from './meshHosts.ts';
import { limitFacts, quotaFacts } from './namespaceFacts.ts';
import { ignoresConnectors, kafkaFacts, ownFacts, variablesOf } from './operatorFacts.ts';
import { givenParts, podDefaultFacts } from './podDefaultFacts.ts';
import { partFacts } from './parts.ts';
import { podFacts } from './podFacts.ts';
import { MountsSeen } from './mountFacts.ts';
import { labelReferences, named, referenceAt, textsOf } from './references.ts';
import { serviceAddressesIn, shortAddressesIn } from './serviceAddresses.ts';
import { serviceFacts } from './serviceFacts.ts';
import { sparkPods } from './sparkPods.ts';
import { sparkFields } from './sparkSwitches.ts';
import { storageFacts } from './storageFacts.ts';
import { inputFacts, passedAt } from './templateInputs.ts';

/** Kept with the document. Yields to others; a document that is too large or broken says nothing. */
export function* factsOf(store: SchemaStore, document: ManifestDocument): Work<PlacedFacts> {
  const kept = keptFacts(document);
  const { revision } = store;
  if (kept.facts && kept.revision === revision) return kept.facts;
  const schema = schemaBehind(store, document);
  if (kept.facts && kept.schema === schema) {
    kept.revision = revision;
    return kept.facts;
  }
  const facts: ObjectFacts[] = [];
  const { gvk } = document;
  if (gvk && document.isReadable)
    for (const object of document.objects) {
      const found = yield* factsOfObject(store, document, object);
      if (found) facts.push(found);
    }
  kept.facts = new FactsOfDocument(document, facts);
  kept.schema = schema;
  kept.revision = revision;
  return kept.facts;
}

/** Another one where the facts may be others. */
function schemaBehind(store: SchemaStore, { gvk }: ManifestDocument): unknown {
  return gvk && !isListKind(gvk.kind) ? store.schemaOf(gvk) : store.revision;
}

/** What stands in a Secret is a secret, addresses with their passwords among it. */
function referencesAt(visit: Visit, document: ManifestDocument): Reference[] {
  const hosts = hostReferences(visit, document);
  if (hosts.length > 0) return hosts;
  if (visit.schema?.['x-ref']?.address)
    return [...shortAddressesIn(visit.node, document), ...serviceAddressesIn(visit.node, document)];
  const reference = referenceAt(visit, document);
  const isSecret = document.gvk?.group === '' && document.gvk.kind === 'Secret';
  if (reference || isSecret)
    return reference ? [{ ...reference, ...passedAt(visit, document) }] : [];
  return serviceAddressesIn(visit.node, document);
}

function* factsOfObject(
  store: SchemaStore,
  document: ManifestDocument,
  { gvk, node, path }: ManifestObject,
): Work<ObjectFacts | undefined> {
  const metadata = get(node, 'metadata');
  if (!gvk) return undefined;
  const makes = madeBy(store, gvk, node);
  const written = named(get(metadata, 'name'), document);
  // A file of kustomize has no name, and yet makes objects; what gets its name from the server refers to others.
  const generated = get(metadata, 'generateName');
  const name =
    written ?? (makes.length > 0 || generated ? nameless(generated ?? node, document) : undefined);
  if (!name) return undefined;
  const references: Reference[] = [];
  const pods: PodFacts[] = [];
  const mounts = new MountsSeen();
  const schema = store.schemaOf(gvk) ?? store.anyObject;
  let visits = 0;
  for (const visit of walk({ root: node, gvk, schema, text: document.text })) {
    if (++visits % pause === 0) yield;
    if (visits > maxVisits) break;
    references.push(...referencesAt(visit, document));
    mounts.note(visit);
    if (isPodSpec(visit)) pods.push(podAt(visit, node, gvk, document));
  }
  const kind: KindName = { group: gvk.group, kind: gvk.kind };
  references.push(...labelReferences(kind, get(metadata, 'labels'), document));
  pods.push(...sparkPods(kind, node, document));
  const namespace = text(get(metadata, 'namespace'));
  const keys = keysOf(kind, node, document);
  const variables = variablesOf(kind, node);
  const storage = storageFacts(kind, node, document);
  return {
    ...kind,
    name,
    ...(namespace !== undefined && { namespace }),
    within: path,
    labels: textsOf(get(metadata, 'labels')),
    ...(keys && { keys }),
    ...(variables && { variables }),
    ...ownFacts(kind, node),
    ...partFacts(kind, node, document),
    ...inputFacts(kind, node),
    ...(ignoresConnectors(kind, metadata) && { ignoresConnectors: true }),
    ...serviceFacts(kind, node, document),
    ...(isTrue(get(node, 'globalDefault')) && { isGlobalDefault: true }),
    ...(isRole(kind) && { rights: rightsOf(node) }),
    ...reachOf(kind, node),
    references,
    makes,
    selectors: selectorsOf(kind, node, document),
    ...(mounts.files.length > 0 && { mountedFiles: mounts.files }),
    pods,
    ...scalingOf(kind, node, references, document),
    ...ofKind(kind, node, document),
    ...(storage && { storage }),
  };
}

function madeBy(store: SchemaStore, gvk: GroupVersionKind, node: Node): MadeObject[] {
  const name = text(at(node, ['metadata', 'name'])) ?? '';
  return [...madeObjects(store.makesOf(gvk), node, name), ...hostsOf(gvk, node)];
}

/** What only objects of some kinds say. */
function ofKind(kind: KindName, node: Node, document: ManifestDocument): Partial<ObjectFacts> {
  return {
    ...leastPodsOf(kind, node, document),
    ...sparkFields(kind, node, document),
    ...kafkaFacts(kind, node, document),
    ...gatewayFacts(kind, node, document),
    ...ofNamespace(kind, node, document),
  };
}

/** What an object says of the pods of its namespace. */
function ofNamespace(
  kind: KindName,
  node: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'quota' | 'limits' | 'podDefault'> {
  const quota = quotaFacts(kind, node, document);
  const limits = limitFacts(kind, node);
  const podDefault = podDefaultFacts(kind, node, document);
  return { ...(quota && { quota }), ...(limits && { limits }), ...(podDefault && { podDefault }) };
}

const pause = 500;
/** Of one object: more than any manifest that somebody wrote. */
const maxVisits = 100_000;

/** A name that nobody can ask for. */
function nameless({ span: [start] }: Node, document: ManifestDocument): Named {
  return { text: '', range: document.rangeOf([start, start]) };
}

function isPodSpec({ type, isNarrowing, node }: Visit): boolean {
  return !isNarrowing && node.type === 'map' && type !== undefined && podSpecs.has(type);
}

const podSpecs: ReadonlySet<string> = new Set(['core.v1/PodSpec', 'core.v1/PartialPodSpec']);

function podAt(
  { node, parent, step }: Visit,
  object: Node,
  { group, kind }: KindName,
  document: ManifestDocument,
): PodFacts {
  // The controller of notebooks gives their pods the labels of the notebook.
  const isNotebook = group === 'kubeflow.org' && kind === 'Notebook';
  const holder = isNotebook ? object : step === 'spec' ? parent?.node : undefined;
  const metadata = get(holder, 'metadata');
  const facts = podFacts({ spec: node, metadata, object, kind }, document);
  const given = givenParts({ group, kind }, node, metadata);
  return given ? { ...facts, given } : facts;
}

/** Undefined for kinds that have none, and where not all are written. */
function keysOf(
  { group, kind }: KindName,
  node: Node,
  document: ManifestDocument,
): Named[] | undefined {
  if (group !== '' || (kind !== 'ConfigMap' && kind !== 'Secret')) return undefined;
  if (isFilledIn(node)) return undefined;
  return ['data', 'stringData', 'binaryData'].flatMap((field) =>
    entries(get(node, field)).map(({ key }) => ({
      text: key.source,
      range: document.rangeOf(key.span),
    })),
  );
}

/** Of those who add pods to a workload. */
function scalingOf(
  { kind }: KindName,
  node: Node,
  references: readonly Reference[],
  document: ManifestDocument,
): Pick<ObjectFacts, 'scaling'> {
  const field = mostReplicas.get(kind);
  const most = field === undefined ? undefined : at(node, ['spec', field]);
  const wanted = text(at(node, ['spec', 'scaleTargetRef', 'name']));
  const target = references.find((each) => each.name.text === wanted && each.group === 'apps');
  if (!target || most?.type !== 'scalar' || typeof most.value !== 'number') return {};
  const ofRequests = items(at(node, ['spec', 'metrics'])).flatMap((metric) => {
    const resource = get(metric, 'resource');
    const isShare = text(at(resource, ['target', 'type'])) === 'Utilization';
    const measured = isShare ? named(get(resource, 'name'), document) : undefined;
    return measured ?? [];
  });
  const count = { count: most.value, range: document.rangeOf(most.span) };
  return { scaling: { target, most: count, ofRequests } };
}

const mostReplicas: ReadonlyMap<string, string> = new Map([
  ['HorizontalPodAutoscaler', 'maxReplicas'],
  ['ScaledObject', 'maxReplicaCount'],
]);

/** A share of the pods is no number of them. */
function leastPodsOf(
  { group, kind }: KindName,
  node: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'leastPods'> {
  if (group !== 'policy' || kind !== 'PodDisruptionBudget') return {};
  const least = at(node, ['spec', 'minAvailable']);
  return least?.type === 'scalar' && typeof least.value === 'number'
    ? { leastPods: { count: least.value, range: document.rangeOf(least.span) } }
    : {};
}

function isRole({ group, kind }: KindName): boolean {
  return group === 'rbac.authorization.k8s.io' && (kind === 'Role' || kind === 'ClusterRole');
}

function rightsOf(role: Node): Right[] {
  return items(get(role, 'rules')).map((rule) => {
    const [groups = [], resources = [], verbs = []] = ['apiGroups', 'resources', 'verbs'].map(
      (key) => items(get(rule, key)).flatMap((item) => text(item) ?? []),
    );
    return { groups, resources, verbs };
  });
}

function selectorsOf(
  { group, kind }: KindName,
  node: Node,
  document: ManifestDocument,
): Selector[] {
  const { path, of = 'pods', ports: portPath } = selectorPaths.get(kindName({ group, kind })) ?? {};
  const selector = path && at(node, path);
  if (selector?.type !== 'map' || selector.entries.length === 0) return [];
  // It looks in other namespaces, too.
  if (get(get(node, 'spec'), 'namespaceSelector') && group === 'monitoring.coreos.com') return [];
  const [list, field = ''] = portPath ?? [];
  const ports = (list === undefined ? [] : items(at(node, ['spec', list]))).flatMap((port) => {
    const found = get(port, field);
    if (found?.type !== 'scalar' || found.source === '') return [];
    return [{ text: found.source, range: document.rangeOf(found.span) }];
  });
  return [
    {
      of,
      labels: textsOf(selector),
      range: document.rangeOf(selector.span),
      ports,
    },
  ];
}

interface SelectorPlace {
  readonly path: readonly string[];
  readonly of?: KindName;
  /** List below `spec` and the field in it that names a port. */
  readonly ports?: readonly [list: string, field: string];
}

const selectorPaths: ReadonlyMap<string, SelectorPlace> = new Map<string, SelectorPlace>([
  ['Service', { path: ['spec', 'selector'], ports: ['ports', 'targetPort'] }],
  ['policy/PodDisruptionBudget', { path: ['spec', 'selector', 'matchLabels'] }],
  ['networking.k8s.io/NetworkPolicy', { path: ['spec', 'podSelector', 'matchLabels'] }],
  [
    'monitoring.coreos.com/PodMonitor',
    { path: ['spec', 'selector', 'matchLabels'], ports: ['podMetricsEndpoints', 'port'] },
  ],
  [
    'monitoring.coreos.com/ServiceMonitor',
    {
      path: ['spec', 'selector', 'matchLabels'],
      of: { group: '', kind: 'Service' },
      ports: ['endpoints', 'port'],
    },
  ],
  [
    'trino.stackable.tech/TrinoCluster',
    {
      path: ['spec', 'clusterConfig', 'catalogLabelSelector', 'matchLabels'],
      of: { group: 'trino.stackable.tech', kind: 'TrinoCatalog' },
    },
  ],
]);

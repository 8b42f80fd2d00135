/** What other objects offer to the one under the cursor: names, keys, ports and labels, from the graph. */
import type { KindName, Labels, PodFacts } from '../../graph/facts.ts';
import type { Declared, Graph } from '../../graph/graph.ts';
import { hasLabels } from '../../graph/labels.ts';
import { isSameNamespace } from '../../graph/resolve.ts';
import { at, text } from '../../yaml/node.ts';
import { noteOpenFiles } from '../openObjects.ts';
import { unique } from './declared.ts';
import { objectOf, type Place } from './place.ts';

/** Names of a kind that can be used from a namespace; those that are surely in it first. */
export function namesOfKind(place: Place, kind: KindName, namespace?: string): string[] {
  const graph = graphFor(place);
  const surely: string[] = [];
  const perhaps: string[] = [];
  for (const { name, namespace: its } of usable(place, graph.ofKind(kind), kind, namespace))
    (its === undefined ? perhaps : surely).push(name);
  const isNamespaced = place.session.store.isNamespaced(kind) === true;
  const whose = isNamespaced ? (namespace ?? namespaceOf(place)) : undefined;
  const inCluster = place.session.clusterNames.of(kind, whose, true) ?? [];
  const inUse = kind.group === '' && kind.kind === 'Namespace' ? graph.namespaces : [];
  return unique([...surely.sort(), ...perhaps.sort(), ...inUse, ...inCluster]);
}

/** Keys of a ConfigMap or Secret; of every one that can be used where none is named yet. */
export function keysOf(
  place: Place,
  kind: KindName,
  { name, namespace }: { readonly name?: string; readonly namespace?: string },
): string[] {
  const graph = graphFor(place);
  const all = name === undefined ? graph.ofKind(kind) : graph.named(kind, name);
  const whose = namespace ?? namespaceOf(place);
  const named = name !== undefined && {
    ...kind,
    name,
    ...(whose !== undefined && { namespace: whose }),
  };
  const inCluster = (named && place.session.clusterKeys.of(named, true)) || [];
  return unique([
    ...collect(usable(place, all, kind, namespace), ({ keys }) => keys),
    ...inCluster,
  ]);
}

/** Names of the ports of Services of that name; of all where it is not written yet. */
export function portsOfService(place: Place, name: string | undefined): string[] {
  const graph = graphFor(place);
  const kind = { group: '', kind: 'Service' };
  const all = name === undefined ? graph.ofKind(kind) : graph.named(kind, name);
  return unique(
    collect(usable(place, all, kind), ({ by, isMade }) => (isMade ? [] : by.facts.portNames)),
  );
}

/** `name:port` of the Services of the namespace. */
export function addressesOfServices(place: Place): string[] {
  const kind = { group: '', kind: 'Service' };
  const all = usable(place, graphFor(place).ofKind(kind), kind);
  return unique(
    collect(all, ({ name, by, isMade, ports = [] }) =>
      (isMade ? ports : (by.facts.service?.ports ?? []))
        .filter((port) => /^\d+$/.test(port))
        .map((port) => `${name}:${port}`),
    ),
  );
}

/** Names of parts of an object, by the field that names one. */
export function partsOf(
  place: Place,
  field: string,
  kind: KindName,
  { name, namespace }: { readonly name: string; readonly namespace?: string },
): string[] {
  const all = usable(place, graphFor(place).named(kind, name), kind, namespace);
  return unique(collect(all, ({ by }) => by.facts.parts?.[field]?.map(({ text: part }) => part)));
}

/** Names of the ports of pods that the labels select; of all pods where they select none. */
export function portsOfPods(place: Place, labels: Labels): string[] {
  const pods = [...podsNear(place)];
  const isSelecting = Object.keys(labels).length > 0;
  const selected = isSelecting ? pods.filter((pod) => hasLabels(pod.labels, labels)) : [];
  return unique(collect(selected.length > 0 ? selected : pods, ({ portNames }) => portNames));
}

/** Pods that are made in the namespace of the object. */
export function* podsNear(place: Place): Generator<PodFacts> {
  const own = namespaceOf(place);
  for (const { facts } of graphFor(place).withPods())
    if (isSameNamespace(facts.namespace, own)) yield* facts.pods;
}

function graphFor({ session }: Place): Graph {
  noteOpenFiles(session);
  return session.graph;
}

function* usable(
  place: Place,
  all: Iterable<Declared>,
  kind: KindName,
  namespace = namespaceOf(place),
): Generator<Declared> {
  const isEverywhere = place.session.store.isNamespaced(kind) === false;
  for (const declared of all)
    if (isEverywhere || isSameNamespace(declared.namespace, namespace)) yield declared;
}

function namespaceOf(place: Place): string | undefined {
  return text(at(objectOf(place), ['metadata', 'namespace']));
}

function* collect<T>(
  all: Iterable<T>,
  partsOf: (each: T) => readonly string[] | undefined,
): Generator<string> {
  for (const each of all) yield* partsOf(each) ?? [];
}

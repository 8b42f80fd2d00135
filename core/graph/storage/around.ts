/** The claims, volumes and classes that are known, as the binding reads them. */
import { asLongAsSame } from '../asLongAsSame.ts';
import type { Declared, Graph, KnownObject } from '../graph.ts';
import { areApart, placeOf } from '../environments.ts';
import type { Named } from '../facts.ts';
import { isSameNamespace } from '../resolve.ts';
import {
  bind,
  type Binding,
  type ClaimToBind,
  type NamedClass,
  type NamedVolume,
} from './binding.ts';

const volumeKind = { group: '', kind: 'PersistentVolume' };
export const classKind = { group: 'storage.k8s.io', kind: 'StorageClass' };
export const claimKind = { group: '', kind: 'PersistentVolumeClaim' };

export interface Known<T> {
  readonly facts: T;
  readonly object: KnownObject;
}

/** In the order of their names, so that of equal ones the same is taken whichever file was read first. */
export function volumesIn(graph: Graph): readonly Known<NamedVolume>[] {
  return asLongAsSame(graph, 'volumes', () =>
    byName(graph.ofKind(volumeKind)).flatMap(({ by: object, name }) => {
      const { storage, labels } = object.facts;
      return storage?.of === 'volume' ? [{ object, facts: { ...storage, name, labels } }] : [];
    }),
  );
}

export function classesIn(graph: Graph): readonly Known<NamedClass>[] {
  return asLongAsSame(graph, 'classes', () =>
    byName(graph.ofKind(classKind)).flatMap(({ by: object, name }) => {
      const { storage } = object.facts;
      return storage?.of === 'class' ? [{ object, facts: { ...storage, name } }] : [];
    }),
  );
}

type Asking = Pick<ClaimToBind, 'uri'>;

/** Those that may be in the cluster of a claim. */
export function volumesFor(graph: Graph, claim: Asking): readonly Known<NamedVolume>[] {
  return near(graph, 'volumes', volumesIn(graph), claim);
}

/** Those that may be in the cluster of a claim. */
export function classesFor(graph: Graph, claim: Asking): readonly Known<NamedClass>[] {
  return near(graph, 'classes', classesIn(graph), claim);
}

function near<T>(
  graph: Graph,
  what: string,
  all: readonly Known<T>[],
  { uri = '' }: Asking,
): readonly Known<T>[] {
  const place = placeOf(graph, uri);
  if (place === '') return all;
  return asLongAsSame(graph, `${what} near ${place}`, () =>
    all.filter(({ object }) => !areApart(graph, uri, object.uri)),
  );
}

/** Volumes that somebody writes share a name of a class with their claims, for which there need be no object. */
export function isClassOfVolumes(graph: Graph, name: string): boolean {
  return volumesIn(graph).some(({ facts }) => facts.className === name);
}

/** What becomes of a claim with the volumes and classes that are known. */
export function bindingOf(graph: Graph, claim: ClaimToBind): Binding {
  const place = placeOf(graph, claim.uri ?? '');
  const { volumes, classes } = asLongAsSame(graph, `to bind ${place}`, () => ({
    volumes: volumesFor(graph, claim).map(({ facts }) => facts),
    classes: classesFor(graph, claim).map(({ facts }) => facts),
  }));
  return bind(claim, volumes, classes);
}

function byName(all: Iterable<Declared>): Declared[] {
  const keyOf = ({ name, by }: Declared): string => `${name}\n${by.uri}`;
  return [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** A claim that an object is, or that it makes for each of its pods. */
export interface ClaimAsked {
  readonly claim: ClaimToBind;
  /** What a report about the claim as a whole marks. */
  readonly name: Named;
  /** How many there are. */
  readonly count: number;
  /** The same directory is where a database keeps its data. */
  readonly dataPath?: string;
}

export function claimsAskedBy(object: KnownObject): ClaimAsked[] {
  const { uri } = object;
  const { name, namespace, pods } = object.facts;
  const own = claimOf(object);
  const templates = pods.flatMap((pod) =>
    pod.templates.map(({ claim, dataPath, ...template }) => ({
      // The pods' claims have names that nobody else asks for.
      claim: {
        ...claim,
        uri,
        name: `${template.name.text}-${name.text}`,
        namespace,
        isOfPods: true,
      },
      name: template.name,
      count: pod.replicas?.count ?? 1,
      ...(dataPath !== undefined && { dataPath }),
    })),
  );
  return own ? [{ claim: own, name, count: 1 }, ...templates] : templates;
}

/** Every claim, those that are made for pods among them. */
export function everyClaim(graph: Graph): readonly ClaimAsked[] {
  return asLongAsSame(graph, 'claims', () => {
    const objects = new Set<KnownObject>(graph.withPods());
    for (const { by, isMade } of graph.ofKind(claimKind)) if (!isMade) objects.add(by);
    return [...objects].flatMap(claimsAskedBy);
  });
}

/** The claims that a pod of the object may mean by a name. */
export function claimsNamed(
  graph: Graph,
  { uri, facts }: KnownObject,
  name: Named,
): Known<ClaimToBind>[] {
  return claimsByName(graph, name).filter(
    (claim) =>
      isSameNamespace(claim.facts.namespace, facts.namespace) &&
      !areApart(graph, uri, claim.object.uri),
  );
}

/** The claims that stand as objects and have the name, in whatever namespace. */
export function claimsByName(graph: Graph, name: Named): Known<ClaimToBind>[] {
  return graph.named(claimKind, name.text).flatMap(({ by, isMade }) => {
    const found = isMade ? undefined : claimOf(by);
    return found ? [{ object: by, facts: found }] : [];
  });
}

export function claimOf({ uri, facts }: KnownObject): ClaimToBind | undefined {
  const { storage, name, namespace } = facts;
  if (storage?.of !== 'claim') return undefined;
  return { ...storage, uri, name: name.text, namespace };
}

/** The class object of a claim: undefined where it is not here, or several have that name. */
export function classOf(
  graph: Graph,
  claim: Pick<ClaimToBind, 'className' | 'uri'>,
): Known<NamedClass> | undefined {
  const { className } = claim;
  const all = classesFor(graph, claim);
  const found =
    className === undefined
      ? all.filter(({ facts }) => facts.isDefault)
      : all.filter(({ facts }) => facts.name === className);
  return found.length === 1 ? found[0] : undefined;
}

/** What hangs together with some objects: what they refer to, which pods come from them, and where the data lies. */
import type { Picture, PictureEdge, PictureNode, PicturePlace } from '../../shared/picture.ts';
import { isAlwaysThere } from '../graph/checks/wellKnown.ts';
import type { KindName, MountedClaim, PodFacts, Reference } from '../graph/facts.ts';
import type { Declared, Graph, KnownObject } from '../graph/graph.ts';
import { hasLabels } from '../graph/labels.ts';
import { podsWith } from '../graph/podsByLabel.ts';
import { isSameNamespace, referencesTo, resolve } from '../graph/resolve.ts';
import { isOfValues } from '../graph/valuesFacts.ts';
import {
  bindingOf,
  claimKind,
  claimOf,
  classKind,
  isClassOfVolumes,
} from '../graph/storage/around.ts';
import type { Address } from './addresses.ts';
import { isClass, isShownOtherwise } from './drawnLines.ts';
import { Owners, type OwnersOf } from './owners.ts';
import {
  detailOf,
  idOf,
  isSparkJob,
  objectOf,
  podRoleOf,
  requestText,
  roleOf,
  sparkRoles,
} from './words.ts';

export interface PictureParts {
  readonly graph: Graph;
  /** Undefined for a kind that nobody knows. */
  readonly isNamespaced: (kind: KindName) => boolean | undefined;
  /** Whether what has that kind and is not in the graph is nowhere. */
  readonly isWhole: (kind: KindName) => boolean;
  /** Where it is defined; undefined for what is in no file. */
  readonly placeOf: (object: KnownObject) => PicturePlace | undefined;
  /**
   * Of a cluster, where pods are objects of their own: the objects that own one, as it says itself. Absent for manifests,
   * where the pods of a workload are drawn as one part.
   */
  readonly ownersOf?: OwnersOf;
  /** Addresses that its text holds. */
  readonly addressesOf: (object: KnownObject) => readonly Address[];
}

/** More parts than these on one page are a wall of boxes. */
export const maxNodes = 150;

export function pictureOf(objects: Iterable<KnownObject>, parts: PictureParts): Picture {
  const drawing = new Drawing(parts);
  const main = [...objects].filter(({ facts }) => !isOfValues(facts));
  for (const object of main) drawing.add(object, { isMain: true });
  for (const object of main) drawing.addUsers(object);
  drawing.follow();
  return drawing.picture();
}

/** How far an object is followed: with all that it refers to, or only to where its data lies. */
type Reach = 'all' | 'storage';

class Drawing {
  readonly #parts: PictureParts;
  readonly #nodes = new Map<string, PictureNode>();
  readonly #edges = new Map<string, PictureEdge>();
  readonly #leftOut = new Set<string>();
  /** Objects that are drawn, and not followed yet. */
  readonly #next: { readonly object: KnownObject; readonly reach: Reach }[] = [];

  readonly #owners: Owners;

  constructor(parts: PictureParts) {
    this.#parts = parts;
    this.#owners = new Owners(parts.graph, parts.ownersOf);
  }

  picture(): Picture {
    const nodes = [...this.#nodes.values()];
    return { nodes, edges: [...this.#edges.values()], leftOut: this.#leftOut.size };
  }

  /** The id of its node; undefined where there is no room for it. */
  add(
    object: KnownObject,
    { isMain = false, reach = 'all' }: { isMain?: boolean; reach?: Reach } = {},
  ): string | undefined {
    const { facts } = object;
    const id = idOf(facts, facts.namespace, facts.name.text);
    const isKnown = this.#nodes.has(id);
    const place = this.#parts.placeOf(object);
    const detail = detailOf(object);
    const isDrawn = this.#put({
      ...{ id, role: roleOf(facts), kind: facts.kind, name: facts.name.text },
      ...(detail !== undefined && { detail }),
      ...(isMain && { isMain }),
      ...(place && { place }),
      object: objectOf(facts),
    });
    if (isDrawn && !isKnown) this.#next.push({ object, reach });
    return isDrawn ? id : undefined;
  }

  /** Those who refer to it, with their storage. */
  addUsers(object: KnownObject): void {
    const { group, kind, name, namespace } = object.facts;
    const to = idOf(object.facts, namespace, name.text);
    const wanted = { group, kind, name: name.text, namespace };
    for (const { from, reference } of referencesTo(this.#parts.graph, wanted)) {
      if (from.facts === object.facts || isOfValues(from.facts)) continue;
      const user = this.add(from, { reach: 'storage' });
      if (user !== undefined && !isShownOtherwise(from.facts, reference)) this.#link(user, to);
    }
  }

  follow(): void {
    for (let next = this.#next.shift(); next; next = this.#next.shift()) {
      const { object, reach } = next;
      const from = idOf(object.facts, object.facts.namespace, object.facts.name.text);
      if (!this.#parts.ownersOf) this.#addSparkPods(object, from);
      if (!this.#parts.ownersOf || object.facts.kind === 'Pod')
        for (const pod of object.facts.pods) this.#addPods(object, pod, from);
      this.#addBinding(object, from);
      this.#addOwners(object, from);
      this.#addOwned(object, from);
      // What a workload refers to its pods refer to.
      if (reach === 'storage' || this.#owners.ownedBy(object).length > 0) continue;
      for (const reference of object.facts.references)
        if (!isShownOtherwise(object.facts, reference)) this.#addTargets(object, reference, from);
      this.#addSelected(object, from);
      for (const { kind, text } of this.#parts.addressesOf(object)) {
        const id = JSON.stringify(['address', text]);
        if (this.#put({ id, role: 'address', kind, name: text })) this.#link(from, id);
      }
    }
  }

  #addPods(object: KnownObject, pod: PodFacts, owner: string): void {
    const { facts } = object;
    const from = facts.kind === 'Pod' ? owner : this.#podsNode(object, pod, owner);
    if (from === undefined) return;
    for (const mounted of pod.claims) this.#addClaim(object, mounted, from);
    for (const { name, claim } of pod.templates) {
      const id = JSON.stringify(['template', owner, name.text]);
      const detail = requestText(claim.requestText?.text, claim.modes);
      const node = { id, role: 'claim', kind: 'claim of each pod', name: name.text } as const;
      if (!this.#put({ ...node, ...(detail !== undefined && { detail }), object: objectOf(facts) }))
        continue;
      this.#link(from, id);
      if (claim.className === undefined || claim.className === '') continue;
      this.#addNamed(object, classReference(claim.className), id);
    }
  }

  #podsNode(object: KnownObject, pod: PodFacts, owner: string): string | undefined {
    const { facts } = object;
    const index = facts.pods.indexOf(pod);
    const id = JSON.stringify(['pods', owner, index]);
    const role = facts.pods.length > 1 ? podRoleOf(facts, index) : undefined;
    const count = pod.replicas?.count;
    const place = this.#parts.placeOf(object);
    const isDrawn = this.#put({
      ...{ id, role: 'pods', kind: role ?? 'pods', name: facts.name.text },
      ...(count !== undefined && { detail: count === 1 ? '1 pod' : `${count} pods` }),
      ...(place && { place }),
      object: objectOf(facts),
    });
    if (!isDrawn) return undefined;
    this.#link(owner, id);
    return id;
  }

  /** Where they mount nothing, no facts of theirs are kept. */
  #addSparkPods({ facts }: KnownObject, owner: string): void {
    if (!isSparkJob(facts) || facts.pods.length > 0) return;
    for (const kind of sparkRoles) {
      const id = JSON.stringify(['pods', owner, kind]);
      const node = {
        id,
        role: 'pods',
        kind,
        name: facts.name.text,
        object: objectOf(facts),
      } as const;
      if (this.#put(node)) this.#link(owner, id);
    }
  }

  #addClaim(object: KnownObject, { volume, claim }: MountedClaim, from: string): void {
    const label = volume === claim.text ? 'mounts' : `mounts as ${volume}`;
    this.#addNamed(object, { ...claimKind, text: claim.text }, from, label);
  }

  /** What becomes of a claim. */
  #addBinding(object: KnownObject, from: string): void {
    const claim = claimOf(object);
    if (!claim) return;
    const { graph } = this.#parts;
    const binding = bindingOf(graph, claim);
    if (binding.outcome === 'bound') {
      const wanted = { ...volumeKind, text: binding.volume.name };
      this.#addNamed(object, wanted, from, claim.volumeName ? 'is bound to' : 'would bind to');
    }
    const className = binding.outcome === 'provisioned' ? binding.by.name : claim.className;
    if (className !== undefined && className !== '')
      this.#addNamed(object, classReference(className), from);
  }

  #addOwners(object: KnownObject, to: string): void {
    for (const owner of this.#owners.of(object)) {
      const from = this.add(owner, { reach: 'storage' });
      if (from !== undefined) this.#link(from, to);
    }
  }

  #addOwned(object: KnownObject, from: string): void {
    for (const owned of this.#owners.ownedBy(object)) {
      const to = this.add(owned);
      if (to !== undefined) this.#link(from, to);
    }
  }

  #addTargets(object: KnownObject, reference: Reference, from: string): void {
    const { group, kind, name, namespace } = reference;
    this.#addNamed(
      object,
      { group, kind, text: name.text, ...(namespace !== undefined && { namespace }) },
      from,
      '',
      reference.isOptional,
    );
  }

  #addNamed(object: KnownObject, wanted: Wanted, from: string, label = '', isOptional = false) {
    const { graph, isNamespaced, isWhole } = this.#parts;
    const isIn = isNamespaced(wanted);
    if (isIn === undefined) return;
    const reference = referenceTo(wanted);
    const { targets } = resolve(graph, object.facts, reference, isIn);
    const nearest = targets.find(({ by }) => by.uri === object.uri) ?? targets[0];
    if (nearest) {
      const to = this.#addDeclared(nearest);
      if (to !== undefined) this.#link(from, to, label);
      return;
    }
    const namespace = isIn ? (wanted.namespace ?? object.facts.namespace) : undefined;
    const id = idOf(wanted, namespace, wanted.text);
    const isMissing =
      !isOptional &&
      isWhole(wanted) &&
      !isAlwaysThere(reference) &&
      !(isClass(wanted) && isClassOfVolumes(graph, wanted.text));
    const isDrawn = this.#put({
      ...{ id, role: roleOf({ ...wanted, pods: [] }), kind: wanted.kind, name: wanted.text },
      ...(isMissing && { isMissing }),
      object: {
        ...{ group: wanted.group, kind: wanted.kind, name: wanted.text },
        ...(namespace !== undefined && { namespace }),
      },
    });
    if (isDrawn) this.#link(from, id, label);
  }

  /** What an operator makes is drawn as well, with the object that it is made from. */
  #addDeclared(declared: Declared): string | undefined {
    const by = this.add(declared.by);
    if (!declared.isMade || by === undefined) return by;
    const { group, kind, name, namespace } = declared;
    const id = idOf(declared, namespace, name);
    const isDrawn = this.#put({
      ...{ id, role: roleOf({ group, kind, pods: [] }), kind, name },
      object: { group, kind, name, ...(namespace !== undefined && { namespace }) },
    });
    if (!isDrawn) return undefined;
    this.#link(by, id, 'makes');
    return id;
  }

  #addSelected({ facts }: KnownObject, from: string): void {
    const { graph } = this.#parts;
    for (const { of, labels } of facts.selectors) {
      const chosen =
        of === 'pods'
          ? podsWith(graph, labels, facts.namespace).map(({ owner }) => owner)
          : [...graph.ofKind(of)]
              .map(({ by }) => by)
              .filter(
                (by) =>
                  isSameNamespace(by.facts.namespace, facts.namespace) &&
                  hasLabels(by.facts.labels, labels),
              );
      for (const object of new Set(chosen)) {
        const to = this.add(object);
        if (to !== undefined && to !== from) this.#link(from, to, 'selects');
      }
    }
  }

  /** Whether there is room for it. */
  #put(node: PictureNode): boolean {
    if (this.#nodes.has(node.id)) return true;
    if (this.#nodes.size >= maxNodes) {
      this.#leftOut.add(node.id);
      return false;
    }
    this.#nodes.set(node.id, node);
    return true;
  }

  #link(from: string, to: string, label = ''): void {
    const key = `${from}\n${to}`;
    const known = this.#edges.get(key);
    if (from !== to && (!known || known.label === '')) this.#edges.set(key, { from, to, label });
  }
}

const volumeKind: KindName = { group: '', kind: 'PersistentVolume' };

function classReference(text: string): Wanted {
  return { ...classKind, text };
}

interface Wanted extends KindName {
  readonly text: string;
  readonly namespace?: string;
}

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function referenceTo({ group, kind, text, namespace }: Wanted): Reference {
  return {
    ...{ group, kind, name: { text, range: nowhere } },
    ...(namespace !== undefined && { namespace }),
    ...{ keys: [], needs: [], isOptional: false },
  };
}

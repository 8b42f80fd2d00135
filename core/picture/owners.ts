/** Which objects own which, as those of a cluster say. */
import type { PictureObject } from '../../shared/picture.ts';
import type { ObjectFacts } from '../graph/facts.ts';
import type { Graph, KnownObject } from '../graph/graph.ts';
import { isSameNamespace } from '../graph/resolve.ts';

/** The objects that own one. */
export type OwnersOf = (object: KnownObject) => readonly PictureObject[];

/** Who owns whom, worked out once. */
export class Owners {
  readonly #owners = new Map<ObjectFacts, KnownObject[]>();
  readonly #owned = new Map<ObjectFacts, KnownObject[]>();

  constructor(graph: Graph, ownersOf: OwnersOf | undefined) {
    if (!ownersOf) return;
    for (const object of graph.objects())
      for (const { group, kind, name } of ownersOf(object)) {
        const owner = graph
          .named({ group, kind }, name)
          .find(
            ({ isMade, namespace }) =>
              !isMade && isSameNamespace(namespace, object.facts.namespace),
          )?.by;
        if (!owner) continue;
        push(this.#owners, object.facts, owner);
        push(this.#owned, owner.facts, object);
      }
  }

  of({ facts }: KnownObject): readonly KnownObject[] {
    return this.#owners.get(facts) ?? [];
  }

  ownedBy({ facts }: KnownObject): readonly KnownObject[] {
    return this.#owned.get(facts) ?? [];
  }
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

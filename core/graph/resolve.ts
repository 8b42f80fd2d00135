/** Which object a name stands for. */
import { looksFilledIn } from '../placeholders/placeholdersIn.ts';
import type { Declared, Graph, KnownObject } from './graph.ts';
import type { KindName, ObjectFacts, Reference } from './facts.ts';

/** What is known of a reference. */
export interface Resolution {
  /** Objects that it may mean: in the namespace, or where one of the two does not say its namespace. */
  readonly targets: readonly Declared[];
  /** The same name in other namespaces. */
  readonly elsewhere: readonly Declared[];
}

/** `isNamespaced`: whether objects of the kind that is named are in namespaces. */
export function resolve(
  graph: Graph,
  from: Pick<ObjectFacts, 'namespace'>,
  reference: Reference,
  isNamespaced: boolean,
): Resolution {
  const all = graph.named(reference, reference.name.text);
  if (!isNamespaced) return { targets: all, elsewhere: [] };
  const namespace = reference.namespace ?? from.namespace;
  const isNear = (declared: Declared): boolean =>
    isSameNamespace(declared.namespace, namespace) || reaches(declared, namespace);
  return { targets: all.filter(isNear), elsewhere: all.filter((each) => !isNear(each)) };
}

/** Whether an object is known by its name in a namespace that is not its own. */
function reaches({ by, isMade }: Declared, namespace: string | undefined): boolean {
  const { reaches: its } = by.facts;
  if (isMade || !its) return false;
  return its.includes('*') || (namespace !== undefined && its.includes(namespace));
}

/** Who does not say its namespace gets it from a kustomization, a flag or the context, and one that is filled in later may be any, too. */
export function isSameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === b || !isKnownNamespace(a) || !isKnownNamespace(b);
}

/** Whether an object says in which namespace it is, as it will be called. */
export function isKnownNamespace(namespace: string | undefined): namespace is string {
  return namespace !== undefined && !looksFilledIn(namespace);
}

/** Where an object is referred to. */
export function* referencesTo(
  graph: Graph,
  { group, kind, name, namespace }: KindName & Pick<Declared, 'name' | 'namespace'>,
): Generator<KnownReference> {
  for (const from of graph.referringTo({ group, kind }, name))
    for (const reference of from.facts.references)
      if (
        reference.kind === kind &&
        reference.group === group &&
        reference.name.text === name &&
        isSameNamespace(reference.namespace ?? from.facts.namespace, namespace)
      )
        yield { from, reference };
}

export interface KnownReference {
  readonly from: KnownObject;
  readonly reference: Reference;
}

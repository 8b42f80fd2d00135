/** Which references are lines of a picture. */
import { isAlwaysThere } from '../graph/checks/wellKnown.ts';
import type { KindName, ObjectFacts, Reference } from '../graph/facts.ts';
import { claimKind, classKind } from '../graph/storage/around.ts';

/** Lines that say nothing: to what is everywhere, to what everything is in, and back the way that another line goes. */
export function isShownOtherwise(facts: ObjectFacts, reference: Reference): boolean {
  const { group, kind, name } = reference;
  if (group === '' && unseen.has(kind)) return true;
  if (isAlwaysThere(reference) && !isClass(reference)) return true;
  if (facts.storage?.of === 'volume' && isClaim({ group, kind })) return true;
  if (isClass({ group, kind })) return facts.pods.some(({ templates }) => templates.length > 0);
  return isClaim({ group, kind }) && isMountedClaim(facts, name.text);
}

/** A part says its namespace in its words, and all pods are on few nodes. */
const unseen: ReadonlySet<string> = new Set(['Namespace', 'Node']);

function isMountedClaim({ pods }: ObjectFacts, name: string): boolean {
  return pods.some(({ claims }) => claims.some(({ claim }) => claim.text === name));
}

export function isClass({ group, kind }: KindName): boolean {
  return group === classKind.group && kind === classKind.kind;
}

function isClaim({ group, kind }: KindName): boolean {
  return group === claimKind.group && kind === claimKind.kind;
}

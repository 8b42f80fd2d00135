/** Objects of Flux that wait for each other: none of them is ever applied. */
import { quote } from '../../formats/format.ts';
import type { ObjectFacts, Reference } from '../facts.ts';
import type { KnownObject } from '../graph.ts';
import { resolve } from '../resolve.ts';
import { related, type Around, type LinkedCheck, type LinkedCode } from './linked.ts';

export const dependencyCycle: LinkedCode = {
  code: 'dependency-cycle',
  severity: 'error',
  summary: 'Objects of Flux wait for each other, so that none of them is ever applied.',
};

export const waiting: LinkedCheck = {
  codes: [dependencyCycle],
  check(object, around, report) {
    if (!waits(object)) return;
    for (const reference of object.facts.references) {
      const way = wayBack(object, reference, around);
      if (!way) continue;
      const names = [object, ...way, object].map(({ facts }) => quote(facts.name.text));
      const what =
        way.length === 0 ? `${names[0] ?? ''} waits for itself` : names.join(' waits for ');
      report(dependencyCycle, reference.name.range, `${what}: remove one of these dependencies`, {
        related: way.slice(0, 3).flatMap(related),
      });
      return;
    }
  },
};

function waits({ facts: { group, kind } }: KnownObject): boolean {
  return (
    (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') ||
    (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease')
  );
}

/** More than any repository has. */
const maxObjects = 500;

/** The objects between the first one, through a reference of it, and itself; undefined where the way does not come back. */
function wayBack(
  first: KnownObject,
  reference: Reference,
  around: Around,
): KnownObject[] | undefined {
  const from = new Map<ObjectFacts, KnownObject | undefined>();
  const open: KnownObject[] = [];
  for (const next of dependencies(first, reference, around)) {
    if (next.facts === first.facts) return [];
    from.set(next.facts, undefined);
    open.push(next);
  }
  for (const here of open) {
    for (const own of here.facts.references)
      for (const next of dependencies(here, own, around)) {
        if (next.facts === first.facts) return wayTo(here, from);
        if (from.has(next.facts) || from.size >= maxObjects) continue;
        from.set(next.facts, here);
        open.push(next);
      }
  }
  return undefined;
}

function wayTo(
  last: KnownObject,
  from: ReadonlyMap<ObjectFacts, KnownObject | undefined>,
): KnownObject[] {
  const way: KnownObject[] = [];
  for (let at: KnownObject | undefined = last; at; at = from.get(at.facts)) way.unshift(at);
  return way;
}

/** Only what is surely meant: one object of the same kind. */
function dependencies(
  object: KnownObject,
  reference: Reference,
  { graph }: Around,
): readonly KnownObject[] {
  const { group, kind } = object.facts;
  if (reference.group !== group || reference.kind !== kind) return [];
  const { targets } = resolve(graph, object.facts, reference, true);
  const [target] = targets;
  return target && targets.length === 1 && !target.isMade ? [target.by] : [];
}

/** A claim that finds a volume, and not the one that is meant: larger than needed, wanted by others, passed over for the default class. */
import { groupBy } from '../../../shared/groupBy.ts';
import { quote } from '../../formats/format.ts';
import { asLongAsSame } from '../asLongAsSame.ts';
import { areApart, placeOf } from '../environments.ts';
import type { Graph } from '../graph.ts';
import {
  bindingOf,
  claimsAskedBy,
  classesFor,
  classOf,
  everyClaim,
  volumesFor,
  type ClaimAsked,
  type Known,
} from '../storage/around.ts';
import {
  defaultClass,
  fits,
  makesVolumes,
  type ClaimToBind,
  type NamedVolume,
} from '../storage/binding.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const volumesTooFew: LinkedCode = {
  code: 'volumes-too-few',
  severity: 'warning',
  summary: 'More claims ask for a class without provisioner than it has volumes.',
};
export const volumeMuchLarger: LinkedCode = {
  code: 'claim-volume-larger',
  severity: 'information',
  summary: 'A claim gets a volume of more than twice the size that it asks for.',
};
export const classDefaulted: LinkedCode = {
  code: 'claim-class-defaulted',
  severity: 'warning',
  summary:
    'A claim names no class and so gets the default one, and not the volume without class that fits it.',
};

export const volumeChoice: LinkedCheck = {
  codes: [volumesTooFew, volumeMuchLarger, classDefaulted],
  check(object, around, report) {
    if (!around.graph.isWhole) return;
    const asked = claimsAskedBy(object).filter(({ claim }) => !claim.source);
    if (asked.length === 0) return;
    for (const each of asked) {
      const volumes = volumesFor(around.graph, each.claim);
      checkDefaulted(each, volumes, around, report);
      checkChosen(each, volumes, around, report);
    }
  },
};

/** The default class of the cluster, which need not be among the files, is written into the claim when it is made. */
function checkDefaulted(
  { claim, name }: ClaimAsked,
  volumes: readonly Known<NamedVolume>[],
  { graph }: Around,
  report: LinkedReporter,
): void {
  if (claim.className !== undefined) return;
  const classless = volumes.filter(({ facts }) => facts.className === '' && !facts.claimRef);
  const meant = classless.find(
    ({ facts }) =>
      (claim.volumeName ? claim.volumeName.text === facts.name : !isNamed(graph, claim, facts)) &&
      !fits(facts, { ...claim, className: '' }),
  );
  if (!meant) return;
  report(
    classDefaulted,
    claim.volumeName?.range ?? name.range,
    `the claim names no class, so it gets the default one of the cluster, and volume ${quote(meant.facts.name)}, which has none, is not for it: write storageClassName: ""`,
    { related: related(meant.object) },
  );
}

function checkChosen(
  asking: ClaimAsked,
  volumes: readonly Known<NamedVolume>[],
  { graph }: Around,
  report: LinkedReporter,
): void {
  const { claim } = asking;
  const found = bindingOf(graph, claim);
  if (found.outcome !== 'bound') return;
  const { volume } = found;
  const isMeant = claim.volumeName !== undefined || volume.claimRef !== undefined;
  if (!isMeant && isNamed(graph, claim, volume)) return;
  const classes = classesFor(graph, claim).map(({ facts }) => facts);
  const className = claim.className ?? defaultClass(classes)?.name ?? '';
  // Without a class the claim gets the default one of the cluster, of which nothing is known here.
  const isSure = className !== '' || claim.className === '';
  const { request, requestText } = claim;
  if (
    (isMeant || isSure) &&
    request !== undefined &&
    requestText &&
    volume.capacity !== undefined &&
    volume.capacity > 2 * request
  )
    report(
      volumeMuchLarger,
      requestText.range,
      `the claim gets volume ${quote(volume.name)} of ${volume.capacityText ?? ''} as a whole, which is more than twice what it asks for`,
      { related: related(volumes.find(({ facts }) => facts === volume)?.object) },
    );
  const storageClass = classOf(graph, claim);
  if ((storageClass && makesVolumes(storageClass.facts)) || volume.claimRef) return;
  if (isSure) checkCount(asking, className, volumes, graph, report);
}

/** The volume is there, but more claims than volumes want one of this class. */
function checkCount(
  { claim, name }: ClaimAsked,
  className: string,
  volumes: readonly Known<NamedVolume>[],
  graph: Graph,
  report: LinkedReporter,
): void {
  const its = volumes.filter(({ facts }) => facts.className === className && !facts.claimRef);
  const wanted = wantedOf(graph, claim, className);
  const place = claim.classRange ?? name.range;
  if (claim.volumeName && namesOf(graph, claim, claim.volumeName.text) > 1) {
    report(
      volumesTooFew,
      claim.volumeName.range,
      `several claims name volume ${quote(claim.volumeName.text)}: a volume belongs to one claim, so the others stay Pending`,
    );
    return;
  }
  if (wanted <= its.length || its.length === 0) return;
  const ask =
    className === '' ? 'ask for a volume without class' : `ask for class ${quote(className)}`;
  const has = its.length === 1 ? 'one volume' : `${its.length} volumes`;
  report(
    volumesTooFew,
    place,
    `${wanted} claims ${ask}, ${className === '' ? `and there ${its.length === 1 ? 'is' : 'are'} ${has}` : `which has ${has}`}: a volume belongs to one claim, so some stay Pending`,
    { related: its.flatMap(({ object }) => related(object)) },
  );
}

/** Claims of a class that stand as objects or are made for pods. */
function wantedOf(graph: Graph, asking: ClaimToBind, className: string): number {
  const place = placeOf(graph, asking.uri ?? '');
  return asLongAsSame(graph, `claims near ${place} that want class ${className}`, () => {
    // A volume that is kept for a claim is none of those that they share.
    const kept = volumesFor(graph, asking).filter(({ facts }) => facts.claimRef);
    const isKept = (claim: ClaimToBind): boolean =>
      kept.some(
        ({ facts }) =>
          (!claim.volumeName || claim.volumeName.text === facts.name) &&
          !fits(facts, { ...claim, className }),
      );
    let count = 0;
    for (const { claim, count: its } of everyClaim(graph))
      if (
        claim.className === className &&
        !claim.source &&
        isNear(graph, asking, claim) &&
        !isKept(claim)
      )
        count += its;
    return count;
  });
}

/** Whether some claim names the volume, so that it is meant for that one. */
function isNamed(graph: Graph, asking: ClaimToBind, { name }: NamedVolume): boolean {
  return namesOf(graph, asking, name) > 0;
}

/** Claims that name the volume, and may be in the cluster of the one that asks. */
function namesOf(graph: Graph, asking: ClaimToBind, volumeName: string): number {
  const byVolume = asLongAsSame(graph, 'claims by the volume that they name', () =>
    groupBy(everyClaim(graph), ({ claim }) => claim.volumeName?.text),
  );
  const its = byVolume.get(volumeName) ?? [];
  return its.filter(({ claim }) => isNear(graph, asking, claim)).length;
}

/** Whether both may be in one cluster. */
function isNear(graph: Graph, one: ClaimToBind, other: ClaimToBind): boolean {
  return !areApart(graph, one.uri ?? '', other.uri ?? '');
}

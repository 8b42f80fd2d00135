/** Claims that stay Pending, and volumes that nobody gets: what the controllers do with those of the workspace. */
import { quote } from '../../formats/format.ts';
import type { ClaimFacts } from '../facts.ts';
import { whyNot } from '../storage/whyNot.ts';
import {
  bindingOf,
  claimsAskedBy,
  classesFor,
  volumesFor,
  type ClaimAsked,
  type Known,
} from '../storage/around.ts';
import {
  fits,
  type ClaimToBind,
  type Misfit,
  type MisfitOf,
  type NamedClass,
  type NamedVolume,
} from '../storage/binding.ts';
import type { Around, LinkedCheck, LinkedCode, LinkedReporter } from './linked.ts';

const warning = (code: string, summary: string): LinkedCode => ({
  code,
  severity: 'warning',
  summary,
});

export const claimNoVolume = warning(
  'claim-no-volume',
  'A claim stays Pending: no volume of the workspace fits, and nothing makes one for its class.',
);
export const claimVolumeMisfit: LinkedCode = {
  code: 'claim-volume-misfit',
  severity: 'error',
  summary: 'A claim names a volume that does not fit it.',
};
export const claimNoDefaultClass: LinkedCode = {
  code: 'claim-no-default-class',
  severity: 'information',
  summary: 'A claim names no class, and no class of the workspace is the default one.',
};

export const binding: LinkedCheck = {
  codes: [claimNoVolume, claimVolumeMisfit, claimNoDefaultClass],
  check(object, around, report) {
    for (const asking of claimsAskedBy(object)) checkClaim(asking, around, report);
  },
};

function checkClaim(asking: ClaimAsked, { graph }: Around, report: LinkedReporter): void {
  const { claim } = asking;
  if (!graph.isWhole || claim.source) return;
  const volumes = volumesFor(graph, claim);
  const classes = classesFor(graph, claim).map(({ facts }) => facts);
  const found = bindingOf(graph, claim);
  if (found.outcome !== 'pending') return;
  const pending = { classes, misfits: found.misfits, volumes };
  switch (found.reason) {
    case 'no-default-class':
      reportNoClass(asking, pending, report);
      return;
    case 'named-volume-misfit':
      reportNamedVolume(asking, pending, report);
      return;
    case 'no-provisioner':
    case 'no-class-no-volume':
    case 'class-missing':
      reportNoVolume(asking, { ...pending, reason: found.reason }, report);
  }
}

/** What is known of a claim that stays Pending. */
interface Pending {
  readonly classes: readonly NamedClass[];
  readonly misfits: readonly MisfitOf[];
  readonly volumes: readonly Known<NamedVolume>[];
}

function reportNamedVolume(
  { claim, name }: ClaimAsked,
  { misfits: [misfit], volumes }: Pending,
  report: LinkedReporter,
): void {
  if (!misfit) return;
  report(
    claimVolumeMisfit,
    claim.volumeName?.range ?? name.range,
    `the claim stays Pending: volume ${quote(misfit.volume.name)} ${whyNot(misfit, claim)}`,
    { related: relatedTo([misfit], volumes) },
  );
}

/** Nothing makes a volume for the claim, and none of those here fits. */
function reportNoVolume(
  asking: ClaimAsked,
  { reason, misfits, volumes }: Pending & { readonly reason: string },
  report: LinkedReporter,
): void {
  const { claim } = asking;
  // What nobody here defines may be there in the cluster: a class, and volumes of it.
  if (
    reason === 'class-missing' &&
    !misfits.some(({ volume }) => volume.className === claim.className)
  ) {
    reportLikelyClass(claim, misfits, volumes, report);
    return;
  }
  const best = bestOf(misfits);
  if (!best && reason === 'class-missing') return;
  if (!best) {
    if (reason === 'no-provisioner' || volumes.length > 0)
      report(
        claimNoVolume,
        placeOf(asking, undefined),
        `the claim stays Pending: ${nobodyMakes(claim)}, and this workspace defines no volume for it`,
      );
    return;
  }
  report(
    claimNoVolume,
    placeOf(asking, best.misfit),
    `the claim stays Pending: ${reason === 'class-missing' ? `class ${quote(claim.className ?? '')} is not here` : nobodyMakes(claim)}, and no volume fits; ${quote(best.volume.name)} ${whyNot(best, claim)}`,
    { related: relatedTo(misfits.slice(0, 5), volumes) },
  );
}

function nobodyMakes({ className }: ClaimFacts): string {
  return className === undefined || className === ''
    ? 'without a class nothing makes a volume'
    : `class ${quote(className)} makes no volumes`;
}

/** A claim that names no class gets the default one of the cluster, and no volume without class. */
function reportNoClass(
  asking: ClaimAsked,
  { classes, misfits, volumes }: Pending,
  report: LinkedReporter,
): void {
  // Of several default classes the younger one counts.
  if (classes.some(({ isDefault }) => isDefault)) return;
  if (classes.length === 0 && misfits.length === 0) return;
  const classless = misfits.filter(
    ({ misfit, volume }) => misfit === 'class' && volume.className !== '',
  );
  const [only] = classless;
  if (only && misfits.every(({ volume }) => volume.className !== '')) {
    report(
      claimNoVolume,
      placeOf(asking, 'class'),
      `the claim names no class, and volume ${quote(only.volume.name)}, which would fit, has class ${quote(only.volume.className)}: write storageClassName: ${only.volume.className}`,
      { related: relatedTo([only], volumes) },
    );
    return;
  }
  if (classes.length > 0)
    report(
      claimNoDefaultClass,
      asking.name.range,
      'the claim names no class, and no class of this workspace is the default one: it waits unless the cluster has another',
    );
}

/** A class that has no object here: said where a volume would fit but for the name of its class. */
function reportLikelyClass(
  claim: ClaimToBind,
  misfits: readonly MisfitOf[],
  volumes: readonly Known<NamedVolume>[],
  report: LinkedReporter,
): void {
  const near = misfits.filter(
    ({ volume, misfit }) =>
      misfit === 'class' &&
      !fits(
        { ...volume, className: claim.className ?? '' },
        { ...claim, className: claim.className ?? '' },
      ),
  );
  const [only] = near;
  const { classRange, className } = claim;
  if (!only || near.length > 1 || !classRange || className === undefined) return;
  const has = only.volume.className === '' ? 'no class' : `class ${quote(only.volume.className)}`;
  report(
    claimNoVolume,
    classRange,
    `no volume of class ${quote(className)} is here: ${quote(only.volume.name)} would fit and has ${has}`,
    { related: relatedTo([only], volumes) },
  );
}

/** Of the volumes that do not fit the one that comes nearest: of the class that is asked for, then the others. */
function bestOf(misfits: readonly MisfitOf[]): MisfitOf | undefined {
  const order: readonly Misfit[] = [
    'too-small',
    'access-modes',
    'volume-mode',
    'selector',
    'class',
  ];
  return [...misfits]
    .filter(({ misfit }) => misfit !== 'other-claim')
    .sort((a, b) => order.indexOf(a.misfit) - order.indexOf(b.misfit))[0];
}

function placeOf({ claim, name }: ClaimAsked, misfit: Misfit | undefined) {
  const places = {
    'too-small': claim.requestText?.range,
    'access-modes': claim.modesRange,
    'volume-mode': claim.volumeModeRange,
    selector: claim.selector?.range,
    class: claim.classRange,
    'other-claim': undefined,
  };
  return (misfit && places[misfit]) ?? claim.classRange ?? name.range;
}

function relatedTo(misfits: readonly MisfitOf[], volumes: readonly Known<NamedVolume>[]) {
  return misfits.flatMap(({ volume }) => {
    const object = volumes.find(({ facts }) => facts.name === volume.name)?.object;
    if (!object) return [];
    return [{ object, range: object.facts.name.range, message: `PersistentVolume ${volume.name}` }];
  });
}

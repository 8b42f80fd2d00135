/** Volumes that are kept for a claim which they do not fit, or which is elsewhere. */
import { quote } from '../../formats/format.ts';
import { areApart } from '../environments.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { isSameNamespace } from '../resolve.ts';
import { claimsByName, classOf, volumesFor, type Known } from '../storage/around.ts';
import { fits, makesVolumes, type ClaimToBind, type NamedVolume } from '../storage/binding.ts';
import { whyNot } from '../storage/whyNot.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const volumeClaimMisfit: LinkedCode = {
  code: 'volume-claim-misfit',
  severity: 'error',
  summary: 'A volume is kept for a claim that it does not fit.',
};
export const volumeClaimElsewhere: LinkedCode = {
  code: 'volume-claim-elsewhere',
  severity: 'warning',
  summary: 'A volume is kept for a claim that is only in another namespace.',
};

export const volumeClaimOneSided: LinkedCode = {
  code: 'volume-claim-one-sided',
  severity: 'information',
  summary:
    'A volume is kept for a claim that does not name the volume, and may get another one first.',
};

export const claimRef: LinkedCheck = {
  codes: [volumeClaimMisfit, volumeClaimElsewhere, volumeClaimOneSided],
  check(object, around, report) {
    checkVolume(object, around, report);
  },
};

function checkVolume(object: KnownObject, { graph }: Around, report: LinkedReporter): void {
  const { storage, name, labels } = object.facts;
  if (storage?.of !== 'volume' || !storage.claimRef) return;
  const { claimRef } = storage;
  const claims = claimsByName(graph, claimRef.name).filter(
    (claim) => !areApart(graph, object.uri, claim.object.uri),
  );
  const own = claims.filter(({ facts }) => isSameNamespace(facts.namespace, claimRef.namespace));
  const [first] = claims;
  if (own.length === 0 && first) {
    report(
      volumeClaimElsewhere,
      claimRef.name.range,
      `claim ${quote(claimRef.name.text)} is in namespace ${quote(first.facts.namespace ?? '')}, not in ${quote(claimRef.namespace ?? '')}: the volume waits for a claim that is not there`,
      {
        related: [
          {
            object: first.object,
            range: first.object.facts.name.range,
            message: `PersistentVolumeClaim ${first.facts.name}`,
          },
        ],
      },
    );
    return;
  }
  const volume = { ...storage, name: name.text, labels };
  const misfits = own.map(({ facts }) =>
    fits(volume, { ...facts, className: volume.className, selector: undefined }),
  );
  const [misfit] = misfits;
  const [claim] = own;
  if (claim && misfits.length === 1 && !misfit) checkOneSided(volume, claim, graph, report);
  if (!misfit || !claim || misfits.some((each) => each === undefined)) return;
  report(
    volumeClaimMisfit,
    claimRef.name.range,
    `the volume is kept for claim ${quote(claimRef.name.text)}, which it does not fit: it ${whyNot({ volume, misfit }, claim.facts)}`,
    {
      related: [
        {
          object: claim.object,
          range: claim.object.facts.name.range,
          message: `PersistentVolumeClaim ${claim.facts.name}`,
        },
      ],
    },
  );
}

/** Where the claim is made first, it takes what else there is: another volume, or one that a provisioner makes. */
function checkOneSided(
  volume: NamedVolume,
  { facts: claim, object }: Known<ClaimToBind>,
  graph: Graph,
  report: LinkedReporter,
): void {
  if (claim.volumeName || !volume.claimRef) return;
  const storageClass = classOf(graph, claim)?.facts;
  const others = volumesFor(graph, claim).filter(
    ({ facts }) =>
      facts.name !== volume.name && !fits(facts, { ...claim, className: claim.className ?? '' }),
  );
  const isMade = storageClass !== undefined && makesVolumes(storageClass);
  if (others.length === 0 && !isMade) return;
  report(
    volumeClaimOneSided,
    volume.claimRef.name.range,
    `claim ${quote(claim.name)} does not name this volume, and gets another one where it is made first: write volumeName: ${volume.name} in the claim`,
    { related: related(object) },
  );
}

/** Which files say something of others, such as CRDs and kustomizations: known by a look at their names and bytes. */
import { mayHoldCrds } from './crds.ts';
import type { ScannedFile } from './extractor.ts';
import { mayHoldFluxVariables } from './flux.ts';
import { mayBeKustomization } from './kustomizations.ts';
import { mayHoldReleases } from './releases.ts';

/** Whether whoever judges other files needs to have read this one. */
export function saysOfOthers(file: ScannedFile): boolean {
  return looks.some((mayHold) => mayHold(file));
}

const looks = [mayHoldCrds, mayHoldReleases, mayHoldFluxVariables, mayBeKustomization];

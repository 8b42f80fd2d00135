/** In words why a volume is not that of a claim. */
import { quote } from '../../formats/format.ts';
import type { ClaimFacts, Named } from '../facts.ts';
import type { MisfitOf, NamedVolume } from './binding.ts';

/** Goes on behind the name of the volume. */
export function whyNot({ volume, misfit }: MisfitOf, claim: ClaimFacts): string {
  switch (misfit) {
    case 'too-small':
      return `has ${volume.capacityText ?? ''}, which is less than ${claim.requestText?.text ?? ''}`;
    case 'access-modes':
      return `has the access modes ${volume.modes.join(', ') || 'of none'}, not ${missingModes(volume, claim)}`;
    case 'volume-mode':
      return `has volumeMode ${volume.volumeMode}, the claim ${claim.volumeMode}`;
    case 'selector':
      return 'does not have the labels that the selector asks for';
    case 'class':
      return `has ${volume.className === '' ? 'no class' : `class ${quote(volume.className)}`}`;
    case 'other-claim':
      return `is kept for claim ${quote(claimText(volume.claimRef?.name, volume.claimRef?.namespace))}`;
  }
}

function missingModes(volume: NamedVolume, claim: ClaimFacts): string {
  return claim.modes.filter((mode) => !volume.modes.includes(mode)).join(', ');
}

function claimText(name: Named | undefined, namespace: string | undefined): string {
  return `${namespace === undefined ? '' : `${namespace}/`}${name?.text ?? ''}`;
}

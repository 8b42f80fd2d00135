/** A volume and the access modes of storage in few words. */
import type { VolumeFacts } from '../facts.ts';

const shortModes: ReadonlyMap<string, string> = new Map([
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
]);

/** As `kubectl get` abbreviates it. */
export function shortMode(mode: string): string {
  return shortModes.get(mode) ?? mode;
}

/** `100Gi, RWX, Retain` */
export function volumeText({ capacityText, modes, reclaimPolicy }: VolumeFacts): string {
  const short = modes.map(shortMode).join(' ');
  return [capacityText ?? '', short, reclaimPolicy].filter((part) => part !== '').join(', ');
}

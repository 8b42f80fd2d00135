/** The claims that a pod mounts. */
import { at, listAt, textAt } from '../values.ts';

export function claimsMountedBy(pod: unknown): readonly string[] {
  const podName = textAt(pod, 'metadata', 'name') ?? '';
  return listAt(pod, 'spec', 'volumes').flatMap((volume) => {
    const claim = textAt(volume, 'persistentVolumeClaim', 'claimName');
    if (claim !== undefined) return [claim];
    // The claim of an ephemeral volume is named after pod and volume.
    const name = textAt(volume, 'name') ?? '';
    return at(volume, 'ephemeral') === undefined ? [] : [`${podName}-${name}`];
  });
}

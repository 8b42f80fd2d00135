/** In one sentence what becomes of a claim, as far as the workspace and the connected cluster tell. */
import type { KnownObject } from '../../graph/graph.ts';
import { bindingOf, claimOf, classesFor } from '../../graph/storage/around.ts';
import type { Binding } from '../../graph/storage/binding.ts';
import { volumeText } from '../../graph/storage/volumeText.ts';
import type { Session } from '../../session.ts';

/** Undefined for what is no claim. */
export function bindingText(session: Session, object: KnownObject): string | undefined {
  const claim = claimOf(object);
  if (!claim) return undefined;
  const binding = bindingOf(session.graph, claim);
  const { className } = claim;
  const isMissing = binding.outcome === 'pending' && binding.reason === 'class-missing';
  const inCluster = isMissing ? session.clusterNames.of(classKind, undefined, true) : undefined;
  if (className !== undefined && inCluster?.has(className))
    return `class ${className} of the cluster decides`;
  const classes = classesFor(session.graph, claim).map(({ facts }) => facts.name);
  return sentence(binding, className, classes);
}

const classKind = { group: 'storage.k8s.io', kind: 'StorageClass' };

function sentence(
  binding: Binding,
  className: string | undefined,
  classes: readonly string[],
): string {
  if (binding.outcome === 'bound')
    return `would bind to ${binding.volume.name} (${volumeText(binding.volume)})${late(binding.waitsForPod)}`;
  if (binding.outcome === 'provisioned')
    return `${binding.by.provisioner} would make a volume (class ${binding.by.name})${late(binding.waitsForPod)}`;
  const here = classes.length > 0 ? `; in this workspace: ${classes.slice(0, 5).join(', ')}` : '';
  switch (binding.reason) {
    case 'class-missing':
      return `would wait: no class ${className ?? ''} here${here}`;
    case 'no-default-class':
      return `the default class of the cluster decides${here}`;
    case 'no-provisioner':
      return `would wait: no volume fits, and class ${className ?? ''} makes none`;
    case 'no-class-no-volume':
      return 'would wait: no volume without a class fits';
    case 'named-volume-missing':
      return 'would wait: the volume that it names is not here';
    case 'named-volume-misfit':
      return 'would wait: the volume that it names does not fit';
  }
}

function late(waitsForPod: boolean): string {
  return waitsForPod ? ', once a pod uses it' : '';
}

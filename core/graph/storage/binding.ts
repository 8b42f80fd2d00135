/**
 * How a claim comes to its volume, in the order in which the controllers look: a volume that the claim names, a volume that
 * names the claim, a volume that fits, the provisioner of the class. Source: Kubernetes,
 * `component-helpers/storage/volume/pv_helpers.go` and `pkg/controller/volume/persistentvolume`.
 */
import type { ClaimFacts, ClassFacts, LabelExpression, Labels, VolumeFacts } from '../facts.ts';
import { hasLabels } from '../labels.ts';

export interface NamedVolume extends VolumeFacts {
  readonly name: string;
  readonly labels: Labels;
}

export interface NamedClass extends ClassFacts {
  readonly name: string;
}

export interface ClaimToBind extends ClaimFacts {
  readonly name: string;
  readonly namespace: string | undefined;
  /** The file that it stands in. */
  readonly uri?: string;
  /** There is one for each pod of a set: their names end in the numbers of the pods. */
  readonly isOfPods?: boolean;
}

/** Why a volume is not taken. */
export type Misfit =
  'other-claim' | 'too-small' | 'volume-mode' | 'selector' | 'class' | 'access-modes';

export type Binding =
  /** It gets this volume, at once or, where the class binds late, once a pod uses the claim. */
  | { readonly outcome: 'bound'; readonly volume: NamedVolume; readonly waitsForPod: boolean }
  | { readonly outcome: 'provisioned'; readonly by: NamedClass; readonly waitsForPod: boolean }
  | {
      readonly outcome: 'pending';
      readonly reason: PendingReason;
      readonly misfits: readonly MisfitOf[];
    };

export type PendingReason =
  | 'named-volume-missing'
  | 'named-volume-misfit'
  | 'class-missing'
  | 'no-default-class'
  | 'no-provisioner'
  | 'no-class-no-volume';

export interface MisfitOf {
  readonly volume: NamedVolume;
  readonly misfit: Misfit;
}

export function bind(
  claim: ClaimToBind,
  volumes: readonly NamedVolume[],
  classes: readonly NamedClass[],
): Binding {
  const className = claim.className ?? defaultClass(classes)?.name;
  if (claim.volumeName) return bindNamed(claim, className ?? '', claim.volumeName.text, volumes);
  const wanted = { ...claim, className: className ?? '' };
  const its = volumes.find((volume) => isKeptFor(volume, wanted));
  if (its) return { outcome: 'bound', volume: its, waitsForPod: false };
  const storageClass = classes.find(({ name }) => name === className);
  const misfits: MisfitOf[] = [];
  const candidates: NamedVolume[] = [];
  for (const volume of volumes) {
    const misfit = fits(volume, wanted);
    if (misfit) misfits.push({ volume, misfit });
    else candidates.push(volume);
  }
  const waitsForPod = storageClass?.bindsLate ?? false;
  const [volume] = candidates.sort(bySize);
  if (volume) return { outcome: 'bound', volume, waitsForPod };
  return withoutVolume(className, storageClass, misfits);
}

function withoutVolume(
  className: string | undefined,
  storageClass: NamedClass | undefined,
  misfits: readonly MisfitOf[],
): Binding {
  const pending = (reason: PendingReason): Binding => ({ outcome: 'pending', reason, misfits });
  if (className === undefined) return pending('no-default-class');
  if (className === '') return pending('no-class-no-volume');
  if (!storageClass) return pending('class-missing');
  if (!makesVolumes(storageClass)) return pending('no-provisioner');
  return { outcome: 'provisioned', by: storageClass, waitsForPod: storageClass.bindsLate };
}

/** False for a class of volumes that somebody has to make by hand. */
export function makesVolumes({ provisioner }: ClassFacts): boolean {
  return provisioner !== 'kubernetes.io/no-provisioner';
}

function bindNamed(
  claim: ClaimToBind,
  className: string,
  name: string,
  volumes: readonly NamedVolume[],
): Binding {
  const volume = volumes.find((each) => each.name === name);
  if (!volume) return { outcome: 'pending', reason: 'named-volume-missing', misfits: [] };
  const misfit = fits(volume, { ...claim, className, selector: undefined });
  if (!misfit) return { outcome: 'bound', volume, waitsForPod: false };
  return { outcome: 'pending', reason: 'named-volume-misfit', misfits: [{ volume, misfit }] };
}

interface Wanted extends Pick<
  ClaimToBind,
  'name' | 'namespace' | 'isOfPods' | 'modes' | 'request' | 'volumeMode'
> {
  readonly className: string;
  readonly selector?: ClaimFacts['selector'] | undefined;
}

/** The first reason against the volume; undefined where it fits. */
export function fits(volume: NamedVolume, claim: Wanted): Misfit | undefined {
  if (volume.claimRef && !isFor(volume, claim)) return 'other-claim';
  if (volume.capacity !== undefined && (claim.request ?? 0) > volume.capacity) return 'too-small';
  if (volume.volumeMode !== claim.volumeMode) return 'volume-mode';
  if (!volume.claimRef && !isSelected(volume.labels, claim.selector)) return 'selector';
  if (!volume.claimRef && volume.className !== claim.className) return 'class';
  return claim.modes.every((mode) => volume.modes.includes(mode)) ? undefined : 'access-modes';
}

/** A volume that names the claim is taken whatever its class and labels. */
function isKeptFor(volume: NamedVolume, claim: Wanted): boolean {
  return volume.claimRef !== undefined && fits(volume, claim) === undefined;
}

function isFor(
  { claimRef }: VolumeFacts,
  { name, namespace, isOfPods }: Pick<ClaimToBind, 'name' | 'namespace' | 'isOfPods'>,
): boolean {
  const wanted = claimRef?.name.text;
  if ((isOfPods ? wanted?.replace(/-\d+$/, '') : wanted) !== name) return false;
  return (
    claimRef?.namespace === undefined || namespace === undefined || claimRef.namespace === namespace
  );
}

export function isSelected(labels: Labels, selector: ClaimFacts['selector']): boolean {
  if (!selector) return true;
  return (
    hasLabels(labels, selector.labels) &&
    selector.expressions.every((expression) => isMet(labels, expression))
  );
}

function isMet(labels: Labels, { key, operator, values }: LabelExpression): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
  }
}

/** The smallest that is large enough, of those with the fewest access modes. */
function bySize(a: NamedVolume, b: NamedVolume): number {
  return a.modes.length - b.modes.length || (a.capacity ?? 0) - (b.capacity ?? 0);
}

/** The class of claims that name none; undefined where there is none, or more than one: the youngest of them counts then. */
export function defaultClass(classes: readonly NamedClass[]): NamedClass | undefined {
  const defaults = classes.filter(({ isDefault }) => isDefault);
  return defaults.length === 1 ? defaults[0] : undefined;
}

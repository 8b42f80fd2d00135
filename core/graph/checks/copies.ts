/** Snapshots of claims, and claims that are filled from another claim or a snapshot. */
import { quote } from '../../formats/format.ts';
import type { ClaimFacts, Reference } from '../facts.ts';
import type { KnownObject } from '../graph.ts';
import { isSameNamespace } from '../resolve.ts';
import { claimOf, claimsNamed, classOf, type Known } from '../storage/around.ts';
import type { ClaimToBind } from '../storage/binding.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const snapshotDriver: LinkedCode = {
  code: 'snapshot-class-driver',
  severity: 'warning',
  summary: 'The class of a snapshot is of another driver than the volume of its claim.',
};
export const sourceMisfit: LinkedCode = {
  code: 'claim-source-misfit',
  severity: 'warning',
  summary:
    'A claim cannot be filled from what it names: it is smaller, of another mode or of another driver.',
};

export const copies: LinkedCheck = {
  codes: [snapshotDriver, sourceMisfit],
  check(object, around, report) {
    const { group, kind } = object.facts;
    if (group === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot')
      checkSnapshot(object, around, report);
    const claim = claimOf(object);
    if (claim?.source) checkSource(object, claim, around, report);
  },
};

function checkSnapshot(object: KnownObject, around: Around, report: LinkedReporter): void {
  const named = referenceTo(object, 'VolumeSnapshotClass');
  const found = claimOfSnapshot(object, around);
  if (!named || !found) return;
  const classes = around.graph.named(named, named.name.text).map(({ by }) => by);
  const [snapshotClass] = classes;
  const storageClass = classOf(around.graph, found.facts);
  const storage = snapshotClass?.facts.storage;
  if (classes.length !== 1 || storage?.of !== 'snapshotClass' || !storageClass) return;
  if (storage.driver === '' || storage.driver === storageClass.facts.provisioner) return;
  report(
    snapshotDriver,
    named.name.range,
    `class ${quote(named.name.text)} is of driver ${quote(storage.driver)}, and the volume of claim ${quote(found.facts.name)} is made by ${quote(storageClass.facts.provisioner)}: no snapshot is taken`,
    { related: [...related(snapshotClass), ...related(storageClass.object)] },
  );
}

function referenceTo({ facts }: KnownObject, kind: string): Reference | undefined {
  return facts.references.find((each) => each.kind === kind);
}

function claimOfSnapshot(snapshot: KnownObject, { graph }: Around): Known<ClaimToBind> | undefined {
  const named = referenceTo(snapshot, 'PersistentVolumeClaim');
  const claims = named ? claimsNamed(graph, snapshot, named.name) : [];
  return claims.length === 1 ? claims[0] : undefined;
}

function checkSource(
  object: KnownObject,
  claim: ClaimToBind,
  around: Around,
  report: LinkedReporter,
): void {
  const { source } = claim;
  const from = source && sourceOf(object, source, around);
  if (!source || !from) return;
  const why = misfit(claim, from.facts, around, source.kind === 'PersistentVolumeClaim');
  if (why === undefined) return;
  const what =
    source.kind === 'VolumeSnapshot'
      ? `the claim of snapshot ${quote(source.name.text)}`
      : `claim ${quote(source.name.text)}`;
  report(sourceMisfit, source.name.range, `${what} ${why}: this claim stays Pending`, {
    related: related(from.object),
  });
}

function sourceOf(
  object: KnownObject,
  { kind, name }: NonNullable<ClaimFacts['source']>,
  around: Around,
): Known<ClaimToBind> | undefined {
  if (kind === 'PersistentVolumeClaim') {
    const claims = claimsNamed(around.graph, object, name);
    return claims.length === 1 ? claims[0] : undefined;
  }
  if (kind !== 'VolumeSnapshot') return undefined;
  const snapshots = around.graph
    .named({ group: 'snapshot.storage.k8s.io', kind }, name.text)
    .filter(({ namespace }) => isSameNamespace(namespace, object.facts.namespace));
  const [snapshot] = snapshots;
  return snapshot && snapshots.length === 1 ? claimOfSnapshot(snapshot.by, around) : undefined;
}

/** Goes on behind the name of the source. */
function misfit(
  claim: ClaimToBind,
  source: ClaimToBind,
  { graph }: Around,
  isClone: boolean,
): string | undefined {
  if (claim.request !== undefined && source.request !== undefined && claim.request < source.request)
    return `has ${source.requestText?.text ?? ''}, which is more than ${claim.requestText?.text ?? ''}`;
  if (isClone && claim.volumeMode !== source.volumeMode)
    return `has volumeMode ${source.volumeMode}, this one ${claim.volumeMode}`;
  const [to, from] = [claim, source].map((each) => classOf(graph, each)?.facts.provisioner);
  return to !== undefined && from !== undefined && to !== from
    ? `is made by ${quote(from)}, this one by ${quote(to)}`
    : undefined;
}

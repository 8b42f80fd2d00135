/** How pods use claims: on which nodes, by how many at a time, as files or as a device. */
import { quote } from '../../formats/format.ts';
import type { ClaimFacts, MountedClaim, Named, PodFacts } from '../facts.ts';
import type { KnownObject } from '../graph.ts';
import { isSameNamespace } from '../resolve.ts';
import {
  bindingOf,
  claimsAskedBy,
  claimsByName,
  claimsNamed,
  classOf,
  type Known,
} from '../storage/around.ts';
import type { ClaimToBind } from '../storage/binding.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
  type RelatedObject,
} from './linked.ts';

export const blockAsFiles: LinkedCode = {
  code: 'block-claim-as-files',
  severity: 'error',
  summary: 'A claim of volumeMode Block is mounted as files.',
};
export const filesAsBlock: LinkedCode = {
  code: 'file-claim-as-device',
  severity: 'error',
  summary: 'A claim of volumeMode Filesystem is used as a device.',
};
export const claimShared: LinkedCode = {
  code: 'claim-shared-by-pods',
  severity: 'warning',
  summary: 'Several pods use one claim that one node only can mount.',
};
export const claimOncePod: LinkedCode = {
  code: 'claim-for-one-pod',
  severity: 'error',
  summary: 'Several pods use one claim that one pod only can use.',
};
export const claimRolling: LinkedCode = {
  code: 'claim-during-update',
  severity: 'warning',
  summary: 'During an update the new pod waits for a claim that the old one holds.',
};
export const claimLateNode: LinkedCode = {
  code: 'claim-with-node-name',
  severity: 'error',
  summary: 'A pod with nodeName uses a claim that waits for the scheduler.',
};
export const claimNodeConflict: LinkedCode = {
  code: 'claim-on-another-node',
  severity: 'error',
  summary: 'A pod must run where the volume of its claim cannot be.',
};

export const mountNotReadOnly: LinkedCode = {
  code: 'mount-not-read-only',
  severity: 'warning',
  summary: 'A claim that can only be read is mounted to be written to.',
};

export const claimUse: LinkedCheck = {
  codes: [
    blockAsFiles,
    filesAsBlock,
    mountNotReadOnly,
    claimShared,
    claimOncePod,
    claimRolling,
    claimLateNode,
    claimNodeConflict,
  ],
  check(object, around, report) {
    checkShared(object, around, report);
    for (const pod of object.facts.pods) {
      for (const mounted of pod.claims) {
        const claims = claimsNamed(around.graph, object, mounted.claim);
        const [claim] = claims;
        if (!claim || claims.length > 1) continue;
        checkMode(mounted, claim.facts, related(claim.object), report);
        checkReadOnly(mounted, claim, report);
        checkPods({ object, pod, mounted, claim }, report);
        checkNode(
          { pod, claim: claim.facts, name: mounted.claim, from: related(claim.object) },
          around,
          report,
        );
      }
      for (const template of pod.templates)
        checkMode({ ...template, volume: template.name.text }, template.claim, [], report);
      for (const { claim, name } of claimsAskedBy(object))
        if (pod.templates.some((each) => each.name === name))
          checkNode({ pod, claim, name, from: [] }, around, report);
    }
  },
};

/** Claims that values of a chart give to pods of many users. */
function checkShared(object: KnownObject, { graph }: Around, report: LinkedReporter): void {
  for (const { isShared, name, namespace = object.facts.namespace } of object.facts.references) {
    if (!isShared) continue;
    const [claim, other] = claimsByName(graph, name).filter(({ facts }) =>
      isSameNamespace(facts.namespace, namespace),
    );
    const modes = claim?.facts.modes ?? [];
    if (!claim || other || modes.length === 0) continue;
    if (!modes.every((mode) => mode.startsWith('ReadWriteOnce'))) continue;
    report(
      claimShared,
      name.range,
      `claim ${quote(name.text)} is ${modes[0] ?? ''}, so pods of one node only can use it, and the pods of several users do: those on other nodes do not start; use a claim that is ReadWriteMany`,
      { related: related(claim.object) },
    );
  }
}

function checkMode(
  { volume, mounts, devices }: Pick<MountedClaim, 'volume' | 'mounts' | 'devices'>,
  { volumeMode }: ClaimFacts,
  related: readonly RelatedObject[],
  report: LinkedReporter,
): void {
  if (volumeMode === 'Block')
    for (const range of mounts)
      report(
        blockAsFiles,
        range,
        `volume ${quote(volume)} is a claim of volumeMode Block, which cannot be mounted as files, so the pod never starts: use volumeDevices with a devicePath, or a claim of volumeMode Filesystem`,
        { related },
      );
  if (volumeMode === 'Filesystem')
    for (const range of devices)
      report(
        filesAsBlock,
        range,
        `volume ${quote(volume)} is a claim of volumeMode Filesystem, which is no device, so the pod never starts: use volumeMounts, or a claim of volumeMode Block`,
        { related },
      );
}

function checkReadOnly(
  { claim: named, written, isReadOnly }: MountedClaim,
  { facts, object }: Known<ClaimToBind>,
  report: LinkedReporter,
): void {
  if (isReadOnly || facts.modes.length === 0) return;
  if (!facts.modes.every((mode) => mode === 'ReadOnlyMany')) return;
  for (const range of written)
    report(
      mountNotReadOnly,
      range,
      `claim ${quote(named.text)} is ReadOnlyMany, and this mount may be written to, which fails: set readOnly: true`,
      { related: related(object) },
    );
}

interface Use {
  readonly object: KnownObject;
  readonly pod: PodFacts;
  readonly mounted: MountedClaim;
  readonly claim: Known<ClaimToBind>;
}

function checkPods(use: Use, report: LinkedReporter): void {
  const { object, pod, mounted, claim } = use;
  const { kind } = object.facts;
  const { modes } = claim.facts;
  const from = related(claim.object);
  const name = quote(mounted.claim.text);
  const isOncePod = modes.length === 1 && modes[0] === 'ReadWriteOncePod';
  const isOnce = modes.length === 1 && modes[0] === 'ReadWriteOnce';
  if (!isOncePod && !isOnce) return;
  const count = pod.replicas?.count ?? (kind === 'DaemonSet' ? Infinity : 1);
  if (count > 1 && isOnOneNode(pod) && !isOncePod) return;
  if (count > 1) {
    const many = count === Infinity ? 'a pod on each node' : `${count} pods`;
    if (isOncePod)
      report(
        claimOncePod,
        mounted.claim.range,
        `claim ${name} is ReadWriteOncePod, so one pod only can use it, and this ${kind} runs ${many}: the others stay Pending`,
        { related: from },
      );
    else if (!pod.claims.some(({ isReadOnly }) => isReadOnly) || kind !== 'Job')
      report(
        claimShared,
        mounted.claim.range,
        `claim ${name} is ReadWriteOnce, so pods of one node only can use it, and this ${kind} runs ${many}: those on other nodes do not start; ${remedy(kind)}`,
        { related: from },
      );
    return;
  }
  if (kind !== 'Deployment' || pod.strategy?.text === 'Recreate') return;
  const why = isOncePod
    ? 'the new pod waits for the old one to go, and the old one stays until the new one is ready'
    : 'the new pod may come to another node, where it waits for the volume of the old one';
  report(
    claimRolling,
    pod.strategy?.range ?? mounted.claim.range,
    `claim ${name} is ${modes[0] ?? ''}: during an update ${why}; set strategy.type: Recreate`,
    { related: from, severity: isOncePod ? 'warning' : 'information' },
  );
}

function isOnOneNode({ nodeName, nodeLabels }: PodFacts): boolean {
  return nodeName !== undefined || nodeLabels['kubernetes.io/hostname']?.length === 1;
}

function remedy(kind: string): string {
  return kind === 'StatefulSet'
    ? 'give each pod a claim with volumeClaimTemplates, or use a claim that is ReadWriteMany'
    : 'use a claim that is ReadWriteMany, or a StatefulSet with volumeClaimTemplates';
}

interface Placed {
  readonly pod: PodFacts;
  readonly claim: ClaimToBind;
  readonly name: Named;
  readonly from: readonly RelatedObject[];
}

function checkNode(
  { pod, claim, name, from }: Placed,
  { graph }: Around,
  report: LinkedReporter,
): void {
  const storageClass = classOf(graph, claim);
  const found = bindingOf(graph, claim);
  const isBoundEarlier = found.outcome === 'bound' && !found.waitsForPod;
  if (pod.nodeName && storageClass?.facts.bindsLate && !isBoundEarlier)
    report(
      claimLateNode,
      pod.nodeName.range,
      `with nodeName the pod passes by the scheduler, for which claim ${quote(name.text)} of class ${quote(storageClass.facts.name)} waits (WaitForFirstConsumer): it stays Pending; use nodeSelector with kubernetes.io/hostname`,
      { related: [...from, ...related(storageClass.object)] },
    );
  const where =
    found.outcome === 'bound' ? found.volume.nodeLabels : storageClass?.facts.topologies;
  for (const [label, values] of Object.entries(where ?? {})) {
    const wanted = pod.nodeLabels[label];
    if (!wanted || wanted.some((value) => values.includes(value))) continue;
    const what =
      found.outcome === 'bound'
        ? `volume ${quote(found.volume.name)} of claim ${quote(name.text)}`
        : `volumes of class ${quote(storageClass?.facts.name ?? '')} for claim ${quote(name.text)}`;
    report(
      claimNodeConflict,
      name.range,
      `the pod asks for nodes with ${label} ${wanted.map(quote).join(', ')}, and ${what} can only be where it is ${values.map(quote).join(', ')}: the pod stays Pending`,
      { related: from },
    );
  }
}

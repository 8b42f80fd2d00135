/** What is kept on a claim against where its volume lies: databases on file servers, groups on NFS, claims that nobody uses. */
import { quote } from '../../formats/format.ts';
import { backendOf } from '../../storage/backends.ts';
import type { PodFacts } from '../facts.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { isSameNamespace } from '../resolve.ts';
import { bindingOf, claimOf, claimsNamed, classOf } from '../storage/around.ts';
import type { ClaimToBind } from '../storage/binding.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const sharedFiles: LinkedCode = {
  code: 'database-on-shared-files',
  severity: 'warning',
  summary: 'A database keeps its data on a file server that many may write to.',
};
export const groupOnClaim: LinkedCode = {
  code: 'fs-group-on-claim',
  severity: 'information',
  summary: 'The group of a pod is not given to the files of its claim.',
};
export const claimUnused: LinkedCode = {
  code: 'claim-unused',
  severity: 'information',
  summary: 'A claim waits for the first pod that uses it, and nothing of the workspace does.',
};

export const dataOnClaims: LinkedCheck = {
  codes: [sharedFiles, groupOnClaim, claimUnused],
  check(object, around, report) {
    for (const pod of object.facts.pods) checkPod(object, pod, around, report);
    checkUsers(object, around, report);
  },
};

function checkPod(
  object: KnownObject,
  pod: PodFacts,
  { graph }: Around,
  report: LinkedReporter,
): void {
  for (const { claim: named, dataPath } of pod.claims) {
    const [claim, other] = claimsNamed(graph, object, named);
    if (!claim || other) continue;
    const more = { related: related(claim.object) };
    const where = fileServerOf(claim.facts, graph);
    const what =
      dataPath === undefined
        ? pod.fileDatabase && `the database ${quote(pod.fileDatabase.text)}`
        : `what is in ${dataPath}`;
    if (where && what !== undefined)
      report(
        sharedFiles,
        named.range,
        `${what} would lie on ${where}, where locks are not safe and several pods may write at once: use a claim that is ReadWriteOnce, of block storage`,
        more,
      );
    const source = sourceOf(claim.facts, graph);
    if (pod.fsGroup && (source === 'nfs' || source === 'hostPath'))
      report(
        groupOnClaim,
        pod.fsGroup,
        `the volume of claim ${quote(named.text)} is of ${source}, whose files keep their owner: set it where they lie`,
        more,
      );
  }
}

/** In words; undefined where it is none, or not known. */
function fileServerOf(claim: ClaimToBind, graph: Graph): string | undefined {
  if (sourceOf(claim, graph) === 'nfs') return 'NFS';
  const backend = backendOf(classOf(graph, claim)?.facts.provisioner ?? '');
  return backend?.isShared ? backend.title : undefined;
}

/** Where the data of a claim lies, for volumes of the workspace. */
function sourceOf(claim: ClaimToBind, graph: Graph): string | undefined {
  const found = bindingOf(graph, claim);
  return found.outcome === 'bound' ? found.volume.source : undefined;
}

function checkUsers(object: KnownObject, { graph }: Around, report: LinkedReporter): void {
  const claim = claimOf(object);
  const storageClass = claim && classOf(graph, claim);
  if (!claim || !graph.isWhole || !storageClass?.facts.bindsLate) return;
  const kind = { group: '', kind: 'PersistentVolumeClaim' };
  for (const { facts } of graph.referringTo(kind, claim.name))
    if (facts !== object.facts && isSameNamespace(facts.namespace, claim.namespace)) return;
  report(
    claimUnused,
    object.facts.name.range,
    `class ${quote(storageClass.facts.name)} makes the volume once a pod uses the claim, and nothing of this workspace does: until then it is Pending`,
    {
      related: related(storageClass.object),
      // Where nothing runs that could, the claim is perhaps of a file that is to be completed.
      severity: hasPods(graph, object) ? 'information' : 'hint',
    },
  );
}

function hasPods(graph: Graph, { facts }: KnownObject): boolean {
  for (const each of graph.withPods())
    if (isSameNamespace(each.facts.namespace, facts.namespace)) return true;
  return false;
}

/** One claim in the hands of several: workloads, runs of a CronJob, pods that an autoscaler adds. */
import { quote } from '../../formats/format.ts';
import { areApart } from '../environments.ts';
import type { MountedClaim, PodFacts } from '../facts.ts';
import type { KnownObject } from '../graph.ts';
import { isSameNamespace } from '../resolve.ts';
import { claimsNamed, type Known } from '../storage/around.ts';
import type { ClaimToBind } from '../storage/binding.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const severalWorkloads: LinkedCode = {
  code: 'claim-of-two-workloads',
  severity: 'warning',
  summary: 'Two workloads use one claim that one node only can mount.',
};
export const severalRuns: LinkedCode = {
  code: 'claim-of-concurrent-jobs',
  severity: 'warning',
  summary: 'Runs of a CronJob may overlap, and use one claim that one node only can mount.',
};
export const scaledClaim: LinkedCode = {
  code: 'claim-shared-when-scaled',
  severity: 'warning',
  summary: 'An autoscaler adds pods to a workload whose claim one node only can mount.',
};
export const setShares: LinkedCode = {
  code: 'claim-shared-by-set',
  severity: 'information',
  summary: 'All pods of a StatefulSet use one claim, and none has one of its own.',
};

export const claimSharing: LinkedCheck = {
  codes: [severalWorkloads, severalRuns, scaledClaim, setShares],
  check(object, around, report) {
    for (const pod of object.facts.pods)
      for (const mounted of pod.claims) {
        const claims = claimsNamed(around.graph, object, mounted.claim);
        const [claim] = claims;
        if (!claim || claims.length > 1) continue;
        const use: Use = { object, pod, mounted, claim };
        if (isForOneNode(claim.facts)) {
          checkOthers(use, around, report);
          checkRuns(use, report);
        } else checkSet(use, report);
      }
    checkScaling(object, around, report);
  },
};

interface Use {
  readonly object: KnownObject;
  readonly pod: PodFacts;
  readonly mounted: MountedClaim;
  readonly claim: Known<ClaimToBind>;
}

function isForOneNode({ modes }: ClaimToBind): boolean {
  return modes.length > 0 && modes.every((mode) => mode.startsWith('ReadWriteOnce'));
}

/** Kinds whose pods stay. */
const lasting: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
]);

function checkOthers(
  { object, pod, mounted, claim }: Use,
  { graph }: Around,
  report: LinkedReporter,
): void {
  if (!lasting.has(object.facts.kind)) return;
  for (const { facts, uri } of graph.referringTo(
    { group: '', kind: 'PersistentVolumeClaim' },
    mounted.claim.text,
  )) {
    const isSame = facts.kind === object.facts.kind && facts.name.text === object.facts.name.text;
    if (
      isSame ||
      !lasting.has(facts.kind) ||
      !isSameNamespace(facts.namespace, object.facts.namespace) ||
      areApart(graph, uri, object.uri)
    )
      continue;
    const other = facts.pods.find(({ claims }) =>
      claims.some((each) => each.claim.text === mounted.claim.text),
    );
    if (!other || areTogether(pod, other)) continue;
    const mode = claim.facts.modes[0] ?? '';
    report(
      severalWorkloads,
      mounted.claim.range,
      `claim ${quote(mounted.claim.text)} is ${mode}, and ${facts.kind} ${quote(facts.name.text)} uses it, too: ${mode === 'ReadWriteOncePod' ? 'one pod only can use it' : 'on another node its pod does not start'}; use a claim that is ReadWriteMany`,
      { related: related(claim.object) },
    );
    return;
  }
}

/** On one node by what they ask for. */
function areTogether(one: PodFacts, other: PodFacts): boolean {
  return nodeOf(one) !== undefined && nodeOf(one) === nodeOf(other);
}

function nodeOf({ nodeName, nodeLabels }: PodFacts): string | undefined {
  const hosts = nodeLabels['kubernetes.io/hostname'];
  return nodeName?.text ?? (hosts?.length === 1 ? hosts[0] : undefined);
}

function checkRuns({ object, pod, mounted, claim }: Use, report: LinkedReporter): void {
  if (object.facts.kind !== 'CronJob' || mounted.isReadOnly) return;
  const { concurrency } = pod;
  if (concurrency && concurrency.text !== 'Allow') return;
  report(
    severalRuns,
    concurrency?.range ?? mounted.claim.range,
    `claim ${quote(mounted.claim.text)} is ${claim.facts.modes[0] ?? ''}, and a run that begins before the last one has ended waits for it on another node: set concurrencyPolicy: Forbid`,
    { related: related(claim.object), severity: concurrency ? 'warning' : 'information' },
  );
}

function checkSet({ object, pod, mounted, claim }: Use, report: LinkedReporter): void {
  if (object.facts.kind !== 'StatefulSet' || (pod.replicas?.count ?? 1) < 2) return;
  // Beside claims of their own the shared one is meant.
  if (pod.templates.length > 0 || mounted.isReadOnly) return;
  report(
    setShares,
    mounted.claim.range,
    `all ${pod.replicas?.count ?? 0} pods write to the one claim ${quote(mounted.claim.text)}: give each its own with volumeClaimTemplates, if they do not share it on purpose`,
    { related: related(claim.object) },
  );
}

/** Of a HorizontalPodAutoscaler or a ScaledObject. */
function checkScaling(
  { uri, facts }: KnownObject,
  { graph }: Around,
  report: LinkedReporter,
): void {
  const { scaling } = facts;
  if (!scaling || scaling.most.count < 2) return;
  for (const { by } of graph.named(scaling.target, scaling.target.name.text)) {
    if (!isSameNamespace(by.facts.namespace, facts.namespace)) continue;
    if (areApart(graph, uri, by.uri)) continue;
    for (const { claims } of by.facts.pods)
      for (const mounted of claims) {
        const [claim, other] = claimsNamed(graph, by, mounted.claim);
        if (!claim || other || !isForOneNode(claim.facts)) continue;
        report(
          scaledClaim,
          scaling.most.range,
          `${by.facts.kind} ${quote(by.facts.name.text)} uses claim ${quote(mounted.claim.text)}, which is ${claim.facts.modes[0] ?? ''}: pods that are added on other nodes do not start; use a claim that is ReadWriteMany`,
          { related: [...related(by), ...related(claim.object)] },
        );
        return;
      }
  }
}

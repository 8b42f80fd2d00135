/** What a PodDefault of Kubeflow adds to a pod that has something else by that name: its webhook refuses the pod. */
import { quote } from '../../formats/format.ts';
import { asLongAsSame } from '../asLongAsSame.ts';
import type { GivenPart, GivenValue, PodDefaultFacts, PodFacts } from '../facts.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { folderOf } from '../siblings.ts';
import { isSelected } from '../storage/binding.ts';
import { related, type LinkedCheck, type LinkedCode } from './linked.ts';

export const podDefaultConflict: LinkedCode = {
  code: 'pod-default-conflict',
  severity: 'error',
  summary:
    'A PodDefault adds a variable, volume, mount, toleration, label or annotation that a pod, or another PodDefault for it, has otherwise: the webhook of Kubeflow refuses the pod.',
};

export const podDefaults: LinkedCheck = {
  codes: [podDefaultConflict],
  check(object, { graph }, report) {
    const { podDefault } = object.facts;
    if (!podDefault) return;
    const pods = podsOf(object, podDefault, graph);
    const others = pods.length > 0 ? othersFor(object, graph) : [];
    for (const added of podDefault.adds) {
      const found = conflictOf(added, pods) ?? conflictOfOther(added, pods, others);
      if (!found) continue;
      const { by, pod, given } = found;
      const whose = `${by.facts.kind} ${quote(by.facts.name.text)}`;
      const refused =
        by === pod
          ? 'refuses the pod'
          : `refuses the pod of ${pod.facts.kind} ${quote(pod.facts.name.text)}, which both are for`;
      report(
        podDefaultConflict,
        added.range,
        `${whose} ${wordsOf(added, given)}, and the webhook of Kubeflow ${refused}: write the same in both, or leave it out of one`,
        { related: related(by) },
      );
    }
  },
};

interface PodOf {
  readonly owner: KnownObject;
  readonly pod: PodFacts;
}

/** Pods that it is surely for: of its namespace, or beside it where neither says one. */
function podsOf(object: KnownObject, { selector }: PodDefaultFacts, graph: Graph): PodOf[] {
  const all = asLongAsSame(graph, 'pods that PodDefaults are for', () => {
    const bySpace = new Map<string, PodOf[]>();
    for (const owner of graph.withPods())
      for (const pod of owner.facts.pods) {
        if (!pod.given) continue;
        const same = bySpace.get(spaceOf(owner));
        if (same) same.push({ owner, pod });
        else bySpace.set(spaceOf(owner), [{ owner, pod }]);
      }
    return bySpace;
  });
  const near = all.get(spaceOf(object)) ?? [];
  return near.filter(({ pod }) => isSelected(pod.labels, selector)).slice(0, mostPods);
}

/** Each PodDefault is held against so many: one that conflicts is enough. */
const mostPods = 50;

function spaceOf({ uri, facts: { namespace } }: KnownObject): string {
  return namespace ?? `in ${folderOf(uri)}`;
}

function othersFor(object: KnownObject, graph: Graph): KnownObject[] {
  const all = asLongAsSame(graph, 'PodDefaults', () =>
    [...graph.ofKind({ group: 'kubeflow.org', kind: 'PodDefault' })].map(({ by }) => by),
  );
  return all
    .filter((each) => each.facts !== object.facts && spaceOf(each) === spaceOf(object))
    .filter(({ facts }) => facts.name.text !== object.facts.name.text)
    .slice(0, mostPods);
}

interface Conflict {
  /** What has it otherwise. */
  readonly by: KnownObject;
  readonly pod: KnownObject;
  readonly given: GivenPart;
}

function conflictOf(added: GivenPart, pods: readonly PodOf[]): Conflict | undefined {
  for (const { owner, pod } of pods) {
    const given = pod.given?.find((each) => isConflict(added, each));
    if (given && !isAlike(added, given, pod)) return { by: owner, pod: owner, given };
  }
  return undefined;
}

/** Of several mounts of one volume the webhook holds the last one against what is added. */
function isAlike(added: GivenPart, { container }: GivenPart, { given = [] }: PodFacts): boolean {
  if (added.field !== 'volumeMounts' && added.field !== 'tolerations') return false;
  const same = given.filter(
    (each) => each.field === added.field && each.container === container && isSame(added, each),
  );
  return same.length > 0;
}

function conflictOfOther(
  added: GivenPart,
  pods: readonly PodOf[],
  others: readonly KnownObject[],
): Conflict | undefined {
  for (const { owner, pod } of pods)
    for (const by of others) {
      const { podDefault } = by.facts;
      if (!podDefault || !isSelected(pod.labels, podDefault.selector)) continue;
      const given = podDefault.adds.find((each) => isConflict(added, each));
      if (given) return { by, pod: owner, given };
    }
  return undefined;
}

function isConflict(added: GivenPart, given: GivenPart): boolean {
  if (added.field !== given.field) return false;
  const isNamed = added.name === given.name;
  const isAtPath = added.path !== undefined && added.path === given.path;
  if (!isNamed && !isAtPath) return false;
  const isWhole = added.field === 'volumeMounts' || added.field === 'tolerations';
  return differs(added.value, given.value, isWhole);
}

function isSame(added: GivenPart, given: GivenPart): boolean {
  return added.name === given.name && !differs(added.value, given.value, true);
}

/**
 * Whether two values are surely others. `isWhole`: the server fills in nothing, else a text that one of them alone has may be what
 * the server has given the pod.
 */
function differs(one: GivenValue, other: GivenValue, isWhole: boolean): boolean {
  if (one === null || other === null) return false;
  if (typeof one === 'string' || typeof other === 'string') return one !== other;
  if (isList(one) || isList(other)) {
    if (!isList(one) || !isList(other) || one.length !== other.length) return true;
    return one.some((item, at) => differs(item, other[at] ?? null, isWhole));
  }
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].some((key) => {
    const [left, right] = [one[key], other[key]];
    if (left !== undefined && right !== undefined) return differs(left, right, isWhole);
    const only = left ?? right;
    return only !== null && (isWhole || typeof only !== 'string');
  });
}

function isList(value: GivenValue): value is readonly GivenValue[] {
  return Array.isArray(value);
}

function wordsOf({ field, name, path }: GivenPart, given: GivenPart): string {
  switch (field) {
    case 'env':
      return `sets ${quote(name)} to another value`;
    case 'volumes':
      return `has a volume ${quote(name)} with another source`;
    case 'volumeMounts':
      return name === given.name
        ? `mounts volume ${quote(name)} otherwise`
        : `mounts volume ${quote(given.name)} at ${quote(path ?? '')}`;
    case 'tolerations':
      return `has another toleration for ${quote(name)}`;
    case 'labels':
      return `has another value for the label ${quote(name)}`;
    case 'annotations':
      return `has another value for the annotation ${quote(name)}`;
  }
}

/** The pods of a node that is to be drained: which go, which stay, and what they lose. */
import type { Result } from '../api.ts';
import { listAll } from '../requests/listAll.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { at, listAt, textAt } from '../values.ts';

export interface NodePod {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
}

export interface NodePods {
  /** To be sent away. */
  readonly going: readonly NodePod[];
  /** Of a DaemonSet, which would make them again at once. */
  readonly ofDaemonSets: number;
  /** Read by the node from its own disk: the API server cannot end them. */
  readonly ofNode: number;
  /** Names of those that nobody makes again. */
  readonly unmanaged: readonly string[];
  /** Names of those whose emptyDir volumes go with them. */
  readonly withLocalData: readonly string[];
}

export async function podsOfNode(
  context: ResourceContext,
  node: string,
  signal?: AbortSignal,
): Promise<Result<NodePods>> {
  const all = await listAll(
    context,
    { apiVersion: 'v1', kind: 'Pod' },
    { fieldSelector: `spec.nodeName=${node}`, ...(signal && { signal }) },
  );
  if (!all.ok) return all;
  const ofNode = all.value.filter(isMirror);
  const ofDaemonSets = all.value.filter((pod) => !isMirror(pod) && isOfDaemonSet(pod));
  const going = all.value.filter((pod) => !ofNode.includes(pod) && !ofDaemonSets.includes(pod));
  const live = going.filter((pod) => !isOver(pod));
  return {
    ok: true,
    value: {
      going: going.map(podOf),
      ofDaemonSets: ofDaemonSets.length,
      ofNode: ofNode.length,
      unmanaged: live.filter((pod) => controllerOf(pod) === undefined).map(nameOf),
      withLocalData: live
        .filter((pod) =>
          listAt(pod, 'spec', 'volumes').some((one) => at(one, 'emptyDir') !== undefined),
        )
        .map(nameOf),
    },
  };
}

function podOf(pod: unknown): NodePod {
  const of = (key: string) => textAt(pod, 'metadata', key) ?? '';
  return { name: of('name'), namespace: of('namespace'), uid: of('uid') };
}

function nameOf(pod: unknown): string {
  const { namespace, name } = podOf(pod);
  return `${namespace}/${name}`;
}

function isMirror(pod: unknown): boolean {
  return at(pod, 'metadata', 'annotations', 'kubernetes.io/config.mirror') !== undefined;
}

/** One that has ended goes all the same. */
function isOfDaemonSet(pod: unknown): boolean {
  return textAt(controllerOf(pod), 'kind') === 'DaemonSet' && !isOver(pod);
}

function isOver(pod: unknown): boolean {
  return ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase') ?? '');
}

function controllerOf(pod: unknown): unknown {
  return listAt(pod, 'metadata', 'ownerReferences').find((one) => at(one, 'controller') === true);
}

/** What kubelets and container runtimes say of a stream that did not come about, in words that say what to do. */
import type { Failure } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ContainerRef, PodRef } from '../streamsApi.ts';

/** `container main of Pod web in namespace default`. */
export function whereOf({ pod, container }: ContainerRef): string {
  return `container ${container} of ${podWords(pod)}`;
}

export function podWords({ name, namespace }: PodRef): string {
  return `Pod ${name} in namespace ${namespace}`;
}

/** The API server asks the kubelet of the pod's node, and that one does not answer. Undefined for all else. */
export function backendFailure(words: string, pod: PodRef): Failure | undefined {
  if (!words.includes('error dialing backend') && !words.includes('No agent available'))
    return undefined;
  return fail(
    'unreachable',
    `The API server does not reach the node on which ${podWords(pod)} runs. Look whether the node is ready, and whether the control plane may connect to port 10250 of it`,
  );
}
